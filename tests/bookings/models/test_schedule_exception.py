import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from bookings.models import ExceptionKind, ScheduleException

DAY = dt.date(2027, 6, 7)
NINE, TEN = dt.time(9), dt.time(10)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "times", "possible"),
    [
        (ExceptionKind.CLOSED, (None, None), True),
        (ExceptionKind.CLOSED, (NINE, TEN), True),
        (ExceptionKind.EXTRA, (NINE, TEN), True),
        (ExceptionKind.EXTRA, (None, None), False),
        (ExceptionKind.CLOSED, (TEN, NINE), False),
        (ExceptionKind.CLOSED, (NINE, NINE), False),
        # Half of them is neither a part of a day nor all of it.
        (ExceptionKind.CLOSED, (NINE, None), False),
        (ExceptionKind.CLOSED, (None, TEN), False),
        (ExceptionKind.EXTRA, (NINE, None), False),
    ],
)
def test_database_takes_whole_days_or_both_times_in_order(kind, times, possible):
    row = ScheduleException(
        kind=kind, date_from=DAY, date_until=DAY, time_from=times[0], time_until=times[1]
    )

    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        stored = False
    else:
        stored = True

    assert stored == possible
