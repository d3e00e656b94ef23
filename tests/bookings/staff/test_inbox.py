"""The inbox: its tabs, what a card says, pages, and what its address may say."""

import datetime as dt

import pytest
from django.utils import timezone

from bookings.domain.blocking import block_contact
from bookings.domain.clients import add_client, match
from bookings.domain.submission import Wish
from bookings.models import BookingRequest, ClientReply, OutboxMessage, ScreeningOutcome
from bookings.staff.inbox.tabs import TABS
from bookings.statuses import MessageStatus, RequestStatus
from tests.bookings.staff.desk import DAY, NOW, REQUESTS, slot
from tests.factories.bookings import book_visit, make_practitioner, make_request, make_service
from tests.factories.people import make_user

HOUR = dt.timedelta(hours=1)
NINE = dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC)
R = RequestStatus


def names(response) -> list[str]:
    return [row.name for row in response.context["object_list"]]


def card_of(response, name: str):
    return next(card for card in response.context["cards"] if card.request.name == name)


def flags_of(response, name: str) -> list[str]:
    return [flag.name for flag in card_of(response, name).flags]


def wish(start: dt.datetime) -> Wish:
    return Wish(slot_start=start, slot_end=start + HOUR)


def test_every_state_is_in_one_tab():
    assert sorted(status for tab in TABS for status in tab.statuses) == sorted(R)


@pytest.mark.parametrize("tab", TABS, ids=lambda tab: tab.name)
def test_tab_holds_its_states_in_its_order(tab, service, reception):
    for status in R:
        for name, age in (("old", 9), ("new", 1)):
            signals = ["honeypot"] if status == R.QUARANTINED else []
            made = make_request(
                service=service, status=status, age=age * HOUR, name=name, signals=signals
            )
            BookingRequest.objects.filter(pk=made.pk).update(status=status)

    response = reception.get(REQUESTS, {"tab": tab.name})

    in_order = ["old", "new"] if tab.is_work else ["new", "old"]
    assert names(response) == [name for name in in_order for _status in tab.statuses]
    assert {row.status for row in response.context["object_list"]} == tab.statuses
    assert str(tab.about) in response.text.replace("&#x27;", "'")


def test_tabs_say_how_many_wait_and_stop_counting(service, reception, monkeypatch):
    for module in ("inbox.tabs", "numbers"):
        monkeypatch.setattr(f"bookings.staff.{module}.MOST_COUNTED", 2)
    for status in [*[R.RECEIVED] * 2, R.IN_REVIEW, R.PROPOSED, R.NEEDS_INFO, R.CONFIRMED]:
        make_request(service=service, status=status)

    counted = {each["tab"].name: each["count"] for each in reception.get(REQUESTS).context["tabs"]}

    assert counted == {
        "to_answer": "2+",
        "offered": "2",
        "confirmed": "",
        "waiting_list": "0",
        "quarantine": "0",
        "closed": "",
    }


@pytest.mark.parametrize("tab", TABS, ids=lambda tab: tab.name)
def test_empty_tab_says_so_kindly(tab, reception):
    assert str(tab.nothing) in reception.get(REQUESTS, {"tab": tab.name}).text


def test_card_says_what_the_desk_needs(service, practitioner, reception, now):
    asked = make_request(
        service=service,
        name="Vera Visitor",
        phone="01632 960 001",
        been_before=False,
        age=3 * HOUR,
        wishes=(
            Wish(date_from=DAY, date_until=DAY, time_from=dt.time(12), time_until=dt.time(17)),
            Wish(weekdays=(0, 2)),
        ),
    )

    page = reception.get(REQUESTS).text

    for words in [
        "Vera Visitor",
        f"{asked.reference} · new here",
        "3\xa0hours waiting",
        '<time datetime="2026-11-22T07:00:00+00:00">Sun 22 Nov 2026, 7:00</time>',
        "Received",
        "Nobody’s yet",
        "Neck massage",
        "60 minutes",
        "Tue 1 Dec, afternoon",
        "Mondays, Wednesdays",
        'href="tel:01632960001"',
        'href="sms:01632960001"',
        'href="mailto:vera@example.org?',
        f"{REQUESTS}{asked.pk}/offer/",
        f"{REQUESTS}{asked.pk}/decline/",
        "All times are in the zone Europe/London.",
    ]:
        assert words in page


def test_wishes_stand_in_order_with_what_the_diary_says(service, practitioner, reception, now):
    book_visit(practitioner, service=service, start=NINE)
    live = make_request(
        service=service,
        name="live",
        wishes=(wish(NINE), wish(NINE + HOUR), wish(NINE + 3 * HOUR)),
    )
    make_request(service=service, name="window", wishes=(Wish(), wish(NOW - HOUR)))

    response = reception.get(REQUESTS)

    lines = [each.line for each in card_of(response, "live").wishes]
    assert [(line.state, line.state_words) for line in lines] == [
        ("gone", "taken"),
        ("tight", "tight: It leaves no time to tidy up before or after another visit."),
        ("free", "free"),
    ]
    assert [each.confirms for each in card_of(response, "live").wishes] == [False, False, True]
    assert "Confirm Tue 1 Dec, 12:00</a>" in response.text
    assert f"{REQUESTS}{live.pk}/sure/?wish=3&amp;back=" in response.text
    window, passed = card_of(response, "window").wishes
    assert (window.line.state, window.leads_to) == (None, "Find a time")
    assert (passed.line.state_words, passed.leads_to) == ("has passed", "")


def test_lengths_and_people_of_each_service_count(service, practitioner, reception, now):
    feet = make_service(title="Feet")
    make_practitioner(name="Bo", services=[feet])
    book_visit(practitioner, service=service, start=NINE + HOUR)
    make_request(service=service, name="short", minutes=30, wishes=(wish(NINE),))
    make_request(service=service, name="long", minutes=90, wishes=(wish(NINE),))
    make_request(service=feet, name="feet", minutes=90, wishes=(wish(NINE),))

    response = reception.get(REQUESTS)

    states = {
        name: [each.line.state for each in card_of(response, name).wishes]
        for name in ("short", "long", "feet")
    }
    assert states == {"short": ["free"], "long": ["gone"], "feet": ["free"]}


def test_held_time_is_held_for_its_own_client_only(service, practitioner, reception, now):
    from_nine = (wish(NINE),)
    offered = make_request(service=service, name="offered", wishes=from_nine)
    make_request(service=service, name="other", wishes=from_nine)
    data = {"version": offered.version, "slot": [slot(practitioner, NINE)]}
    reception.post(f"{REQUESTS}{offered.pk}/offer/", data)

    with_client = reception.get(REQUESTS, {"tab": "offered"})

    assert [each.line.state for each in card_of(with_client, "offered").wishes] == ["held"]
    to_answer = reception.get(REQUESTS)
    assert [each.line.state for each in card_of(to_answer, "other").wishes] == ["gone"]


def test_confirmed_request_says_when_its_visit_is(service, practitioner, reception, onlooker, now):
    asked = make_request(service=service, wishes=(wish(NINE),))
    data = {"version": asked.version, "slot": slot(practitioner, NINE)}
    reception.post(f"{REQUESTS}{asked.pk}/confirm/", data)

    page = reception.get(REQUESTS, {"tab": "confirmed"}).text

    assert "Tue 1 Dec 2026, 9:00, with Thea" in page
    assert "/sure/" not in page


def test_flags_are_raised_where_they_should(service, practitioner, therapist, now):
    def asked(name: str, **changes) -> BookingRequest:
        email = f"{name}@example.org"
        made = make_request(service=service, name=name, email=email)
        BookingRequest.objects.filter(pk=made.pk).update(**changes)
        return made

    soon, review = NOW + 5 * HOUR, {"status": R.IN_REVIEW, "question_to_client": "When?"}
    asked("plain", expires_at=NOW + 50 * HOUR)
    asked("caution", screening_outcome=ScreeningOutcome.CAUTION)
    asked("read", screening_outcome=ScreeningOutcome.CAUTION, screening_acknowledged_at=NOW)
    asked("lapsing", expires_at=soon)
    blocked = asked("blocked")
    block_contact(by=make_user(), email=blocked.email)
    failed = asked("failed")
    OutboxMessage.objects.filter(request=failed).update(status=MessageStatus.FAILED)
    ClientReply.objects.create(
        request=asked("answered", **review), question="When?", answer={}, at=NOW
    )
    ClientReply.objects.create(
        request=asked("asked again", **review), question="What?", answer={}, at=NOW
    )

    response = therapist.get(REQUESTS)

    assert {name: flags_of(response, name) for name in names(response)} == {
        "plain": [],
        "caution": ["unread"],
        "read": [],
        "lapsing": ["lapsing"],
        "blocked": ["blocked"],
        "failed": ["not_mailed"],
        "answered": ["answered"],
        "asked again": [],
    }
    assert "Lapses in 5\xa0hours" in response.text


@pytest.mark.parametrize(
    "shared",
    [{"email": "VERA@example.org"}, {"phone": "+44 1632 960001"}, {"name": "vera VISITOR"}],
)
def test_possible_duplicates_are_flagged(shared, service, reception):
    vera = {"name": "Vera Visitor", "email": "vera@example.org", "phone": "01632 960 001"}
    other = {"name": "Other", "email": "other@example.org", "phone": ""}
    make_request(service=service, **vera)
    make_request(service=service, **other | shared, status=R.WAITLISTED)
    make_request(service=service, **other | {"name": "Third", "email": "third@example.org"})
    make_request(service=service, **vera | {"name": "Settled"}, status=R.DECLINED)

    response = reception.get(REQUESTS)

    assert flags_of(response, "Vera Visitor") == ["duplicate"]
    assert flags_of(response, "Third") == []


def test_card_says_whether_somebody_is_known(service, reception, onlooker, now):
    vera = add_client(by=make_user(), name="Vera", email="Vera@example.org")
    trusted = add_client(by=make_user(), name="T", standing="trusted")
    matched = make_request(service=service, name="matched", email="m@example.org")
    match(request_id=matched.pk, version=1, client_id=vera.pk, by=make_user())
    friend = make_request(service=service, name="friend", email="f@example.org")
    match(request_id=friend.pk, version=1, client_id=trusted.pk, by=make_user())
    make_request(service=service, name="perhaps", email="vera@EXAMPLE.org", been_before=False)
    make_request(service=service, name="says so", email="s@example.org", been_before=True)

    seen = {card.request.name: card.who for card in reception.get(REQUESTS).context["cards"]}
    by_others = {card.request.name: card.who for card in onlooker.get(REQUESTS).context["cards"]}

    assert seen == {
        "matched": "known client",
        "friend": "trusted client",
        "perhaps": "perhaps a known client",
        "says so": "has been here before",
    }
    assert set(by_others.values()) == {
        "did not say whether new",
        "new here",
        "has been here before",
    }


def test_caution_keeps_its_wishes_from_being_confirmed(service, practitioner, reception, now):
    asked = make_request(service=service, wishes=(wish(NINE),))
    BookingRequest.objects.filter(pk=asked.pk).update(screening_outcome=ScreeningOutcome.CAUTION)

    response = reception.get(REQUESTS)

    assert [each.line.state for each in card_of(response, asked.name).wishes] == ["free"]
    assert "/sure/" not in response.text


def test_onlooker_sees_no_answers_and_no_failed_mail(service, practitioner, onlooker, now):
    asked = make_request(service=service, wishes=(wish(NINE),))
    OutboxMessage.objects.update(status=MessageStatus.FAILED)

    response = onlooker.get(REQUESTS)

    assert flags_of(response, asked.name) == []
    assert [link for link in ("/sure/", "/offer/", "/decline/") if link in response.text] == []


def test_pages_neither_repeat_nor_skip_whatever_arrives(service, reception):
    for number in range(45):
        make_request(service=service, name=f"Client {number}", age=(99 - number) * HOUR)
    first = reception.get(REQUESTS)
    BookingRequest.objects.filter(name__in=["Client 3", "Client 7"]).update(status=R.DECLINED)
    make_request(service=service, name="Latest")

    second = reception.get(REQUESTS + first.context["after_url"])
    third = reception.get(REQUESTS + second.context["after_url"])
    back = reception.get(REQUESTS + third.context["before_url"])

    assert names(first) == [f"Client {number}" for number in range(20)]
    assert names(second) == [f"Client {number}" for number in range(20, 40)]
    assert names(third) == [*(f"Client {number}" for number in range(40, 45)), "Latest"]
    assert names(back) == names(second)
    assert (first.context["before_url"], third.context["after_url"]) == ("", "")


def test_requests_of_one_moment_are_on_one_page_each(service, reception):
    made = [make_request(service=service).pk for _count in range(25)]
    BookingRequest.objects.update(created_at=timezone.now())

    first = reception.get(REQUESTS)
    second = reception.get(REQUESTS + first.context["after_url"])

    shown = [*first.context["object_list"], *second.context["object_list"]]
    assert [row.pk for row in shown] == made


def test_whose_a_request_is_is_said(service, reception, therapist):
    asked = make_request(service=service)
    BookingRequest.objects.filter(pk=asked.pk).update(assigned_to=reception.user)

    assert '<p class="inbox-whose">Yours</p>' in reception.get(REQUESTS).text
    assert '<p class="inbox-whose">Reception Person</p>' in therapist.get(REQUESTS).text
