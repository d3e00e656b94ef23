"""A visitor of the site as the server has it: through what stands in front of Django."""

from dataclasses import dataclass
from typing import Any

from django.test import RequestFactory

from home.page_cache.front import Front
from site_project.handler import Application


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def was_kept(self) -> bool:
        return "Age" in self.headers


class Visitor:
    """Asks one process of the server; two of them are two processes. For `own_database`.

    Without the fixture `page_cache` nothing is kept.
    """

    def __init__(self, application: Any = None) -> None:
        self.front = Front(application or Application())

    def get(self, path: str, *, method: str = "GET", **environ: Any) -> Answer:
        """What WSGI's `environ` says beside goes as it is: HTTP_HOST="…", QUERY_STRING="…"."""
        asked = RequestFactory().generic(method, path).environ
        del asked["HTTP_COOKIE"]
        return self.ask(asked | {"HTTP_HOST": "testserver"} | environ)

    def ask(self, environ: dict[str, Any]) -> Answer:
        begun: list[tuple[str, list[tuple[str, str]]]] = []
        answer = self.front(environ, lambda status, headers: begun.append((status, headers)))
        try:
            body = b"".join(answer)
        finally:
            if hasattr(answer, "close"):
                answer.close()
        ((status, headers),) = begun
        return Answer(int(status.split()[0]), dict(headers), body)
