"""Where the pages of the desk are, by their names in `lists`."""

from django.urls import reverse


def request_list() -> str:
    return reverse("bookings_requests_modeladmin_index")


def request_detail(pk: int) -> str:
    return reverse("bookings_requests_modeladmin_inspect", args=[pk])
