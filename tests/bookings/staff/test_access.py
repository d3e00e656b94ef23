"""Who may do what at the desk. Every address with every role: tests/admin/test_matrix.py."""

from itertools import repeat

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import get_resolver
from wagtail.models import ReferenceIndex

from bookings.models import BookingRequest, BookingSettings, Practitioner, ScheduleException
from bookings.staff.permissions import permissions_of_its_own
from site_project import roles
from tests.bookings.staff.desk import (
    ADDRESSES,
    APPOINTMENTS,
    BLOCKED,
    CLIENTS,
    CONSENTS,
    DAY,
    MAIL,
    OPEN_TO_THE_DESK,
    PRACTITIONERS,
    QUESTIONS,
    REQUESTS,
    logged_in,
    stored,
)

RULES = "/admin/settings/bookings/bookingsettings/"
METHODS = ("get", "post", "head", "put")
# Answers every form of the desk, for whoever may send one.
GOOD_DATA = {
    "version": 1,
    "day": DAY.isoformat(),
    "time": "14:00",
    "reason": "other",
    "message": "",
    "question": "When?",
    "name": "Changed",
    "slug": "changed",
    "level": "full",
}


def answers_to(client, addresses, rows, methods=METHODS) -> dict[tuple[str, str], tuple]:
    """Status, where it leads, and whether a client is named, for each method and address."""
    found = {}
    for address in addresses:
        for method in methods:
            data = GOOD_DATA | {"practitioner": rows["practitioner"]}
            response = getattr(client, method)(address.format(**rows), data)
            where = response.headers.get("Location", "").partition("?")[0]
            found[method, address] = (response.status_code, where, b"Secret" in response.content)
    return found


def refused_everywhere(addresses, to: str, methods=METHODS) -> dict[tuple[str, str], tuple]:
    return {(method, address): (302, to, False) for address in addresses for method in methods}


def test_address_list_is_complete():
    names = get_resolver().reverse_dict.keys()

    assert len({name for name in names if str(name).startswith("bookings_")}) == len(ADDRESSES)


def test_answering_takes_its_own_permission(rows):
    group = Group.objects.create(name="Onlookers")
    group.permissions.set(
        Permission.objects.filter(codename__in=["access_admin", "view_bookingrequest"])
    )
    client = logged_in(roles.Role("Onlookers", ()))
    detail = f"{REQUESTS}{rows['received']}/"
    answers = [
        address
        for address in map(str.format_map, OPEN_TO_THE_DESK, repeat(rows))
        if address.startswith(detail) and address != detail
    ]
    before = stored()

    found = answers_to(client, answers, rows)

    assert found == refused_everywhere(answers, "/admin/")
    assert stored() == before
    for page in (client.get(detail).text, client.get(REQUESTS).text):
        assert "Secret Name" in page
        assert [address for address in answers if address in page] == []


def test_addresses_that_do_not_exist_for_a_superuser_either(rows, admin_client):
    missing = [
        f"{REQUESTS}add/",
        f"{REQUESTS}create/",
        f"{REQUESTS}{{received}}/edit/",
        f"{REQUESTS}edit/{{received}}/",
        f"{REQUESTS}{{received}}/delete/",
        f"{REQUESTS}delete/{{received}}/",
        f"{REQUESTS}{{received}}/history/",
        f"{REQUESTS}history/{{received}}/",
        f"{PRACTITIONERS}{{practitioner}}/delete/",
        f"{PRACTITIONERS}delete/{{practitioner}}/",
        f"{APPOINTMENTS}add/",
        f"{APPOINTMENTS}{{appointment}}/edit/",
        f"{APPOINTMENTS}{{appointment}}/delete/",
        f"{MAIL}{{mail}}/edit/",
        f"{CLIENTS}{{client}}/delete/",
        f"{BLOCKED}{{blocked}}/edit/",
        f"{QUESTIONS}{{questions}}/edit/",
        f"{QUESTIONS}{{questions}}/delete/",
        f"{CONSENTS}1/edit/",
        f"{CONSENTS}1/delete/",
        "/admin/bookings/healthanswers/",
    ]

    found = answers_to(admin_client, missing, rows, methods=["get", "post"])

    assert {status for status, *_rest in found.values()} == {404}


def test_post_without_csrf_token_is_refused(rows, therapist):
    client = Client(enforce_csrf_checks=True)
    client.force_login(therapist.user)
    before = stored()

    response = client.post(f"{REQUESTS}{rows['received']}/take/", {"version": 1})

    assert response.status_code == 403
    assert stored() == before


def test_group_form_offers_the_permissions_of_the_desk(admin_client):
    group = Group.objects.get(name="Reception")

    page = admin_client.get(f"/admin/groups/edit/{group.pk}/").text

    own = permissions_of_its_own()
    assert {permission.codename for permission in own} == {
        "change_mailwording",
        "view_healthanswers",
        "view_waitlistentry",
        "change_calendarfeed",
    }
    assert [permission for permission in own if f'value="{permission.pk}"' not in page] == []
    assert "Can answer requests" in page


@pytest.mark.parametrize("model", [BookingRequest, Practitioner, ScheduleException])
def test_bookings_stay_out_of_the_reference_index(model):
    assert not ReferenceIndex.is_indexed(model)


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (roles.OWNER, True),
        (roles.THERAPIST, True),
        (roles.RECEPTION, False),
        (roles.EDITOR, False),
    ],
)
def test_booking_rules_are_for_therapists(role, may, db):
    client = logged_in(role)
    rules = {"offer_hold_hours": 5, "request_expiry_days": 30, "cancel_cutoff_hours": 24}
    rules |= {"undo_minutes": 30, "client_moves": 2, "reminder_hours": 48}
    rules |= {"aftercare_hours": 2, "waitlist_hold_hours": 4, "keep_health_months": 12}
    rules |= {"keep_requests_months": 24, "keep_clients_months": 36, "keep_log_months": 24}

    shown = client.get(RULES, follow=True)
    client.post(f"{RULES}{BookingSettings.current().pk}/", rules)

    assert ("Hours that offered times are held" in shown.text) is may
    assert BookingSettings.current().offer_hold_hours == (5 if may else 48)


@pytest.mark.parametrize(("reminder", "saved"), [(0, True), (24, False), (25, True)])
def test_reminder_comes_before_the_hour_after_which_cancelling_is_late(reminder, saved, db):
    rules = BookingSettings(cancel_cutoff_hours=24, reminder_hours=reminder)

    try:
        rules.full_clean()
        refused = {}
    except ValidationError as error:
        refused = error.message_dict

    assert (refused == {}) is saved
    assert refused.keys() <= {"reminder_hours"}
