import datetime as dt
import json

import pytest
import time_machine
from django.core.management import CommandError, call_command

from tests.factories.bookings import make_practitioner, make_service

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2027, 3, 12, 3, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _now(practice):
    """The 11th, in the evening, in New York."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def service(practice):
    return make_service(
        title="Neck",
        lengths=[(90, "85.00"), (60, "60.00")],
        start_step_minutes=60,
        turnaround_minutes=0,
        minimum_notice_hours=0,
    )


@pytest.fixture
def thea(service):
    return make_practitioner(name="Thea", services=[service], hours=[(4, "09:00", "11:00")])


@pytest.fixture
def ada(service):
    return make_practitioner(name="Ada", services=[service], hours=[(6, "01:00", "04:00")])


def run(capsys, *arguments: str) -> str:
    call_command("list_slots", *arguments)
    output = capsys.readouterr()
    assert output.err == ""
    return output.out


def test_json_is_an_array_with_every_key(service, thea, capsys):
    found = json.loads(run(capsys, service.slug, "--days", "2", "--json"))

    assert found == [
        {
            "start": "2027-03-12T14:00:00Z",
            "end": "2027-03-12T15:00:00Z",
            "local_start": "2027-03-12T09:00:00-05:00",
            "local_end": "2027-03-12T10:00:00-05:00",
            "practitioner": thea.slug,
            "minutes": 60,
        },
        {
            "start": "2027-03-12T15:00:00Z",
            "end": "2027-03-12T16:00:00Z",
            "local_start": "2027-03-12T10:00:00-05:00",
            "local_end": "2027-03-12T11:00:00-05:00",
            "practitioner": thea.slug,
            "minutes": 60,
        },
    ]


def test_local_times_have_the_offset_of_their_own_instant(service, ada, capsys):
    arguments = ["--from", "2027-03-14", "--days", "1", "--json"]

    found = json.loads(run(capsys, service.slug, *arguments))

    # The clocks go forward at 2:00.
    assert [(slot["local_start"], slot["local_end"]) for slot in found] == [
        ("2027-03-14T01:00:00-05:00", "2027-03-14T03:00:00-04:00"),
        ("2027-03-14T03:00:00-04:00", "2027-03-14T04:00:00-04:00"),
    ]


def test_the_first_day_is_today_in_the_practices_zone(service, thea, capsys):
    thea.opening_hours.update(weekday=3, start=dt.time(22, 30), end=dt.time(23, 45))

    found = json.loads(run(capsys, service.slug, "--days", "1", "--json"))

    assert [slot["local_start"] for slot in found] == ["2027-03-11T22:30:00-05:00"]


def test_days_count_from_the_first(service, thea, capsys):
    def days(*arguments: str) -> set[str]:
        found = json.loads(run(capsys, service.slug, "--from", "2027-03-19", *arguments, "--json"))
        return {slot["local_start"][:10] for slot in found}

    assert days("--days", "7") == {"2027-03-19"}
    assert days("--days", "8") == {"2027-03-19", "2027-03-26"}
    assert days() == {"2027-03-19", "2027-03-26"}


def test_length_and_practitioner_can_be_chosen(service, thea, ada, capsys):
    found = json.loads(
        run(capsys, service.slug, "--length", "90", "--practitioner", ada.slug, "--json")
    )

    assert {(slot["minutes"], slot["practitioner"]) for slot in found} == {(90, ada.slug)}


def test_nothing_free_is_an_empty_array(service, thea, capsys):
    assert run(capsys, service.slug, "--from", "2026-01-01", "--days", "5", "--json") == "[]\n"
    assert run(capsys, service.slug, "--from", "9999-12-31", "--json") == "[]\n"


@pytest.mark.parametrize(
    "change",
    [{"live": False}, {"accepts_requests": False}],
)
def test_a_service_that_takes_no_requests_lists_nothing(service, thea, capsys, change):
    assert run(capsys, service.slug, "--json") != "[]\n"

    type(service).objects.filter(pk=service.pk).update(**change)

    assert run(capsys, service.slug, "--json") == "[]\n"


def test_somebody_who_has_left_lists_nothing(service, thea, capsys):
    thea.active = False
    thea.save()

    assert run(capsys, service.slug, "--practitioner", thea.slug, "--json") == "[]\n"


def test_without_json_it_is_a_list_to_read(service, thea, capsys):
    assert run(capsys, service.slug, "--days", "7") == (
        "Neck, 60 minutes (America/New_York)\n"
        "\n"
        "Friday 12 March 2027\n"
        "  9:00–10:00  Thea\n"
        "  10:00–11:00  Thea\n"
    )
    assert run(capsys, service.slug, "--from", "2026-01-01", "--days", "1") == (
        "Neck, 60 minutes (America/New_York)\n\nNothing is free.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["no-such-service"], "No service has the slug 'no-such-service'; there are: {service}."),
        (["{service}", "--length", "75"], "Neck does not last '75' minutes; it lasts 60, 90."),
        (["{service}", "--length", "an hour"],
         "Neck does not last 'an hour' minutes; it lasts 60, 90."),
        (["{service}", "--length", ""], "Neck does not last '' minutes; it lasts 60, 90."),
        (["{service}", "--practitioner", "nobody"],
         "No practitioner has the short name 'nobody'; there are: {thea}."),
        (["{service}", "--from", "22.3.2027"],
         "--from '22.3.2027' is not a date such as 2027-03-22."),
        (["{service}", "--from", "2027-02-29"],
         "--from '2027-02-29' is not a date such as 2027-03-22."),
        (["{service}", "--from", "20270322"],
         "--from '20270322' is not a date such as 2027-03-22."),
        (["{service}", "--from", ""], "--from '' is not a date such as 2027-03-22."),
        (["{service}", "--days", "0"], "--days '0' is not a whole number from 1 to 366."),
        (["{service}", "--days=-1"], "--days '-1' is not a whole number from 1 to 366."),
        (["{service}", "--days", "367"], "--days '367' is not a whole number from 1 to 366."),
        (["{service}", "--days", "9999999999"],
         "--days '9999999999' is not a whole number from 1 to 366."),
        (["{service}", "--days", "two"], "--days 'two' is not a whole number from 1 to 366."),
    ],
)  # fmt: skip
def test_what_it_cannot_use_is_refused_in_one_sentence(service, thea, capsys, arguments, sentence):
    names = {"service": service.slug, "thea": thea.slug}

    with pytest.raises(CommandError) as refused:
        call_command("list_slots", *[word.format(**names) for word in arguments], "--json")

    assert str(refused.value) == sentence.format(**names)
    assert capsys.readouterr().out == ""


def test_a_service_without_lengths_is_refused(practice, capsys):
    service = make_service(title="Bare", lengths=[])

    with pytest.raises(CommandError, match=r"^Bare has no length yet; add one to its page\.$"):
        call_command("list_slots", service.slug, "--json")
