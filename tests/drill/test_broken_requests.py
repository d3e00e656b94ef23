"""Requests that no browser sends, to the server of production (security.md, 8, 24, 32, 33)."""

import time
from urllib.parse import urlencode

import pytest

from bookings.models import BookingRequest
from tests.drill.serving import CSRF_TOKEN, Server, environment
from tests.drill.visitors import TOKEN
from tests.drill.wire import form, request, tell

pytestmark = [pytest.mark.drill, pytest.mark.django_db, pytest.mark.usefixtures("own_database")]

FORM = "/services/shoulders/request/"
URLENCODED = "Content-Type: application/x-www-form-urlencoded\r\n"
CUT_PART = b"--cut\r\nContent-Disposition: form-data; name="
# Longer than the time trap wants somebody to look at the check page.
READING_SECONDS = 1.1

# Refused by the server itself, without a word: there is no person to read one.
NOT_HTTP = {
    "nothing": b"\x00\xff\r\n\r\n",
    "the start of TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    "two lengths": request("POST /", "Content-Length: 3\r\nContent-Length: 5\r\n", b"a=bcd"),
    "length in words": request("POST /", "Content-Length: five\r\n", b"a=bcd"),
    "length below zero": request("POST /", "Content-Length: -5\r\n", b"a=bcd"),
    "length of 26 digits": request("POST /", f"Content-Length: {'9' * 26}\r\n", b"a=bcd"),
    "bytes in the path": request("GET /\xff\xfe/"),
    "markup as a method": request("G<b>T /"),
    "a path of 100 kB": request(f"GET /{'a' * 100_000}/"),
    "a query of 200 kB": request(f"GET /search/?q={'a' * 200_000}"),
    "200 headers": request("GET /", "".join(f"X-{n}: 1\r\n" for n in range(200))),
    "NUL in a header": request("GET /", "X-A: a\x00b\r\n"),
    "CR in a header": request("GET /", "X-A: a\rSet-Cookie: b=c\r\n"),
    "a folded header": request("GET /", "X-A: a\r\n b\r\n"),
    "a space before a colon": request("GET /", "Host : evil.example\r\n"),
}
# Refused by us, in words.
REFUSED = {
    "two hosts": request("GET /", "Host: evil.example\r\n"),
    "no host": b"GET / HTTP/1.1\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n\r\n",
    "the host in the line": b"GET http://evil.example/ HTTP/1.1\r\nConnection: close\r\n\r\n",
    "other bytes than UTF-8": request("GET /%ff%fe/"),
    "NUL in the path": request("GET /%00"),
    "NUL above the form": request("GET /services/%00/request/"),
    "CR LF in the path": request("GET /x%0d%0aSet-Cookie:%20evil=1"),
    "3,000 folders": request(f"GET /{'a/' * 3_000}"),
    "up and out": request("GET /../../etc/passwd"),
    "out of the pictures": request("GET /media/images/..%2f..%2fdb.sqlite3"),
    "out of the static files": request("GET /static/%2e%2e/db.sqlite3"),
    "NUL as a picture": request("GET /media/images/%00.jpg"),
    "a picture of 3,000 letters": request(f"GET /media/images/{'a' * 3_000}"),
    "a document of 23 digits": request(f"GET /documents/{'9' * 23}/x.pdf"),
    "a body of 2 GB": request(f"POST {FORM}", f"{URLENCODED}Content-Length: 2000000000\r\n", b"a="),
    "the same at the log-in": request(
        "POST /admin/login/", f"{URLENCODED}Content-Length: 2000000000\r\n", b"a="
    ),
    "a length and chunks": request(
        f"POST {FORM}",
        f"{URLENCODED}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
        b"5\r\na=bcd\r\n0\r\n\r\n",
    ),
    "6 MB in chunks": request(
        f"POST {FORM}",
        f"{URLENCODED}Transfer-Encoding: chunked\r\n",
        100 * (b"10000\r\n" + 65_536 * b"a" + b"\r\n") + b"0\r\n\r\n",
    ),
    "squeezed": request(
        f"POST {FORM}",
        f"{URLENCODED}Content-Encoding: gzip\r\nContent-Length: 5\r\n",
        b"\x1f\x8b123",
    ),
    "UTF-16": form(FORM, b"a=b", kind="application/x-www-form-urlencoded; charset=utf-16"),
    "UTF-7": form(FORM, b"a=b", kind="application/x-www-form-urlencoded; charset=utf-7"),
    "a type that cannot be parsed": form(FORM, b"a=b", kind="a/b; charset*=bogus''x"),
    "bytes as a type": form(FORM, b"a=b", kind="\xff\xfe"),
    "JSON": form(FORM, b'{"a": 1}', kind="application/json"),
    "parts without a boundary": form(FORM, b"a=b", kind="multipart/form-data"),
    "parts cut short": form(FORM, CUT_PART, kind="multipart/form-data; boundary=cut"),
    "half of a surrogate pair": form(FORM, b"name=%ED%A0%80&notes=%ff%fe&email=%00"),
    "a name twice": form(FORM, b"name=A&name=B&wish_1_day=x&wish_1_day=y"),
    "5,000 fields": form(FORM, b"&".join(b"f%d=1" % n for n in range(5_000))),
    "20,000 fields": form(FORM, b"&".join(b"f%d=1" % n for n in range(20_000))),
    "a forger's address": request(
        f"POST {FORM}",
        f"{URLENCODED}X-Forwarded-For: \xff, <script>, \r\nContent-Length: 5\r\n",
        b"a=bcd",
    ),
}
# Of no interest to anybody: the page comes as ever.
PASSED_OVER = {
    "a body for GET": request("GET /robots.txt", "Content-Length: 5\r\n", b"a=bcd"),
    "a header of 70 kB": request("GET /robots.txt", f"X-A: {'a' * 70_000}\r\n"),
    "3,000 cookies": request(f"GET {FORM}", f"Cookie: {'a=b; ' * 3_000}\r\n"),
    "cookies of bytes": request(f"GET {FORM}", 'Cookie: __Host-csrftoken=\x80<b>; x="\\\r\n'),
    "a day that never was": request(
        "GET /static/favicon.ico", "If-Modified-Since: Thu, 99 Foo 99999 00:00:00 GMT\r\n"
    ),
    "a range of 20 digits": request("GET /robots.txt", f"Range: bytes={'9' * 20}-1\r\n"),
    "languages without end": request("GET /", f"Accept-Language: {'a-' * 5_000}\r\n"),
    "no number as a quality": request("GET /", "Accept-Encoding: gzip;q=nan, br;q=x\r\n"),
    "bytes as a referrer": request("GET /", "Referer: \xff<script>\r\nUser-Agent: \xff\r\n"),
    "another protocol": request("GET /", "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"),
}
METHODS = ["OPTIONS", "TRACE", "PUT", "DELETE", "PATCH", "BREW"]


@pytest.fixture
def server(service, tmp_path, static):
    service.slug = "shoulders"
    service.save()
    with Server(environment(tmp_path, static=static)) as server:
        yield server


def is_readable(status: int, text: str) -> bool:
    return 400 <= status < 500 and "<h1" in text and "evil" not in text


def test_broken_requests_are_refused_or_passed_over(server):
    answers = {
        name: tell(server, data) for name, data in (NOT_HTTP | REFUSED | PASSED_OVER).items()
    }

    assert {n: answers[n][0] for n in NOT_HTTP if answers[n][0] not in {400, 414, 431}} == {}
    assert {n: answers[n] for n in REFUSED if not is_readable(*answers[n])} == {}
    assert {n: answers[n][0] for n in PASSED_OVER if answers[n][0] != 200} == {}
    assert [name for name, (_, text) in answers.items() if "<script>," in text] == []
    assert not BookingRequest.objects.exists()


def test_other_methods_change_nothing(server):
    headers = "Content-Length: 0\r\n"
    statuses = {
        f"{method} {path}": tell(server, request(f"{method} {path}", headers))[0]
        for method in METHODS
        for path in ("/", FORM, "/my-request/nothing/", "/admin/login/")
    }

    assert {asked: s for asked, s in statuses.items() if s != 200 and not 400 <= s < 500} == {}
    assert server.ask("/robots.txt").status == 200


def test_form_that_breaks_off_on_its_way_is_not_stored(server, answers):
    token = TOKEN.findall(server.ask(FORM, answers).text)[0]
    time.sleep(READING_SECONDS)
    whole = urlencode(
        {"csrfmiddlewaretoken": CSRF_TOKEN, "submission_token": token, **answers}
    ).encode()
    headers = f"{URLENCODED}Content-Length: {len(whole)}\r\n"
    broken = [
        tell(server, request(f"POST {FORM}", headers, whole[:-missing]), hang_up=True)[0]
        for missing in (1, 5, len(whole) // 2, len(whole))
    ]
    stored = BookingRequest.objects.count()

    status, _ = tell(server, request(f"POST {FORM}", headers, whole))

    assert (broken, stored) == ([400] * 4, 0)
    assert (status, BookingRequest.objects.count()) == (303, 1)
