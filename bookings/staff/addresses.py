"""Where the pages of the desk are, by their names in `lists`."""

from django.urls import reverse


def request_detail(pk: int) -> str:
    return reverse("bookings_requests_modeladmin_inspect", args=[pk])


def appointment_list() -> str:
    return reverse("bookings_appointments_modeladmin_index")


def week(practitioner_id: int) -> str:
    return reverse("bookings_week", args=[practitioner_id])


def calendar_of(practitioner_id: int) -> str:
    return reverse("bookings_practitioners_modeladmin_calendar", args=[practitioner_id])


def appointment_detail(pk: int) -> str:
    return reverse("bookings_appointments_modeladmin_inspect", args=[pk])


def book_visit() -> str:
    return reverse("bookings_appointments_modeladmin_book")


def mail_detail(pk: int) -> str:
    return reverse("bookings_mail_modeladmin_inspect", args=[pk])


def visit_areas(pk: int) -> str:
    return reverse("bookings_appointments_modeladmin_areas", args=[pk])
