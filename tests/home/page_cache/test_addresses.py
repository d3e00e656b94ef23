"""What an answer is kept under, from what the server hands over; and who is never given one."""

import pytest

from home.page_cache.addresses import address

pytestmark = pytest.mark.once

ASKED = {
    "REQUEST_METHOD": "GET",
    "wsgi.url_scheme": "http",
    "HTTP_HOST": "practice.example",
    "SERVER_PORT": "8000",
    "SCRIPT_NAME": "",
    "PATH_INFO": "/articles/",
    "QUERY_STRING": "",
}
SITEMAP = "/sitemap-pages.xml"
NO_PARTS = ["/sitemap.xml", "/sitemap-.xml", "/sitemap-pages.xml/", "/a/sitemap-pages.xml", "/"]
NO_NUMBERS = [
    *("p=", "p=0", "p=01", "p=-1", "p=1000", "p=1\n", "p=٣", "p=2&p=3", "p=2&page=2", "P=2"),
    *("page=2", "article=2"),
]


@pytest.fixture(autouse=True)
def _switched_on(settings):
    settings.PAGE_CACHE = True


def test_address_is_all_that_a_page_is_made_from():
    found = address(ASKED | {"QUERY_STRING": "page=2"})

    assert found == ("http", "practice.example", "8000", "", "/articles/", "page=2")


@pytest.mark.parametrize(
    "said",
    [
        {"REQUEST_METHOD": "HEAD"},
        {"HTTP_COOKIE": "csrftoken=abc; other=1"},
        {"CONTENT_LENGTH": ""},
        {"CONTENT_LENGTH": "0"},
        {"HTTP_ACCEPT_LANGUAGE": "de"},
        {"HTTP_X_FORWARDED_HOST": "evil.example"},
        {"HTTP_X_FORWARDED_PORT": "1"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_FORWARDED": "host=evil.example"},
        {"HTTP_X_HTTP_METHOD_OVERRIDE": "POST"},
        {"HTTP_X_ORIGINAL_URL": "/admin/"},
    ],
)
def test_what_no_page_is_made_from_makes_no_other_address(said):
    assert address(ASKED | said) == address(ASKED)


@pytest.mark.parametrize(
    "said",
    [
        {"wsgi.url_scheme": "https"},
        {"HTTP_HOST": "www.practice.example"},
        {"HTTP_HOST": "practice.example:8000"},
        {"HTTP_HOST": "[::1]:8000"},
        {"SERVER_PORT": "8001"},
        {"SCRIPT_NAME": "/site"},
        {"PATH_INFO": "/articles"},
        {"PATH_INFO": "//articles/"},
        {"PATH_INFO": "/Articles/"},
        {"PATH_INFO": "/articles/\xff/"},
        {"PATH_INFO": "/articles/%2F"},
        {"QUERY_STRING": "page=12"},
        {"QUERY_STRING": "article=7"},
        {"PATH_INFO": SITEMAP, "QUERY_STRING": "p=2"},
        {"PATH_INFO": SITEMAP, "QUERY_STRING": "p=999"},
    ],
)
def test_what_a_page_is_made_from_is_in_its_address(said):
    assert address(ASKED | said) not in {None, address(ASKED)}


@pytest.mark.parametrize(
    "said",
    [
        *({"REQUEST_METHOD": method} for method in ("POST", "PUT", "OPTIONS", "get")),
        {"CONTENT_LENGTH": "3"},
        {"HTTP_TRANSFER_ENCODING": "chunked"},
        {"HTTP_AUTHORIZATION": "Basic abc"},
        {"HTTP_RANGE": "bytes=0-9"},
        {"HTTP_IF_MATCH": '"a"'},
        {"HTTP_COOKIE": "a=1; sessionid=abc"},
        *({"HTTP_HOST": host} for host in ("", "PRACTICE.example", "a b", "a@b", "a:b", "a/b")),
        {"HTTP_HOST": "practice.example:123456"},
        {"HTTP_HOST": "practice.example\n"},
        *({"QUERY_STRING": f"page={page}"} for page in ("", "0", "01", "-1", "12345", "1\n", "٣")),
        *({"QUERY_STRING": query} for query in ("page=2&page=3", "page=2&a=1", "Page=2", "a", "&")),
        {"QUERY_STRING": "article=1234567890"},
        {"QUERY_STRING": "p=2"},
        *({"PATH_INFO": path, "QUERY_STRING": "p=2"} for path in NO_PARTS),
        *({"PATH_INFO": SITEMAP, "QUERY_STRING": query} for query in NO_NUMBERS),
        {"QUERY_STRING": "utm_source=a"},
        {"QUERY_STRING": "q=neck"},
    ],
)
def test_whoever_asks_for_more_than_a_page_gets_no_address(said):
    assert address(ASKED | said) is None


def test_session_is_known_by_the_name_that_it_has_in_production(settings):
    settings.SESSION_COOKIE_NAME = "__Host-sessionid"

    assert address(ASKED | {"HTTP_COOKIE": "__Host-sessionid=abc"}) is None


@pytest.mark.parametrize(
    ("said", "scheme"),
    [
        ({"HTTP_X_FORWARDED_PROTO": "https"}, "https"),
        ({"HTTP_X_FORWARDED_PROTO": " https , http"}, "https"),
        ({"HTTP_X_FORWARDED_PROTO": "http", "wsgi.url_scheme": "https"}, "http"),
        ({"HTTP_X_FORWARDED_PROTO": "HTTPS"}, "http"),
        ({"HTTP_X_FORWARDED_PROTO": ""}, "http"),
        ({"wsgi.url_scheme": "https"}, "https"),
        ({}, "http"),
    ],
)
def test_scheme_is_what_django_takes_it_for(settings, rf, said, scheme):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    found = address(ASKED | said)

    assert (found[0], rf.request(**(ASKED | said)).scheme) == (scheme, scheme)


@pytest.mark.parametrize("name", ["USE_X_FORWARDED_HOST", "USE_X_FORWARDED_PORT"])
def test_nothing_is_kept_where_another_header_names_the_host(settings, name):
    setattr(settings, name, True)

    assert address(ASKED) is None


def test_nothing_has_an_address_where_it_is_switched_off(settings):
    settings.PAGE_CACHE = False

    assert address(ASKED) is None
