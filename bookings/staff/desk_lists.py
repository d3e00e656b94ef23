"""The lists of requests, of the diary and of mails: what each shows, and the pages below it."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import Appointment, BookingRequest, OutboxMessage, Practitioner, ScheduleException
from . import columns, filters
from .answers import ANSWERS
from .closures import AddException, DeleteException, EditException, exception_panels
from .deeds import VISIT_DEEDS, BookVisit
from .detail import RequestDetail
from .feeds import PractitionerCalendar
from .finding import mail_ways, visit_ways
from .inbox.sure import SureToConfirm
from .inbox.view import Inbox
from .intake import IntakeSheet
from .lists import CountedMenuItem, DeskAdmin
from .mail import MAIL_FORMS, MailPage
from .people import EraseRequester, ExportRequester
from .practitioners import AddPractitioner, EditPractitioner, practitioner_panels
from .visit_detail import VisitDetail
from .visit_list import VisitList


class RequestAdmin(DeskAdmin):
    model = BookingRequest
    base_url_path = "bookings/requests"
    menu_icon = "mail"
    menu_item_class = CountedMenuItem
    pages = ("index", "inspect")
    index_view_class = Inbox
    inspect_view_class = RequestDetail
    row_views = (*ANSWERS, SureToConfirm, IntakeSheet, EraseRequester, ExportRequester)
    warns_of_mail = True

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return BookingRequest.objects.prefetch_related("preferences")


class AppointmentAdmin(DeskAdmin):
    model = Appointment
    base_url_path = "bookings/appointments"
    menu_icon = "calendar-alt"
    pages = ("index", "inspect")
    index_view_class = VisitList
    inspect_view_class = VisitDetail
    row_views = VISIT_DEEDS
    list_display = columns.APPOINTMENT_COLUMNS
    filterset_class = filters.AppointmentFilters
    warns_of_mail = True
    ways_to_find = staticmethod(visit_ways)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return Appointment.objects.select_related("request", "client", "practitioner")

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        book = self.address("book", "book/", BookVisit.as_view(model_admin=self))
        return (*super().get_admin_urls_for_registration(), book)


class PractitionerAdmin(DeskAdmin):
    model = Practitioner
    base_url_path = "bookings/practitioners"
    menu_icon = "group"
    pages = ("index", "create", "edit")
    list_display = columns.PRACTITIONER_COLUMNS
    search_fields = ("name",)
    edit_handler = practitioner_panels
    create_view_class = AddPractitioner
    edit_view_class = EditPractitioner
    row_views = (PractitionerCalendar,)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return Practitioner.objects.select_related("user").prefetch_related("services")


class ExceptionAdmin(DeskAdmin):
    model = ScheduleException
    base_url_path = "bookings/closures"
    menu_label = _("Closures")
    menu_icon = "date"
    pages = ("index", "create", "edit", "delete")
    list_display = columns.EXCEPTION_COLUMNS
    filterset_class = filters.ExceptionFilters
    search_fields = ("public_note", "private_note")
    edit_handler = exception_panels
    create_view_class = AddException
    edit_view_class = EditException
    delete_view_class = DeleteException

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        in_order = ScheduleException.objects.in_list_order(timezone.localdate())
        return in_order.select_related("practitioner")


class MailAdmin(DeskAdmin):
    model = OutboxMessage
    base_url_path = "bookings/mail"
    menu_label = _("Mail")
    menu_icon = "draft"
    pages = ("index", "inspect")
    inspect_view_class = MailPage
    row_views = MAIL_FORMS
    list_display = columns.MAIL_COLUMNS
    filterset_class = filters.MailFilters
    warns_of_mail = True
    ways_to_find = staticmethod(mail_ways)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return OutboxMessage.objects.select_related("request").defer("text", "html")
