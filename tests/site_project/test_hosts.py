"""Hosts and proxies: nobody talks the site into another name, address or protocol."""

import pytest
from django.test import Client

from tests.site_project.answers import public_answers, visitor
from tests.site_project.production import HOST, read_production

pytestmark = pytest.mark.usefixtures("demo_site", "production")

EVIL = "evil.example"
FORGED = {
    "x-forwarded-host": EVIL,
    "x-forwarded-server": EVIL,
    "x-host": EVIL,
    "x-original-url": f"https://{EVIL}/",
    "x-rewrite-url": f"https://{EVIL}/",
    "forwarded": f"host={EVIL};proto=http",
}


def all_of(answer):
    """Head and body, as one text; without the mark of the request."""
    body = "" if answer.streaming else answer.text
    head = (f"{name}: {value}" for name, value in answer.items() if name != "X-Request-ID")
    return "\n".join([*head, body])


@pytest.mark.parametrize(
    "host", [EVIL, f"{HOST}.{EVIL}", f"{HOST}@{EVIL}", f"{HOST}:80@{EVIL}", f"{HOST} {EVIL}", ""]
)
@pytest.mark.parametrize("address", ["/", "/nowhere", "/services", "/admin/", "/sitemap.xml"])
def test_unknown_host_is_refused_and_said_nowhere(host, address):
    answer = visitor().get(address, headers={"host": host})
    assert answer.status_code == 400
    assert EVIL not in all_of(answer)
    assert answer.cookies == {}


def test_headers_that_name_another_host_change_nothing():
    told = visitor()
    told.defaults |= {f"HTTP_{name.upper().replace('-', '_')}": v for name, v in FORGED.items()}
    for address in ("/", "/services", "/sitemap.xml", "/robots.txt", "/llms.txt", "/articles/"):
        assert all_of(told.get(address)) == all_of(visitor().get(address))
    assert EVIL not in all_of(told.get("/admin/"))


def test_no_answer_says_the_name_of_the_proxy_or_of_what_it_runs_on():
    said = {name for answer in public_answers().values() for name in answer.headers}
    assert said & {"Server", "X-Powered-By", "Via", "X-Debug"} == set()


def test_plain_http_is_led_to_https_before_anything_is_read():
    answer = visitor().get("/services/?q=1", headers={"x-forwarded-proto": "http"})
    assert (answer.status_code, answer["Location"]) == (301, f"https://{HOST}/services/?q=1")
    assert answer.cookies == {}


@pytest.mark.parametrize(
    ("proxies", "status"),
    [("1", 200), ("0", 301)],
)
def test_protocol_is_believed_where_there_is_a_proxy_to_say_it(
    settings, monkeypatch, proxies, status
):
    monkeypatch.setenv("TRUSTED_PROXIES", proxies)
    settings.SECURE_PROXY_SSL_HEADER = read_production(monkeypatch).SECURE_PROXY_SSL_HEADER
    answer = Client(headers={"host": HOST, "x-forwarded-proto": "https"}).get("/")
    assert answer.status_code == status
