"""The lists of the desk, and the only module that imports wagtail_modeladmin.

The package gives menu, addresses, permissions and registration; the pages themselves are
Wagtail's generic views (generic.py), through the package's documented *_view_class hooks.
"""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, re_path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.menus import GroupMenuItem, ModelAdminMenuItem
from wagtail_modeladmin.options import ModelAdmin, ModelAdminGroup

from ..models import Appointment, BookingRequest, OutboxMessage, Practitioner
from . import columns, filters
from .answers import ANSWERS
from .detail import MailPage, RequestDetail
from .generic import AddView, EditView, ListView
from .menu import Counted
from .practitioners import practitioner_panels


class CountedMenuItem(Counted, ModelAdminMenuItem):
    pass


class CountedGroupMenuItem(Counted, GroupMenuItem):
    pass


class DeskPermissions(PermissionHelper):
    """Seeing takes the permission to view, and no other one implies it."""

    def user_can_list(self, user: Any) -> bool:
        return user.has_perm(f"{self.opts.app_label}.{self.get_perm_codename('view')}")


class DeskAdmin(ModelAdmin):
    """A list whose addresses are those named in `pages`, and no others."""

    pages: tuple[str, ...] = ("index",)
    filterset_class: Any = None
    list_per_page = 20
    permission_helper_class = DeskPermissions
    index_view_class = ListView
    create_view_class = AddView
    edit_view_class = EditView
    menu_item_class = ModelAdminMenuItem

    def user_may(self, user: Any, permission: str) -> bool:
        """`permission` is view, add, change or delete."""
        return user.has_perm(f"{self.opts.app_label}.{permission}_{self.opts.model_name}")

    def get_menu_item(self, order: int | None = None) -> ModelAdminMenuItem:
        return self.menu_item_class(self, order or self.get_menu_order())

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        views = {
            "index": self.index_view,
            "index_results": self.index_view,
            "create": self.create_view,
            "edit": self.edit_view,
            "inspect": self.inspect_view,
        }
        paths = {
            "index": "",
            "index_results": "results/",
            "create": "add/",
            "edit": r"(?P<instance_pk>\d+)/edit/",
            "inspect": r"(?P<instance_pk>\d+)/",
        }
        return tuple(
            self.address(name, paths[name], views[name])
            for page in self.pages
            for name in ([page, "index_results"] if page == "index" else [page])
        )

    def address(self, name: str, path: str, view: Any) -> URLPattern:
        pattern = rf"^{self.url_helper.base_url_path}/{path}$"
        return re_path(pattern, view, name=self.url_helper.get_action_url_name(name))

    def register_admin_url_finders(self) -> None:
        """Wagtail's reports link to a page to edit a row, where there is one."""
        if "edit" in self.pages:
            super().register_admin_url_finders()

    def register_indexing(self) -> None:
        """Booking rows stay out of Wagtail's index of references."""


class RequestAdmin(DeskAdmin):
    model = BookingRequest
    base_url_path = "bookings/requests"
    menu_icon = "mail"
    menu_item_class = CountedMenuItem
    pages = ("index", "inspect")
    inspect_view_class = RequestDetail
    list_display = columns.REQUEST_COLUMNS
    filterset_class = filters.RequestFilters
    search_fields = ("name", "email", "phone", "reference")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return BookingRequest.objects.in_desk_order().prefetch_related("preferences")

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        answers = tuple(
            self.address(view.name, rf"(?P<instance_pk>\d+)/{view.name}/", self.answer_view(view))
            for view in ANSWERS
        )
        return super().get_admin_urls_for_registration() + answers

    def answer_view(self, view_class: Any) -> Any:
        def view(request: HttpRequest, instance_pk: str) -> HttpResponse:
            return view_class.as_view(model_admin=self, instance_pk=instance_pk)(request)

        return view


class AppointmentAdmin(DeskAdmin):
    model = Appointment
    base_url_path = "bookings/appointments"
    menu_icon = "calendar-alt"
    list_display = columns.APPOINTMENT_COLUMNS
    filterset_class = filters.AppointmentFilters
    search_fields = ("request__name", "request__reference", "service_name")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        in_order = Appointment.objects.in_diary_order(timezone.now())
        return in_order.select_related("request", "practitioner")


class PractitionerAdmin(DeskAdmin):
    model = Practitioner
    base_url_path = "bookings/practitioners"
    menu_icon = "group"
    pages = ("index", "create", "edit")
    list_display = columns.PRACTITIONER_COLUMNS
    search_fields = ("name",)
    edit_handler = practitioner_panels

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return Practitioner.objects.select_related("user").prefetch_related("services")


class MailAdmin(DeskAdmin):
    model = OutboxMessage
    base_url_path = "bookings/mail"
    menu_label = _("Mail")
    menu_icon = "draft"
    pages = ("index", "inspect")
    inspect_view_class = MailPage
    list_display = columns.MAIL_COLUMNS
    filterset_class = filters.MailFilters
    search_fields = ("subject", "recipient", "request__reference")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return OutboxMessage.objects.select_related("request").defer("text", "html")


class BookingsGroup(ModelAdminGroup):
    menu_label = _("Bookings")
    menu_icon = "calendar-check"
    menu_order = 90
    items = (RequestAdmin, AppointmentAdmin, PractitionerAdmin, MailAdmin)

    def get_menu_item(self) -> CountedGroupMenuItem:
        item = super().get_menu_item()
        return CountedGroupMenuItem(self, self.get_menu_order(), item.menu)
