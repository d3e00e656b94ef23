"""The same requests answered by two at the same moment."""

import pytest

from bookings.models import BookingRequest, OutboxMessage
from site_project import roles
from tests.bookings.racing import at_once
from tests.bookings.staff.bulk.desk import DECLINED, send
from tests.bookings.staff.desk import logged_in
from tests.factories.bookings import make_request, make_service

pytestmark = pytest.mark.django_db


def test_each_client_is_mailed_once_by_two_who_decline_at_the_same_moment(own_database):
    service = make_service()
    requests = [make_request(service=service, email=f"c{n}@example.org") for n in range(4)]
    browsers = [logged_in(roles.RECEPTION), logged_in(roles.THERAPIST)]
    ways = [requests, requests[::-1]]
    statuses: list[int] = []

    def decline(index: int) -> None:
        response = send(browsers[index], "decline", *ways[index], **DECLINED)
        statuses.append(response.status_code)

    assert at_once(2, decline) == {"done": 2}
    assert set(statuses) <= {302, 409}
    assert 409 in statuses
    assert set(BookingRequest.objects.values_list("status", flat=True)) == {"declined"}
    told = OutboxMessage.objects.filter(template="request_declined")
    assert sorted(told.values_list("recipient", flat=True)) == [
        request.email for request in requests
    ]
