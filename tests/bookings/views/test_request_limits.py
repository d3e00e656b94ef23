"""Honeypot, time trap and limits quarantine without a word; only a flood is refused."""

import pytest
from django.test import override_settings

from bookings.models import BookingRequest, OutboxMessage
from bookings.views.client import client_address, client_network
from tests.factories.bookings import make_request

pytestmark = pytest.mark.django_db


def test_a_filled_honeypot_quarantines_without_a_word(visitor, form_url, answers):
    visitor.open(form_url).send(**answers, website="http://spam.example").send()

    request = BookingRequest.objects.get()
    assert (request.status, request.quarantine_reasons) == ("quarantined", "honeypot")
    assert not OutboxMessage.objects.exists()
    visitor.open(visitor.response["Location"])
    assert visitor.page.h1.text == "Requested, not confirmed yet"


@override_settings(REQUEST_LIMITS=True)
def test_a_check_page_sent_at_once_is_quarantined(visitor, form_url, answers, clock):
    visitor.open(form_url).send(**answers).send()
    assert BookingRequest.objects.get().quarantine_reasons == "too fast"

    visitor.open(form_url).send(**answers)
    clock.shift(2)
    visitor.send()
    assert BookingRequest.objects.first().status == "received"


@override_settings(
    REQUEST_LIMITS=True, REQUESTS_PER_HOUR_PER_CLIENT=2, REQUESTS_PER_HOUR_PER_ADDRESS=9
)
def test_many_from_one_connection_are_quarantined_and_a_flood_is_refused(
    visitor, form_url, answers, clock
):
    codes = []
    for _ in range(21):
        visitor.open(form_url).send(**answers)
        clock.shift(2)
        visitor.send()
        codes.append(visitor.response.status_code)

    statuses = [r.status for r in BookingRequest.objects.order_by("pk")]
    assert statuses == ["received"] * 2 + ["quarantined"] * 18
    assert codes == [303] * 20 + [429]
    assert visitor.response["Retry-After"] == "3600"
    assert visitor.form()["name"] == ["Vera Visitor"]


@override_settings(REQUEST_LIMITS=True, REQUESTS_PER_HOUR_PER_ADDRESS=1)
def test_many_from_one_mail_address_are_quarantined(visitor, service, form_url, answers, clock):
    make_request(service=service, email="vera@example.org")
    visitor.open(form_url).send(**answers)
    clock.shift(2)

    visitor.send()

    assert BookingRequest.objects.first().quarantine_reasons == "many from one mail address"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (1, "", "127.0.0.1"),
        (2, "198.51.100.1, 203.0.113.9", "198.51.100.1"),
    ],
)
def test_client_address_believes_only_known_proxies(rf, proxies, forwarded, expected):
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    with override_settings(TRUSTED_PROXIES=proxies):
        assert client_address(rf.get("/", headers=headers)) == expected


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        # A server that listens on IPv6 sees IPv4 visitors so; they are not one network.
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("", ""),
        ("unknown", ""),
    ],
)
def test_client_network_is_what_one_customer_has(rf, address, network):
    assert client_network(rf.get("/", REMOTE_ADDR=address)) == network


@pytest.mark.parametrize(
    ("proxies", "froms", "statuses"),
    [
        # Behind a proxy each visitor counts alone ...
        (1, ["203.0.113.1", "203.0.113.2", "203.0.113.3"], ["received"] * 3),
        # ... one who types a new address in front of her own does not,
        (1, ["1.1.1.1, 203.0.113.1", "2.2.2.2, 203.0.113.1", "3.3.3.3, 203.0.113.1"], None),
        # ... nor one who makes the header up where there is no proxy.
        (0, ["203.0.113.1", "203.0.113.2", "203.0.113.3"], None),
    ],
)
def test_limits_count_whom_the_proxy_saw(
    visitor, form_url, answers, clock, settings, proxies, froms, statuses
):
    settings.REQUEST_LIMITS, settings.REQUESTS_PER_HOUR_PER_CLIENT = True, 2
    settings.TRUSTED_PROXIES = proxies
    for forwarded in froms:
        visitor.client.defaults["HTTP_X_FORWARDED_FOR"] = forwarded
        visitor.open(form_url).send(**answers)
        clock.shift(2)
        visitor.send()

    found = [request.status for request in BookingRequest.objects.order_by("pk")]
    assert found == (statuses or ["received", "received", "quarantined"])


@override_settings(REQUEST_LIMITS=True)
def test_clinic_behind_one_address_gets_through(visitor, form_url, answers, clock):
    """Twelve colleagues within the hour, as settings say; the next is asked for by hand."""
    for number in range(13):
        visitor.open(form_url).send(**answers | {"email": f"nurse-{number}@example.org"})
        clock.shift(2)
        visitor.send()
        assert visitor.response.status_code == 303

    found = [request.quarantine_reasons for request in BookingRequest.objects.order_by("pk")]
    assert found == [""] * 12 + ["many from one connection"]
