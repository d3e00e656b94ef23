"""Where the pages of the desk are, by their names in `lists`."""

import datetime as dt
from urllib.parse import urlencode

from django.urls import reverse


def request_list(tab: str = "") -> str:
    """`tab` is the name of a part of the inbox; without one it is what to answer."""
    url = reverse("bookings_requests_modeladmin_index")
    return f"{url}?tab={tab}" if tab else url


def request_detail(pk: int) -> str:
    return reverse("bookings_requests_modeladmin_inspect", args=[pk])


def sure_to_confirm(pk: int, rank: int) -> str:
    """Where a free wish of a request is confirmed with one press."""
    url = reverse("bookings_requests_modeladmin_sure", args=[pk])
    return f"{url}?{urlencode({'wish': rank})}"


def appointment_list() -> str:
    return reverse("bookings_appointments_modeladmin_index")


def today() -> str:
    """The list of today's visits."""
    return reverse("bookings_today")


def week(practitioner_id: int) -> str:
    return reverse("bookings_week", args=[practitioner_id])


def diary(page: str, *, who: int | str, day: dt.date | None = None, **more: str) -> str:
    """A page of the diary (week, day, today), of a practitioner by id or of “all”."""
    given = {"who": who} | ({"day": day.isoformat()} if day else {}) | more
    name = "bookings_own_week" if page == "week" else f"bookings_{page}"
    return f"{reverse(name)}?{urlencode(given)}"


def gap() -> str:
    return reverse("bookings_gap")


def add_closure() -> str:
    return reverse("bookings_closures_modeladmin_create")


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


def move_visit(pk: int) -> str:
    return reverse("bookings_appointments_modeladmin_move", args=[pk])


def client_list() -> str:
    return reverse("bookings_clients_modeladmin_index")


def client_detail(pk: int) -> str:
    return reverse("bookings_clients_modeladmin_inspect", args=[pk])


def merge_clients(keep: int, fold: int) -> str:
    return reverse("bookings_clients_modeladmin_merge", args=[keep]) + f"?with={fold}"


def same_person(pk: int) -> str:
    return reverse("bookings_clients_modeladmin_same_person", args=[pk])
