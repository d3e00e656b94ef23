"""Dates in the language of the site; no pattern of ours is left as the British write it."""

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.template import engines
from django.utils.formats import date_format
from django.utils.translation import override

from bookings.times import days_words, instant_words, near_day_words, range_words
from home.templatetags.practice_tags import price
from site_project.formats.de.formats import PATTERNS

pytestmark = pytest.mark.once

TUESDAY = dt.date(2026, 12, 1)
NAMED = re.compile(r"""(?:\|(?:date|time):|(?:date|time)_format\([^"'\n]*)["']([^"']+)["']""")
# The same in every language, or read by a machine.
ALIKE = {"G:i", "D", "j", "M", "c", "Y-m-d", "H:i", "DATETIME_FORMAT"}


def test_german_has_every_pattern_that_is_used():
    rooms = ("blog", "bookings", "home", "services", "site_project", "templates")
    used = {
        pattern
        for room in rooms
        for path in Path(settings.BASE_DIR, room).rglob("*")
        if path.suffix in {".py", ".html", ".txt"}
        for pattern in NAMED.findall(path.read_text())
    }

    assert used - ALIKE - set(PATTERNS) == set()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Tuesday 1 December 2026", "Tuesday 1 December", "1 December 2026", "Tue 1 Dec"]),
        (
            "de",
            [
                "Dienstag, 1. Dezember 2026",
                "Dienstag, 1. Dezember",
                "1. Dezember 2026",
                "Di, 1. Dez.",
            ],
        ),
    ],
)
def test_dates_are_written_as_the_language_does(language, words):
    with override(language):
        said = [date_format(TUESDAY, pattern) for pattern in ("l j F Y", "l j F", "j F Y", "D j M")]
        template = engines["django"].from_string('{{ day|date:"j F Y" }}')

        assert said == words
        assert template.render({"day": TUESDAY}) == words[2]


def test_days_times_and_ranges_in_german():
    zone = ZoneInfo("Europe/Berlin")
    with override("de"):
        assert (
            days_words(TUESDAY, dt.date(2027, 1, 1)),
            near_day_words(TUESDAY),
            instant_words(dt.datetime(2026, 12, 1, 13, 30, tzinfo=dt.UTC), zone),
            range_words(dt.time(9), dt.time(11, 30)),
        ) == (
            "Dienstag, 1. Dezember 2026 – Freitag, 1. Januar 2027",
            "Dienstag, 1. Dezember",
            "Dienstag, 1. Dezember 2026, 14:30 Uhr (Europe/Berlin)",
            "9:00–11:30",
        )


def test_prices_in_german():
    with override("de"):
        assert [price(Decimal(68), "EUR"), price(Decimal("72.5"), "EUR")] == [
            "68\xa0€",
            "72,50\xa0€",
        ]
