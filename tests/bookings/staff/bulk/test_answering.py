"""One answer to several requests: each of them checked and done for itself."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bookings.domain import transitions
from bookings.models import AuditEvent, BookingRequest, OutboxMessage
from bookings.staff.bulk.pages import BulkDecline
from bookings.staff.forms.answers import DeclineWords
from bookings.statuses import RequestStatus
from tests.bookings.staff.bulk.desk import DECLINED, choose, seen, send
from tests.bookings.staff.desk import BULK, REQUESTS, status_of, stored, templates_to
from tests.factories.bookings import make_request
from tests.factories.offers import make_offer
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

# What each further request adds.
QUERIES_EACH = {"assign": 9, "decline": 11, "quarantine": 7}
STALE = "Somebody else has changed this request in the meantime. This is how it stands now."


@pytest.fixture
def requests(service):
    """Three, each of somebody else."""
    names = ("clara", "dora", "ella")
    return [make_request(service=service, email=f"{name}@example.org") for name in names]


def statuses(requests) -> list[str]:
    return [status_of(request) for request in requests]


def refused(response) -> dict[int, str]:
    return {asked.pk: str(why) for asked, why in response.context["refused"]}


def test_declining_tells_each_client_by_a_mail_of_their_own(requests, reception):
    response = send(reception, "decline", *requests, **DECLINED, back="status=received")

    assert (response.status_code, response.url) == (302, f"{REQUESTS}?status=received")
    assert statuses(requests) == ["declined"] * 3
    written = BookingRequest.objects.values_list("decline_reason", "decline_message")
    assert set(written) == {tuple(DECLINED.values())}
    for request in requests:
        assert templates_to(request.email)[-1] == "request_declined"
        mail = OutboxMessage.objects.filter(recipient=request.email).latest("pk")
        assert ("We are full until spring." in mail.text, mail.request) == (True, request)
    assert "3 requests declined." in reception.get(REQUESTS).text


def test_giving_them_to_somebody(requests, reception):
    to = make_user(role=None, is_superuser=True, first_name="Otto", last_name="Other")

    response = send(reception, "assign", *requests, to=to.pk)

    assert response.status_code == 302
    found = BookingRequest.objects.values_list("status", "assigned_to")
    assert set(found) == {("in_review", to.pk)}


def test_whoever_looks_is_the_first_suggestion(requests, reception):
    form = choose(reception, "assign", *requests).context["form"]

    assert form["to"].value() == reception.user.pk


def test_putting_them_into_quarantine_mails_nobody(requests, reception):
    before = OutboxMessage.objects.count()

    response = send(reception, "quarantine", *requests)

    assert response.status_code == 302
    assert statuses(requests) == ["quarantined"] * 3
    assert OutboxMessage.objects.count() == before


def test_refused_ones_keep_no_other_from_its_turn(requests, service, reception):
    stale, done, gone = requests
    transitions.ask(request_id=stale.pk, version=stale.version, by=make_user(), question="When?")
    confirmed = make_request(service=service, status=RequestStatus.CONFIRMED)
    BookingRequest.objects.filter(pk=gone.pk).delete()

    response = send(reception, "decline", stale, confirmed, done, gone, **DECLINED)

    assert response.status_code == 409
    assert refused(response) == {
        stale.pk: STALE,
        confirmed.pk: "That is not possible in the state this request is in.",
    }
    assert [one.pk for one in response.context["done"]] == [done.pk]
    assert "1 of those you chose is not here any more." in response.text
    assert statuses([stale, done, confirmed]) == ["needs_info", "declined", "confirmed"]


def test_what_was_typed_is_kept_to_try_the_refused_ones_again(requests, reception):
    stale, done, _other = requests
    transitions.ask(request_id=stale.pk, version=stale.version, by=make_user(), question="When?")

    page = send(reception, "decline", stale, done, **DECLINED)
    stale.refresh_from_db()
    again = page.context["able"]

    assert [one.value for one in again] == seen(stale)
    assert page.context["form"]["message"].value() == DECLINED["message"]
    assert "Decline 1 request" in page.text
    assert send(reception, "decline", stale, **DECLINED).status_code == 302
    assert statuses([stale, done]) == ["declined", "declined"]


def test_page_sent_twice_mails_once_and_says_that_it_is_done(requests, reception):
    send(reception, "decline", *requests, **DECLINED)
    mails, events = OutboxMessage.objects.count(), AuditEvent.objects.count()

    response = send(reception, "decline", *requests, **DECLINED)

    assert response.status_code == 409
    assert refused(response) == dict.fromkeys(
        [request.pk for request in requests], "It is declined already."
    )
    assert (OutboxMessage.objects.count(), AuditEvent.objects.count()) == (mails, events)


@pytest.mark.parametrize("kind", ["assign", "quarantine"])
def test_others_sent_twice_change_nothing_more(kind, requests, reception):
    data = {"to": reception.user.pk} if kind == "assign" else {}
    send(reception, kind, *requests, **data)
    before, events = stored(), AuditEvent.objects.count()

    response = send(reception, kind, *requests, **data)

    assert (response.status_code, len(refused(response))) == (409, 3)
    assert all("already" in why for why in refused(response).values())
    assert (stored(), AuditEvent.objects.count()) == (before, events)


def test_request_assigned_meanwhile_is_not_taken_away(requests, reception):
    request, other = requests[0], make_user(first_name="Otto", last_name="Other")
    transitions.take(request_id=request.pk, version=request.version, by=other)

    response = send(reception, "assign", request, to=reception.user.pk)

    assert (response.status_code, refused(response)) == (409, {request.pk: STALE})
    assert "with Otto Other" in response.text
    assert BookingRequest.objects.get(pk=request.pk).assigned_to == other


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ({"message": "Full."}, "Choose a reason"),
        ({"reason": "rude"}, "Choose a reason from the list"),
        ({"reason": "other", "message": "x" * 1001}, "Use 1000 characters or fewer"),
    ],
)
def test_bad_input_does_nothing_and_keeps_what_was_chosen(data, error, requests, reception):
    before = stored()

    response = send(reception, "decline", *requests, **data)

    assert (response.status_code, error in response.text) == (422, True)
    assert [one.value for one in response.context["able"]] == seen(*requests)
    assert stored() == before


def test_version_seen_stays_the_one_seen_while_a_form_is_mended(requests, reception):
    request = requests[0]
    transitions.ask(request_id=request.pk, version=request.version, by=make_user(), question="?")

    mended = send(reception, "decline", request).context["able"]

    assert [one.value for one in mended] == seen(request)


@pytest.mark.parametrize(
    "chosen", [[], ["{pk}"], ["{pk}-0"], ["{pk}-99999999999999999999"], ["-{pk}-1"], ["x-1"]]
)
def test_versions_that_nobody_saw_do_nothing(chosen, requests, reception):
    chosen = [text.format(pk=requests[0].pk) for text in chosen]
    before = stored()

    response = reception.post(f"{BULK}decline/", {"chosen": chosen, **DECLINED})

    assert response.status_code in {409, 422}
    assert stored() == before


def test_more_than_fifty_are_refused_before_any_is_done(requests, reception):
    chosen = [*seen(*requests), *(f"{pk}-1" for pk in range(5000, 5048))]
    before = stored()

    response = reception.post(f"{BULK}decline/", {"chosen": chosen, **DECLINED})

    assert (response.status_code, stored() == before) == (422, True)


def test_declining_gives_offered_times_back(now, requests, practitioner, reception):
    request = requests[0]
    make_offer(now + dt.timedelta(days=8), request=request, practitioner=practitioner)

    send(reception, "decline", request, **DECLINED)

    assert list(request.appointments.values_list("status", flat=True)) == ["released"]


@pytest.mark.parametrize("kind", list(QUERIES_EACH))
def test_each_request_takes_so_many_queries(kind, service, reception):
    """Linear: the tenth costs what the second does."""
    data = {"to": reception.user.pk} if kind == "assign" else DECLINED
    taken = {}
    for number in (1, 2, 10):
        requests = [make_request(service=service) for _count in range(number)]
        choose(reception, kind, requests[0])
        with CaptureQueriesContext(connection) as sent:
            send(reception, kind, *requests, **data)
        taken[number] = len(sent)

    each = QUERIES_EACH[kind]
    assert (taken[2] - taken[1], taken[10] - taken[1]) == (each, 9 * each)


def test_request_that_goes_while_others_are_done_is_told(requests, reception, rf):
    going, staying = requests[:2]
    page = BulkDecline()
    page.setup(rf.post("/", {"chosen": seen(going, staying), **DECLINED}))
    page.request.user = reception.user
    page.form = DeclineWords(DECLINED)
    assert [one.request for one in page.chosen] == [going, staying]
    BookingRequest.objects.filter(pk=going.pk).delete()

    context = page.post(page.request).context_data

    assert (context["done"], context["refused"]) == ([staying], [])
    assert context["missing"] == "1 of those you chose is not here any more."
