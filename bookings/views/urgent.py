from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..forms import RequestForm
from ..forms.screening import APPLIES


def urgent_page(request: HttpRequest, form: RequestForm) -> HttpResponse:
    """What to do now, instead of asking for a massage. Nothing is stored, nobody is told.

    Whoever ticked it by mistake goes back to the form with everything typed.
    """
    context = {
        "form": form,
        "service": form.service,
        "urgent": form.urgent(),
        "control": form.control_id(APPLIES),
        "action": request.path,
    }
    return render(request, "bookings/urgent_page.html", context)
