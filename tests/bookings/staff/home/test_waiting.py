"""The figures: what waits at the desk, and where each of them leads."""

import datetime as dt
import re

import pytest
import time_machine
from django.utils import timezone

from bookings.domain.replies import reply
from bookings.domain.transitions import ask
from bookings.models import Appointment, BookingRequest, ConsentText, ScreeningOutcome
from bookings.statuses import RequestStatus
from tests.bookings.staff.desk import NOW, REQUESTS, url_of
from tests.factories.bookings import make_request
from tests.factories.offers import make_offer
from tests.factories.people import make_user

HOME = "/admin/"
HOUR = dt.timedelta(hours=1)

pytestmark = pytest.mark.usefixtures("now")


def figures(page: str) -> dict[str, tuple[str, str]]:
    """By label: the number, and where it leads."""
    found = re.findall(
        r'<a href="([^"]*)">\s*<span class="home-figure__number">(.*?)</span>\s*'
        r'<span class="home-figure__label">(.*?)(?: <span|</span>)',
        page,
    )
    return {label: (number, url) for url, number, label in found}


def offered(practitioner, service, *, hours: float) -> BookingRequest:
    """A request with two times held, for `hours` from now."""
    request = make_request(service=service)
    start = NOW + 3 * 24 * HOUR
    while Appointment.objects.overlapping(start, start + 3 * HOUR).exists():
        start += 4 * HOUR
    make_offer(start, start + 2 * HOUR, request=request, practitioner=practitioner)
    request.appointments.update(hold_expires_at=NOW + hours * HOUR)
    return request


def test_nothing_waits_is_no_figure_at_all(reception):
    assert "home-figures" not in reception.get(HOME).text


def test_offers_about_to_lapse_are_counted_by_request(practitioner, service, reception):
    soon = offered(practitioner, service, hours=5)
    offered(practitioner, service, hours=25)

    page = reception.get(HOME).text

    assert figures(page) == {"Offers about to lapse": ("1", url_of(soon))}
    assert "the next in 5\xa0hours" in page


def test_holds_about_to_lapse_are_named_in_order(practitioner, service):
    later = offered(practitioner, service, hours=24)
    sooner = offered(practitioner, service, hours=2)
    offered(practitioner, service, hours=24.1)
    offered(practitioner, service, hours=0)

    found = Appointment.objects.about_to_lapse(NOW, within=24 * HOUR)

    assert list(dict.fromkeys(visit.request for visit in found)) == [sooner, later]


def test_cautions_are_for_who_may_read_them(service, reception, therapist):
    for outcome in (ScreeningOutcome.CAUTION, ScreeningOutcome.ASK, ScreeningOutcome.CLEAN):
        request = make_request(service=service)
        BookingRequest.objects.filter(pk=request.pk).update(screening_outcome=outcome)
    read = make_request(service=service)
    BookingRequest.objects.filter(pk=read.pk).update(
        screening_outcome=ScreeningOutcome.CAUTION, screening_acknowledged_at=timezone.now()
    )
    settled = make_request(service=service, status=RequestStatus.DECLINED)
    BookingRequest.objects.filter(pk=settled.pk).update(screening_outcome=ScreeningOutcome.CAUTION)

    assert figures(reception.get(HOME).text) == {}
    assert figures(therapist.get(HOME).text) == {
        "Safety questions to read": ("2", f"{REQUESTS}?tab=to_answer")
    }


def test_a_question_answered_counts_until_the_next_is_asked(service, reception):
    request, by = make_request(service=service), make_user()
    request = ask(request_id=request.pk, version=1, by=by, question="Since when?")
    reply(
        request_id=request.pk,
        version=request.version,
        answer="Since May.",
        consent=ConsentText.objects.first(),
    )
    request.refresh_from_db()
    answered = figures(reception.get(HOME).text)
    ask(request_id=request.pk, version=request.version, by=by, question="And how often?")

    assert answered == {"Questions answered": ("1", url_of(request))}
    assert figures(reception.get(HOME).text) == {}


def test_waiting_list_and_quarantine_lead_to_their_tabs(service, reception):
    for _count in range(2):
        make_request(service=service, status=RequestStatus.WAITLISTED)
        make_request(service=service, signals=["honeypot"])

    assert figures(reception.get(HOME).text) == {
        "On the waiting list": ("2", f"{REQUESTS}?tab=waiting_list"),
        "In quarantine": ("2", f"{REQUESTS}?tab=quarantine"),
    }
    assert reception.get(f"{REQUESTS}?tab=quarantine").status_code == 200


def test_more_than_anybody_counts_is_said_so(service, reception):
    with time_machine.travel(NOW, tick=False):
        request = make_request(service=service, signals=["honeypot"])
    rows = []
    for number in range(100):
        row = BookingRequest.objects.get(pk=request.pk)
        row.pk, row.reference = None, f"R{number}"
        row.public_id, row.submission_key = (f"{number:032x}", f"{number:032x}")
        rows.append(row)
    BookingRequest.objects.bulk_create(rows)

    assert figures(reception.get(HOME).text)["In quarantine"][0] == "99+"
