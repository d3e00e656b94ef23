"""What people, scanners and broken bookmarks send: for every address of the desk."""

import json
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import parse_qs, urlencode, urlsplit

from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client as Browser

TWENTY_DIGITS: Final = "9" * 20
# With HTML's ends of everything that text can stand in.
MARK: Final = "x-mark"
HOSTILE: Final = (
    f"\"'><{MARK} {MARK}='1'></title></textarea></script>"
    f"<{MARK} onload=alert(1)>\u202e\u2067<b>{{{{ name }}}}"
)
VALUES: Final = (
    "-1",
    TWENTY_DIGITS,
    "٣",  # a digit, to Python
    "\x00",
    "NEAR(\"a%'\\ OR b*) AND -",
    "2026-13-45",
    "9999-12-31",
    HOSTILE,
)
# Those that have broken something alone.
WORST: Final = (TWENTY_DIGITS, "\x00", "9999-12-31")
GARBAGE: Final = (*WORST, "-1" + "x" * 10_000, HOSTILE)
# Parameters that some page of the admin knows, beside those that a page itself names.
PARAMETERS: Final = {
    *("p", "q", "ordering", "export", "next", "id", "of", "for", "day", "week", "month"),
    *("wish", "language", "tab", "status", "practitioner", "service", "client", "user"),
    *("start", "end", "from", "until", "view", "version", "per_page", "_export"),
    *("after", "before", "who", "at", "back", "to", "with", "period", "pk", "chosen", "all"),
}
# Positions, times and days that look as they should.
NEARLY: Final = {
    "after": "29991332T999999999999-1",
    "before": "20261122T100000000000-999999999",
    "at": "1@99991231T2359Z",
    "day": "9999-12-31",
    "from": "0001-01-01",
    "until": "9999-12-31",
    "back": "week-x",
    "pk": "999999999",
    "chosen": "1-999999999",
}
QUERIES: Final = (
    "q=%ff&p=%fe&day=%ED%A0%80&at=%00&&=&;=;",  # the third is half of a surrogate pair
    "p=1&p=2&p=x&q=a&q=b&day=2026-12-01&day=x&q[]=1&q[a]=2&status[]=x",
    "a=1&" * 5_000,
    urlencode([(name, value) for name in ("status", "pk") for value in VALUES]),
    urlencode(NEARLY),
)
TYPES: Final = (
    ("application/json", json.dumps({"version": 1})),
    ("application/x-www-form-urlencoded; charset=utf-16", "version=1"),
    ("application/x-www-form-urlencoded; charset=nonsense", "version=1"),
    ("multipart/form-data; boundary=cut", "--cut\r\nContent-Disposition: form-data; name="),
    ("multipart/form-data", "version=1"),
    ("application/x-www-form-urlencoded", "version=%ff&name=%00&day=%ED%A0%80"),
    ("application/x-www-form-urlencoded", "&".join(f"field-{n}=1" for n in range(5_000))),
)


def queries(answer: HttpResponse) -> Iterator[str]:
    """Query strings for an address; some with the parameters that its page names."""
    own = sorted(parameters_of(answer))
    yield from QUERIES
    for value in VALUES:
        yield urlencode(dict.fromkeys({*PARAMETERS, *own}, value))
    # Each alone, so that none hides another; with a different value each time around.
    for index, name in enumerate(own):
        yield urlencode({name: WORST[index % len(WORST)]})


def parameters_of(answer: HttpResponse) -> set[str]:
    """What the page's own forms (of method GET) and links ask for."""
    page = _page(answer)
    fields = {
        field["name"]
        for form in page.find_all("form")
        if form.get("method", "get").lower() == "get"
        for field in form.find_all(["input", "select"], attrs={"name": True})
    }
    own_path = answer.wsgi_request.path
    for link in page.find_all("a", href=True):
        parts = urlsplit(link["href"])
        if parts.path in {"", own_path}:
            fields |= parse_qs(parts.query).keys()
    return fields


def bodies(answer: HttpResponse) -> Iterator[dict[str, Any]]:
    """Answers to the page's forms in which nothing is as it should be."""
    names = fields_of(answer) | {"version"}
    for value in GARBAGE:
        yield dict.fromkeys(names, value)
    # Whatever it is about is known; only the rest is garbage.
    yield dict.fromkeys(names, "1") | {"version": "1", **NEARLY}
    yield {name: [value, HOSTILE] for name, value in zip(names, VALUES, strict=False)}


def fields_of(answer: HttpResponse) -> set[str]:
    return {
        field["name"]
        for form in _page(answer).find_all("form")
        if form.get("method", "").lower() == "post"
        for field in form.find_all(["input", "select", "textarea", "button"], attrs={"name": True})
        if field["name"] != "csrfmiddlewaretoken"
    }


def complaints(response: HttpResponse) -> list[str]:
    """What is wrong with an answer to bad input: a failure, no words, markup that came with it."""
    if response.status_code >= 500:
        return [str(response.status_code)]
    if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return []  # no form of ours posts there
    if not response.get("Content-Type", "").startswith("text/html"):
        return []
    if response.status_code >= 400 and not _page(response).get_text(strip=True):
        return [f"{response.status_code} without a word"]
    # Taking a page apart costs as much as making it.
    return marked(_page(response)) if MARK.encode() in response.content else []


def marked(page: BeautifulSoup) -> list[str]:
    """Elements and attributes that came out of what somebody typed."""
    tags = [f"<{tag.name}>" for tag in page.find_all(MARK)]
    names = [
        f"{name} of <{tag.name}>"
        for tag in page.find_all(True)
        for name in tag.attrs
        if MARK in name
    ]
    return tags + names


def with_query(url: str, query: str) -> str:
    """`query` counts where `url` says something else already."""
    path, _mark, known = url.partition("?")
    return f"{path}?{known}&{query}" if known else f"{path}?{query}"


def leads_away(browser: Browser, url: str) -> list[str]:
    """Ways off this site by way of a parameter that says where to go next."""
    wrong = []
    for evil in ("//evil.example/", "javascript:alert('evil')"):
        query = urlencode(dict.fromkeys(("next", "return", "return_to", "back", "url"), evil))
        response = browser.get(with_query(url, query))
        if "evil" in response.get("Location", ""):
            wrong.append(f"{url} leads to {evil}")
        page = _page(response)
        targets = [link.get("href") for link in page.find_all("a")]
        targets += [form.get("action") for form in page.find_all("form")]
        if evil in targets:
            wrong.append(f"{url} has a link to {evil}")
    return wrong


def _page(answer: HttpResponse) -> BeautifulSoup:
    is_page = answer.get("Content-Type", "").startswith("text/html")
    return BeautifulSoup(answer.content if is_page else b"", "lxml")
