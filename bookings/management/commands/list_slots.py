import datetime as dt
import json
import re
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from bookings.domain.availability import Diary, Slot
from bookings.models import Practitioner
from bookings.times import day_words, time_words
from home.models import PracticeSettings
from services.models import ServicePage

MAX_DAYS = 366


class Command(BaseCommand):
    help = "List the free times of a service, as visitors may ask for them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("service", help="The slug of the service's page.")
        parser.add_argument(
            "--from",
            dest="first",
            metavar="DATE",
            help="The first day, such as 2027-03-22, in the practice's time zone; default today.",
        )
        parser.add_argument("--days", default="14", help=f"How many days, at most {MAX_DAYS}.")
        parser.add_argument("--length", help="In minutes; default the shortest that is offered.")
        parser.add_argument("--practitioner", help="The short name of who is to treat.")
        parser.add_argument(
            "--json", action="store_true", help="Print the times as one JSON array, nothing else."
        )

    def handle(self, **options: Any) -> None:
        service = _service(options["service"])
        minutes = _length(options["length"], service)
        zone = PracticeSettings.current().zone
        first = _date(options["first"]) or timezone.localdate(None, zone)
        count = _whole_number(options["days"], "--days", at_most=MAX_DAYS)
        diary = Diary.for_service(
            service,
            minutes,
            first=first,
            last=first + min(dt.timedelta(days=count - 1), dt.date.max - first),
            practitioner=_practitioner(options["practitioner"]),
        )
        if options["json"]:
            slots = [slot for _day, slots in diary.days() for slot in slots]
            self.stdout.write(json.dumps([as_json(slot, diary) for slot in slots]))
            return
        self.stdout.write(f"{service.title}, {minutes} minutes ({zone.key})")
        for line in _in_words(diary):
            self.stdout.write(line)


def as_json(slot: Slot, diary: Diary) -> dict[str, str | int]:
    """The instants in UTC, and what clocks in the practice's zone show."""
    return {
        "start": _with_z(slot.start),
        "end": _with_z(slot.end),
        "local_start": slot.start.astimezone(diary.zone).isoformat(),
        "local_end": slot.end.astimezone(diary.zone).isoformat(),
        "practitioner": slot.practitioner.slug,
        "minutes": diary.session.length // dt.timedelta(minutes=1),
    }


def _with_z(instant: dt.datetime) -> str:
    return instant.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _in_words(diary: Diary) -> Iterator[str]:
    empty = True
    for day, slots in diary.days():
        empty = False
        yield f"\n{day_words(day)}"
        for slot in slots:
            times = "–".join(time_words(at, diary.zone) for at in (slot.start, slot.end))
            yield f"  {times}  {slot.practitioner.name}"
    if empty:
        yield "\nNothing is free."


def _service(slug: str) -> ServicePage:
    service = ServicePage.objects.filter(slug=slug).first()
    if service is None:
        slugs = ", ".join(ServicePage.objects.values_list("slug", flat=True)) or "none"
        raise CommandError(f"No service has the slug {slug!r}; there are: {slugs}.")
    return service


def _length(given: str | None, service: ServicePage) -> int:
    lengths = sorted(length.minutes for length in service.lengths.all())
    if not lengths:
        raise CommandError(f"{service.title} has no length yet; add one to its page.")
    if given is None:
        return lengths[0]
    if given not in map(str, lengths):
        offered = ", ".join(map(str, lengths))
        raise CommandError(f"{service.title} does not last {given!r} minutes; it lasts {offered}.")
    return int(given)


def _practitioner(slug: str | None) -> Practitioner | None:
    if slug is None:
        return None
    practitioner = Practitioner.objects.filter(slug=slug).first()
    if practitioner is None:
        slugs = ", ".join(Practitioner.objects.values_list("slug", flat=True)) or "none"
        raise CommandError(f"No practitioner has the short name {slug!r}; there are: {slugs}.")
    return practitioner


def _date(given: str | None) -> dt.date | None:
    if given is None:
        return None
    try:
        day = dt.date.fromisoformat(given)
    except ValueError:
        day = None
    if day is None or day.isoformat() != given:
        raise CommandError(f"--from {given!r} is not a date such as 2027-03-22.")
    return day


def _whole_number(given: str, option: str, *, at_most: int) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", given) or not 1 <= int(given) <= at_most:
        raise CommandError(f"{option} {given!r} is not a whole number from 1 to {at_most}.")
    return int(given)
