"""Following the links of the site, as far as they stay on it."""

from collections.abc import Iterable, Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

from django.http import HttpResponse
from django.test import Client

from tests.home.document import Document

HOST = "http://testserver"


def address_of(response: HttpResponse) -> str:
    """The address that it answers; "/" for a page that was made without asking for one."""
    request = getattr(response, "wsgi_request", None)
    return request.get_full_path() if request else "/"


def links(response: HttpResponse) -> Iterator[tuple[str, str]]:
    """The address on this site and the fragment (may be empty) of every link of a page."""
    if not response.get("Content-Type", "").startswith("text/html"):
        return
    for link in Document(response.text).all("a"):
        if "href" not in link:
            continue
        target, fragment = urldefrag(urljoin(HOST + address_of(response), link["href"]))
        if urlsplit(target).netloc == urlsplit(HOST).netloc:
            yield target.removeprefix(HOST), fragment


def crawl(client: Client, starts: Iterable[str]) -> dict[str, HttpResponse]:
    """What every address answers that can be reached from these; redirects are not followed."""
    answers: dict[str, HttpResponse] = {}
    waiting = set(starts)
    while waiting:
        address = waiting.pop()
        answers[address] = client.get(address)
        waiting |= {target for target, _ in links(answers[address])} - answers.keys()
    return answers
