import datetime as dt

import pytest

from bookings.domain import transitions
from tests.factories.bookings import make_practitioner, make_service
from tests.factories.people import make_user

TUESDAY = dt.date(2026, 12, 1)
NINE = dt.time(9)


@pytest.fixture
def staff(practice):
    return make_user()


@pytest.fixture
def service(practice):
    return make_service(turnaround_minutes=15)


@pytest.fixture
def practitioner(service):
    return make_practitioner(services=[service])


@pytest.fixture
def confirm(staff, practitioner):
    """Confirms a request as its present version, at nine on that Tuesday unless told otherwise."""

    def _confirm(request, day=TUESDAY, time=NINE, **changes):
        values = {"version": request.version, "practitioner_id": practitioner.pk} | changes
        return transitions.confirm(request_id=request.pk, by=staff, day=day, time=time, **values)

    return _confirm
