"""Wagtail's generic views, fed from a ModelAdmin.

Plain modeladmin views take any lookup of the ORM from the query string (so that whoever may
see a list can ask for a password hash letter by letter) and answer 500 to parameters that
they don't know. These know their own parameters and pass over the rest. A `model_admin` is a
DeskAdmin (lists.py).
"""

import datetime as dt
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views import View
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from ..domain.errors import Refused
from .capped import MOST_FOUND, CappedPaginator
from .clock import InPracticeTime
from .home.trouble import mail_trouble
from .lean import Lean

URL_NAMES = {
    "index": "index_url_name",
    "create": "add_url_name",
    "edit": "edit_url_name",
    "inspect": "inspect_url_name",
    "delete": "delete_url_name",
}


class FromModelAdmin(InPracticeTime):
    """What the generic views want to know, taken from the ModelAdmin they belong to."""

    model_admin: Any = None
    instance_pk: str | None = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        admin = self.model_admin
        self.model = admin.model
        self.header_icon = admin.get_menu_icon()
        for page in admin.pages:
            setattr(self, URL_NAMES[page], admin.url_helper.get_action_url_name(page))
        if self.instance_pk is not None:
            kwargs["pk"] = self.instance_pk
        super().setup(request, *args, **kwargs)

    def user_has_permission(self, permission: str) -> bool:
        return self.model_admin.user_may(self.request.user, permission)


class ListView(Lean, FromModelAdmin, generic.IndexView):
    permission_required = "view"
    any_permission_required = None
    template_name = "bookings/staff/list.html"
    results_template_name = "bookings/staff/list_results.html"
    table_classname = "listing desk-list"
    # icontains on search_fields. SQLite refuses patterns of more than 50,000 characters.
    search_backend_name = None
    longest_search = 200
    paginator_class = CappedPaginator

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        admin = self.model_admin
        self.list_display = admin.list_display
        self.search_fields = admin.search_fields
        self.filterset_class = admin.filterset_class
        self.paginate_by = admin.list_per_page
        self.results_only = request.path.endswith("/results/")
        super().setup(request, *args, **kwargs)
        self.index_results_url_name = f"{self.index_url_name}_results"
        # Nothing leaves the desk as a spreadsheet.
        self.is_export = False

    def get_page_title(self) -> str:
        return self.model_admin.get_menu_label()

    def get_base_queryset(self) -> QuerySet:
        return self.model_admin.get_queryset(self.request)

    @cached_property
    def is_searchable(self) -> bool:
        return bool(self.search_fields or self.model_admin.ways_to_find)

    @cached_property
    def search_query(self) -> str:
        return super().search_query[: self.longest_search]

    def get_queryset(self) -> QuerySet:
        """In order and narrowed by the filters; what a search leaves of it says `found`."""
        return self.filter_queryset(self.order_queryset(self.get_base_queryset()))

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        """Rows that are equal in the column stay on their pages: the key decides."""
        if not self.ordering:
            return super().order_queryset(queryset)
        key = "-pk" if self.ordering.startswith("-") else "pk"
        return queryset.order_by(self.ordering, key)

    def found(self, queryset: QuerySet) -> list[QuerySet]:
        """What is listed, as a CappedPaginator wants it."""
        if not self.is_searching:
            return [queryset]
        if ways := self.model_admin.ways_to_find:
            return [queryset.filter(way) for way in ways(self.search_query)]
        if hasattr(queryset, "matching"):
            return [queryset.matching(self.search_query)]
        return [self.search_queryset(queryset)]

    def runs(self, found: list[QuerySet]) -> list[QuerySet]:
        """The same in orders that indexes have; see CappedPaginator."""
        return found

    def get_paginator(self, queryset: QuerySet, per_page: int, **options: Any) -> CappedPaginator:
        found = self.found(queryset)
        options |= {"found": found, "runs": self.runs(found)}
        if self.is_searching:
            options["most_counted"] = MOST_FOUND
        return super().get_paginator(queryset, per_page, **options)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        if self.model_admin.warns_of_mail and not self.results_only:
            context |= mail_trouble(self.request)
        return context

    def get_table_kwargs(self) -> dict[str, Any]:
        return super().get_table_kwargs() | {"caption": self.get_page_title()}


class CountedRows:
    """Refuses a form whose hidden counts promise rows that were not sent: formsets fail on it."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        for name in request.POST:
            rows, is_count, _rest = name.partition("-INITIAL_FORMS")
            count = request.POST[name]
            if is_count and count.isdecimal() and int(count):
                last = f"{rows}-{int(count) - 1}-id"
                if last not in request.POST:
                    raise BadRequest(f"{name} is {count}, without {last}")
        return super().post(request, *args, **kwargs)


class AddView(CountedRows, FromModelAdmin, generic.CreateView):
    def get_panel(self) -> Any:
        return self.model_admin.get_edit_handler().bind_to_model(self.model)


class EditView(CountedRows, FromModelAdmin, generic.EditView):
    @property
    def can_delete(self) -> bool:
        return "delete" in self.model_admin.pages and self.user_has_permission("delete")

    def get_panel(self) -> Any:
        return self.model_admin.get_edit_handler().bind_to_model(self.model)


class DeleteView(FromModelAdmin, generic.DeleteView):
    """Asks once; `delete_action` is a function of bookings.domain."""

    def get_object(self, queryset: QuerySet | None = None) -> Any:
        """Refused before anything is read, so that nobody learns which rows there are."""
        if not self.user_has_permission("delete"):
            raise PermissionDenied
        return super().get_object(queryset)


class SavedByDomain:
    """An AddView or EditView whose row is saved by a function of bookings.domain."""

    def write(self, row: Any) -> None:
        """Save `row`, which holds what was typed, in memory."""
        raise NotImplementedError

    def save_instance(self) -> Any:
        row = self.form.save(commit=False)
        action = "wagtail.edit" if row.pk else "wagtail.create"
        self.write(row)
        log(instance=row, action=action, user=self.request.user)
        return row

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)
        except Refused as refused:
            self.refuse(form, refused)
            self.is_valid(form)
            return self.form_invalid(form)

    def refuse(self, form: Any, refused: Refused) -> None:
        """Say it on the form, which keeps what was typed."""
        form.add_error(None, refused.message)


class DeskPage(FromModelAdmin, WagtailAdminTemplateMixin, View):
    """A page below a list; `permission_required` is asked before anything is read."""

    permission_required = "view"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.user_has_permission(self.permission_required):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        listed = {
            "url": reverse(self.index_url_name),
            "label": self.model_admin.get_menu_label(),
        }
        return [*self.breadcrumbs_items, listed, {"url": "", "label": self.get_page_title()}]


class DetailView(DeskPage):
    """One row on a page of its own."""

    # When `object` was read; each form that has its version sends this too (meanwhile.py).
    seen_at: dt.datetime | None = None

    @cached_property
    def object(self) -> Any:
        self.seen_at = timezone.now()
        return get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])

    def get_queryset(self) -> QuerySet:
        return self.model_admin.get_queryset(self.request)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def get_page_title(self) -> str:
        return str(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, seen_at = self.object, self.seen_at
        shown = {"object": row, "seen_at": seen_at.isoformat() if seen_at else ""}
        return super().get_context_data(**shown | kwargs)
