"""In the admin: choose a file, look at what it would become, make the draft."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from blog.importing.errors import Refused
from blog.importing.forms import ImportForm, ReviewForm
from blog.importing.preview import set_alt_texts, shown
from blog.importing.saving import save_draft
from blog.importing.waiting import draft_of, keep, throw_away, waiting_for
from blog.models import ArticleIndexPage, ArticlePage


def may_import(user: Any, page: Any) -> bool:
    """Whether this page is a list of articles to which the user may add some."""
    return (
        page.specific_class is ArticleIndexPage
        and ArticlePage.can_create_at(page)
        and page.permissions_for_user(user).can_add_subpage()
    )


class ImportMixin(WagtailAdminTemplateMixin):
    """Everything happens below one list of articles, by somebody who may add to it."""

    page_title = _("Import an article")
    header_icon = "upload"
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_import(request.user, self.parent):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def parent(self) -> ArticleIndexPage:
        # By `id`: a number too long for the database is an error in a lookup by `pk`, which is
        # a relation here.
        return get_object_or_404(ArticleIndexPage, id=self.kwargs["parent"])

    @property
    def start(self) -> str:
        return reverse("import_article", args=[self.parent.pk])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        below = reverse("wagtailadmin_explore", args=[self.parent.pk])
        return [
            {"url": below, "label": self.parent.get_admin_display_title()},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"parent": self.parent}


class ImportView(ImportMixin, FormView):
    form_class = ImportForm
    template_name = "blog/import_article.html"

    def form_valid(self, form: ImportForm) -> HttpResponse:
        kept = keep(form.cleaned_data["data"], form.cleaned_data["name"], user=self.request.user)
        return redirect("review_imported_article", self.parent.pk, kept.pk)


class ReviewView(ImportMixin, FormView):
    form_class = ReviewForm
    template_name = "blog/import_review.html"
    page_subtitle = _("Look through it")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():  # of two clicks, the second finds nothing left to save
            if "discard" in request.POST:
                throw_away(self.kept)
                return redirect(self.start)
            return super().post(request, *args, **kwargs)

    @cached_property
    def kept(self):
        waiting = waiting_for(self.request.user)
        if self.request.method == "POST":
            waiting = waiting.select_for_update()
        return get_object_or_404(waiting, pk=self.kwargs["pk"])

    @cached_property
    def draft(self):
        return draft_of(self.kept, user=self.request.user)

    @cached_property
    def shown(self):
        return shown(self.draft)

    def get_form_kwargs(self) -> dict[str, Any]:
        initial = {"title": self.draft.title}
        return super().get_form_kwargs() | {"shown": self.shown, "initial": initial}

    def form_valid(self, form: ReviewForm) -> HttpResponse:
        self.draft.title = form.cleaned_data["title"]
        set_alt_texts(self.draft, form.cleaned_data)
        try:
            article = save_draft(self.draft, parent=self.parent, user=self.request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        throw_away(self.kept)
        messages.success(
            self.request,
            gettext("“%(title)s” is a draft now. It is not published.") % {"title": article.title},
        )
        return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=[article.pk]))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"draft": self.draft, "blocks": self.shown}
