"""What an answer is kept under: all that it was made from, and nothing that a visitor can vary.

Whatever Django consults for a public page stands in the address, as it came, or the request gets
none and is answered by Django as if nothing were kept. So nobody can have an answer kept under
an address that leads others to it.
"""

import re
from typing import Any, Final

from django.conf import settings

# What else a page may be asked for by: its number in a list, and the article that led to the form.
_QUERIES: Final = re.compile(r"page=[1-9][0-9]{0,3}|article=[1-9][0-9]{0,8}")
# The parts of a long sitemap are numbered by another name, which no page knows.
_SITEMAPS: Final = re.compile(r"/sitemap-[a-z]{1,20}\.xml")
_PARTS: Final = re.compile(r"p=[1-9][0-9]{0,2}")
# With upper case a visitor could have one page kept under a thousand names.
_HOST: Final = re.compile(r"(?:[a-z0-9.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::[0-9]{1,5})?")
# Who says one of these asks for an answer of her own.
_OF_HER_OWN: Final = (
    *("HTTP_AUTHORIZATION", "HTTP_RANGE", "HTTP_TRANSFER_ENCODING"),
    *("HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE"),
)

# Scheme, host, port, script name, path and query, as the server hands them over.
type Address = tuple[str, str, str, str, str, str]


def address(environ: dict[str, Any]) -> Address | None:
    """The address of what WSGI's `environ` asks for; None where Django has to be asked."""
    say = environ.get
    if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or not settings.PAGE_CACHE:
        return None
    if say("CONTENT_LENGTH", "") not in {"", "0"} or any(name in environ for name in _OF_HER_OWN):
        return None
    # Anywhere in the header: what is no session's costs speed only.
    if settings.SESSION_COOKIE_NAME in say("HTTP_COOKIE", ""):
        return None
    query = say("QUERY_STRING", "")
    path = say("PATH_INFO", "")
    if query and not _queries_of(path).fullmatch(query):
        return None
    host = say("HTTP_HOST", "")
    if not _HOST.fullmatch(host) or settings.USE_X_FORWARDED_HOST or settings.USE_X_FORWARDED_PORT:
        return None
    return (
        _scheme(environ),
        host,
        say("SERVER_PORT", ""),
        say("SCRIPT_NAME", ""),
        path,
        query,
    )


def _queries_of(path: str) -> re.Pattern[str]:
    return _PARTS if _SITEMAPS.fullmatch(path) else _QUERIES


def _scheme(environ: dict[str, Any]) -> str:
    """As HttpRequest.scheme."""
    if settings.SECURE_PROXY_SSL_HEADER:
        name, secure = settings.SECURE_PROXY_SSL_HEADER
        said = environ.get(name)
        if said is not None:
            return "https" if said.split(",", 1)[0].strip() == secure else "http"
    scheme: str = environ["wsgi.url_scheme"]
    return scheme
