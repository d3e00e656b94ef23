"""No address that comes along leads away from the site: next=, slashes, what looks like a path."""

from urllib.parse import urlencode, urljoin, urlsplit

import pytest

from site_project.roles import OWNER
from tests.factories.people import make_user
from tests.site_project.answers import visitor
from tests.site_project.production import HOST

pytestmark = pytest.mark.usefixtures("demo_site", "production")

PASSWORD = "a long one for this test"
ELSEWHERE = [
    "https://evil.example/",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "https:///evil.example",
    "http:\\\\evil.example",
    "/\t/evil.example",
    "\t//evil.example",
    "/%09/evil.example",
    "//practice.example@evil.example/",
    "https://practice.example.evil.example/",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "http://practice.example/",
]
WAYS_IN = ["/admin/login/", "/_util/login/", "/admin/security/confirm/password/"]


def leads_to(answer):
    """The host that a browser would go to next, "" for a page."""
    location = answer.get("Location", "")
    # Browsers take backslashes for slashes, and leave tabs and ends of lines out.
    seen = location.replace("\\", "/").translate({9: None, 10: None, 13: None})
    parts = urlsplit(urljoin(f"https://{HOST}/", seen))
    assert parts.scheme in {"http", "https"}
    return parts.netloc if location else ""


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_address_to_go_on_to_stays_here(elsewhere):
    make_user(username="olga", password=PASSWORD, role=OWNER)
    client = visitor()
    query = urlencode({"next": elsewhere})
    assert {leads_to(client.get(f"{way_in}?{query}")) for way_in in WAYS_IN} <= {"", HOST}
    sent = client.post(
        f"/admin/login/?{query}",
        {"login_name": "olga", "password": PASSWORD, "next": elsewhere},
    )
    assert (sent.status_code, leads_to(sent)) == (302, HOST)


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_who_is_signed_in_is_led_nowhere_else(elsewhere):
    client = visitor()
    client.force_login(make_user(role=OWNER))
    query = urlencode({"next": elsewhere})
    for address in ("/admin/login/", "/admin/pages/add_subpage/", "/admin/security/"):
        assert leads_to(client.get(f"{address}?{query}")) in {"", HOST}
    assert leads_to(client.post(f"/admin/logout/?{query}", {"next": elsewhere})) == HOST


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example",
        "//evil.example/services",
        "///evil.example",
        "/\\evil.example",
        "/%5cevil.example",
        "/%2f%2fevil.example",
        "/services/..//evil.example",
        "/.//evil.example",
        "/\t/evil.example",
        "/%09/evil.example",
        "/%0d%0aLocation:%20https:%2f%2fevil.example",
    ],
)
def test_path_without_its_last_slash_is_mended_here(path):
    answer = visitor().get("/", PATH_INFO=path)
    assert leads_to(answer) in {"", HOST}
    # What was asked for is never split into another header.
    assert "evil.example" not in urlsplit(answer.get("Location", "")).netloc
