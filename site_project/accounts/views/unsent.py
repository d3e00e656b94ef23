"""What was sent after the session had ended: sent now, or thrown away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin.auth import require_admin_access

from ..unsent import fields_of, unsent_by


@require_admin_access
@require_GET
def unsent(request: HttpRequest) -> HttpResponse:
    """Each form with its fields hidden, under a button; nobody's is ever sent by itself."""
    forms = [(form, fields_of(form)) for form in unsent_by(request.user)]
    readable = [(form, fields) for form, fields in forms if fields is not None]
    if not readable:
        return redirect("wagtailadmin_home")
    return render(request, "account/unsent.html", {"forms": readable})


@require_admin_access
@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Let go of one form: the browser sends its fields on to where they were meant for (307)."""
    form = get_object_or_404(unsent_by(request.user), pk=pk)
    form.delete()
    return redirect(form.address, preserve_request=True)


@require_admin_access
@require_POST
def throw_away(request: HttpRequest, pk: int) -> HttpResponse:
    get_object_or_404(unsent_by(request.user), pk=pk).delete()
    messages.success(request, _("The form is thrown away."))
    return redirect("account_unsent")
