"""A visitor without JavaScript: reads forms out of pages and sends them as a browser would."""

import re
from typing import Any

from bs4 import BeautifulSoup
from django.test import Client


class Visitor:
    """Keeps the last answer; `fill` and `press` work on the form of that page."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.response: Any = None

    def open(self, address: str) -> "Visitor":
        self.response = self.client.get(address, follow=True)
        return self

    @property
    def page(self) -> BeautifulSoup:
        return BeautifulSoup(self.response.content, "html.parser")

    @property
    def title(self) -> str:
        return " ".join(self.page.title.text.split())

    @property
    def errors(self) -> dict[str, str]:
        """The error summary: message by the id that it links to."""
        links = self.page.select(".error-summary a")
        return {link["href"].removeprefix("#"): link.text for link in links}

    @property
    def days(self) -> dict[str, list[str]]:
        """The free times that are listed, by day, whether or not it is folded."""
        return {
            _name_of_day(day): [" ".join(label.text.split()) for label in day.select("label")]
            for day in self.page.select("#times .day")
        }

    @property
    def next_days(self) -> str:
        """The value of the button “More days”."""
        return self.page.find("button", string=re.compile("More days"))["value"]

    def form(self) -> dict[str, list[str]]:
        """What a browser would send for the page's form if nothing were touched."""
        data: dict[str, list[str]] = {}
        for control in self.page.select("main form input, main form select, main form textarea"):
            data.setdefault(control["name"], []).extend(_values(control))
        return {name: values for name, values in data.items() if values}

    def send(self, *, button: str = "", **changes: Any) -> "Visitor":
        """Send the form with `changes` (None takes a field out); `button` is the value of one."""
        data = self.form() | changes
        form = self.page.select_one("main form")
        address = form["action"]
        if button:
            pressed = self.page.select_one(f'button[value="{button}"]')
            data[pressed["name"]] = button
            address = pressed["formaction"]
        self.response = self.client.post(
            address.split("#")[0], {k: v for k, v in data.items() if v is not None}
        )
        return self


def _name_of_day(day: Any) -> str:
    group = day.select_one("[role=group]")
    return group["aria-label"] if group else day.legend.text


def _values(control: Any) -> list[str]:
    if control.name == "textarea":
        return [control.text.removeprefix("\n")]
    if control.name == "select":
        chosen = control.select("option[selected]") or control.select("option")[:1]
        return [option["value"] for option in chosen]
    if control["type"] in {"checkbox", "radio"}:
        return [control.get("value", "on")] if control.has_attr("checked") else []
    return [control.get("value", "")]
