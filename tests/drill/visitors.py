"""Visitors who ask for a time over HTTP, and send the same check page until they are answered."""

import re
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http import HTTPStatus

from services.models import ServicePage
from tests.drill.serving import Answer, NoAnswer, Server

PATIENCE_SECONDS = 120
# Longer than the time trap wants somebody to look at the check page.
READING_SECONDS = 1.1
TOKEN = re.compile(r'name="submission_token" value="([^"]+)"')
# What a proxy and this server say while the site is away; what the form says is final.
FOR_NOW = {HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE}


class Visitor:
    """One who has filled in the form; `check` and `send` are her two buttons."""

    def __init__(
        self, number: int, *, server: Server, service: ServicePage, answers: Mapping[str, str]
    ) -> None:
        self.server = server
        self.path = f"{service.url}request/"
        self.email = f"visitor-{number}@example.org"
        self.answers = {**answers, "name": f"Visitor {number}", "email": self.email}
        # A household each, as the proxy says it.
        self.client = f"198.51.{number // 250}.{number % 250}"
        self.tries = 0

    def check(self) -> Answer:
        """Get the check page, whose token goes along from now on."""
        return self._keep_token(self.send())

    def check_patiently(self) -> None:
        """The same while the server comes and goes, and with the time that reading takes."""
        self._keep_token(self.insist())
        time.sleep(READING_SECONDS)

    def send(self) -> Answer:
        self.tries += 1
        return self.server.ask(self.path, self.answers, client=self.client)

    def send_and_leave(self) -> None:
        """As who loses the connection, or stops the page from loading."""
        self.tries += 1
        with suppress(*NoAnswer):
            self.server.ask_and_leave(self.path, self.answers, client=self.client, after=0.1)

    def insist(self) -> Answer:
        """Send until there is an answer that is not “later”."""
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            with suppress(*NoAnswer):
                answer = self.send()
                if answer.status not in FOR_NOW:
                    return answer
            time.sleep(0.3)
        raise AssertionError(f"{self.email} was never answered.")

    def _keep_token(self, answer: Answer) -> Answer:
        self.answers["submission_token"] = TOKEN.findall(answer.text)[0]
        return answer


def is_acknowledged(answer: Answer) -> bool:
    return answer.status == HTTPStatus.SEE_OTHER and "/requested/" in answer.headers["location"]


def address_of(answer: Answer) -> str:
    """Of the page that confirms the request; fails where nothing was acknowledged."""
    assert is_acknowledged(answer), (answer.status, answer.text)
    return answer.headers["location"]


def send_at_once(visitors: list[Visitor]) -> list[Answer]:
    with ThreadPoolExecutor(len(visitors)) as threads:
        return list(threads.map(Visitor.send, visitors))
