"""Several people at the desk at once: one wins, the others are told."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from bookings.models import Appointment, AuditEvent
from bookings.statuses import RequestStatus
from site_project import roles
from tests.bookings.staff.desk import confirm, logged_in, url_of
from tests.factories.bookings import make_practitioner, make_request, make_service
from tests.factories.people import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_database", "now")]

PEOPLE = 4


def at_once(*posts):
    """Run the posts at the same moment, each in a thread of its own; their responses."""
    barrier = Barrier(len(posts))

    def run(post):
        barrier.wait()
        try:
            return post()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(posts)) as threads:
        return list(threads.map(run, posts))


def test_one_of_several_overlapping_confirmations_wins():
    service = make_service()
    thea = make_practitioner(services=[service])
    requests = [make_request(service=service) for _ in range(PEOPLE)]
    clients = [logged_in(roles.RECEPTION) for _ in range(PEOPLE)]
    times = ["14:00", "14:15", "14:30", "14:45"]

    responses = at_once(
        *(
            partial(confirm, client, request, thea, time=time)
            for client, request, time in zip(clients, requests, times, strict=True)
        )
    )

    statuses = sorted(response.status_code for response in responses)
    assert statuses == [302, 409, 409, 409]
    for response in responses:
        if response.status_code == 409:
            assert "That time is already taken. Choose another." in response.text
    assert Appointment.objects.count() == 1
    confirmed = [r for r in requests if r.appointments.exists()]
    confirmed[0].refresh_from_db()
    assert confirmed[0].status == RequestStatus.CONFIRMED


def test_one_of_several_answers_to_one_request_wins():
    service = make_service()
    request = make_request(service=service)
    people = [make_practitioner(name=f"P{n}", services=[service]) for n in range(PEOPLE)]
    clients = [logged_in(roles.RECEPTION) for _ in range(PEOPLE)]

    responses = at_once(
        *(
            partial(confirm, client, request, person)
            for client, person in zip(clients, people, strict=True)
        )
    )

    assert sorted(response.status_code for response in responses) == [302, 409, 409, 409]
    for response in responses:
        if response.status_code == 409:
            assert "Somebody else has changed this request" in response.text
    assert Appointment.objects.count() == 1


def test_several_looks_at_once_are_recorded_once():
    request = make_request(service=make_service(), health="something")
    therapist = make_user(role=roles.THERAPIST)
    clients = [Client() for _ in range(PEOPLE)]
    for client in clients:
        client.force_login(therapist)

    responses = at_once(*(partial(client.get, url_of(request)) for client in clients))

    assert [response.status_code for response in responses] == [200] * PEOPLE
    assert AuditEvent.objects.filter(action="health answers viewed").count() == 1
