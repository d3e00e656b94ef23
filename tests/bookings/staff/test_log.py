"""The audit trail: who did what, from where; for those who may see it, and for nobody to change."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.urls import get_resolver
from wagtail.models import ModelLogEntry

from bookings.domain import audit
from bookings.models import AuditEvent, FeedLevel
from site_project import roles
from tests.bookings.staff.desk import CLIENTS, LOG, PRACTITIONERS, REPORTS, answer, logged_in
from tests.factories.bookings import make_request
from tests.factories.lives import CANARY, make_life
from tests.factories.people import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


def test_what_staff_do_is_recorded_with_their_network(therapist):
    asked = make_request()
    therapist.defaults["REMOTE_ADDR"] = "203.0.113.77"

    answer(therapist, asked, "take")

    event = AuditEvent.objects.get(action="in_review")
    assert (event.user, event.network) == (therapist.user, "203.0.113.0")
    assert audit.acting_from.get() == ""


def test_network_of_a_visitor_is_not_kept(client, service):
    client.defaults["REMOTE_ADDR"] = "203.0.113.77"
    make_request(service=service)

    networks = AuditEvent.objects.filter(action="submitted").values_list("network", flat=True)

    assert list(networks) == [""]


def test_views_exports_permissions_and_feeds_are_recorded(practitioner):
    owner = logged_in(roles.OWNER)
    asked = make_request(health="sore neck")
    client = make_life(practitioner=practitioner)
    before = set(AuditEvent.objects.values_list("pk", flat=True))

    owner.get(f"/admin/bookings/requests/{asked.pk}/")
    owner.post(f"{REPORTS}export/", {"report": "requests", "format": "csv"})
    owner.post(f"{CLIENTS}{client.pk}/export/", {"version": client.version})
    calendar = f"{PRACTITIONERS}{practitioner.pk}/calendar/"
    owner.post(calendar, {"level": FeedLevel.BUSY})
    feed = practitioner.feeds.get()
    owner.post(calendar, {"level": FeedLevel.BUSY, "feed": feed.pk, "end": "1", "sure": "on"})
    owner.post(f"{CLIENTS}{client.pk}/erase/", {"version": client.version})

    done = AuditEvent.objects.exclude(pk__in=before).order_by("pk")
    assert {event.user for event in done} == {owner.user}
    actions = list(dict.fromkeys(event.action.partition(":")[0] for event in done))
    assert actions == [
        "health answers viewed",
        "report exported",
        "person exported",
        "calendar feed made",
        "calendar feed ended",
        "person erased",
    ]


def test_changed_permissions_of_accounts_and_groups_are_recorded(db):
    owner = logged_in(roles.OWNER)
    group, account = Group.objects.get(name="Reception"), make_user(role=roles.RECEPTION)
    form = BeautifulSoup(owner.get(f"/admin/groups/edit/{group.pk}/").text, "html.parser")
    sent: dict[str, list[str]] = {}
    for field in form.select("form input[name]"):
        if field.get("type") not in {"checkbox", "radio"} or field.has_attr("checked"):
            sent.setdefault(field["name"], []).append(field.get("value", ""))
    health = Permission.objects.get(codename="view_healthanswers")
    sent["permissions"].append(str(health.pk))

    owner.post(f"/admin/groups/edit/{group.pk}/", sent)
    names = {"username": account.username, "email": "a@example.org", "is_active": "on"}
    names |= {"first_name": "Ann", "last_name": "Able", "groups": [group.pk]}
    owner.post(f"/admin/users/edit/{account.pk}/", names)

    assert health in group.permissions.all()
    lines = ModelLogEntry.objects.order_by("content_type__model")
    assert [(line.content_type.model, line.object_id, line.user) for line in lines] == [
        ("group", str(group.pk), owner.user),
        ("user", str(account.pk), owner.user),
    ]


def test_list_shows_who_did_what_and_no_name_of_a_client(therapist, reception):
    life = make_life()
    therapist.defaults["REMOTE_ADDR"] = "203.0.113.77"
    therapist.post(f"{CLIENTS}{life.pk}/export/", {"version": life.version})

    page = therapist.get(LOG).text

    assert "All that is kept of this person taken along" in page
    assert "Therapist Person" in page
    assert "203.0.113.0" in page
    assert CANARY not in page
    assert reception.get(LOG).status_code == 302


def test_nothing_changes_a_line_of_the_log(db):
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}

    of_the_log = {name for name in names if "auditevent" in name or "bookings_log" in name}

    assert of_the_log == {
        "bookings_log_modeladmin_index",
        "bookings_log_modeladmin_index_results",
    }
    kinds = Permission.objects.filter(content_type__model="auditevent")
    assert [permission.codename for permission in kinds] == ["view_auditevent"]
