"""Whatever is posted: a page that a person can read, never a 500, nothing half-written."""

from urllib.parse import urlencode

import pytest

from bookings.models import BookingRequest
from tests.factories.bookings import make_practitioner

pytestmark = pytest.mark.django_db

VALUES = [
    "",
    "\x00",
    "%00",
    "\ud83d",
    "😀" * 3000,
    "'; DROP TABLE bookings_bookingrequest; --",
    '"><script>alert(1)</script>',
    "{{ 7|add:7 }}",
    "../../etc/passwd",
    "9" * 400,
    "-1",
    "0001-01-01",
    "2027-02-30",
    "a\r\nBcc: victim@example.org",
    "\u202eevil",
    "2026-12-01T14:00:00+25:00",
    "2999-12-31T23:59:59Z",
    "2026-12-01T24:00:00Z",
]
FIELDS = [
    *["minutes", "wish_1_day", "wish_1_part", "any_time", "name", "email", "phone"],
    *["been_before", "notes", "areas", "consent", "article", "times", "times_for"],
    *["days_from", "rank_wish_1"],
]


@pytest.fixture(autouse=True)
def practitioner(service):
    return make_practitioner(services=[service])


@pytest.mark.parametrize("value", VALUES)
def test_a_hostile_value_gets_a_readable_answer(client, form_url, answers, value):
    everywhere = dict.fromkeys(FIELDS, value)
    for sent in [
        everywhere,
        everywhere | {"change": value},
        everywhere | {"show": value},
        answers | {"times": [value] * 20},
        answers | {"submission_token": value},
        answers | {"name": value, "article": value},
    ]:
        response = _post(client, form_url, sent)

        assert response.status_code in {200, 422}, sent
        text = response.content.decode()
        assert "<h1" in text
        assert "<script>alert" not in text
    assert not BookingRequest.objects.exists()


def _post(client, url, values):
    body = urlencode(values, doseq=True, errors="surrogatepass")
    return client.post(url, body, content_type="application/x-www-form-urlencoded")


RAW = [
    (b"name=%ED%A0%80&minutes=60", "application/x-www-form-urlencoded", 422),
    (b"\xff\xfe\x00", "application/x-www-form-urlencoded", 422),
    (b"name=x", "application/x-www-form-urlencoded; charset=utf-16", 415),
    (b"name=x", "application/x-www-form-urlencoded; charset=utf-7", 415),
    (b"name=x", "application/x-www-form-urlencoded; charset=nonsense", 415),
    (b'{"name": "x"}', "application/json", 415),
    (b"name=x", "text/plain", 415),
    (b"", "", 422),
    (b"--x\r\nnonsense", "multipart/form-data; boundary=x", 422),
    (b"x", "multipart/form-data", 400),
    (b"x", "multipart/form-data; boundary=" + "x" * 300, 400),
    (b"name=" + b"x" * 1_100_000, "application/x-www-form-urlencoded", 413),
    (b"&".join(b"f%d=1" % n for n in range(10_001)), "application/x-www-form-urlencoded", 400),
]


@pytest.mark.parametrize(("body", "content_type", "status"), RAW)
def test_a_broken_body_gets_a_readable_answer(client, form_url, body, content_type, status):
    response = client.generic("POST", form_url, body, content_type=content_type)

    assert response.status_code == status
    assert "<h1" in response.content.decode()
    assert not BookingRequest.objects.exists()


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(client, form_url, method):
    response = client.generic(
        method, form_url, b"", content_type="application/x-www-form-urlencoded"
    )

    assert response.status_code == 405
