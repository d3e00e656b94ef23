"""What MDN's HTTP Observatory would say of an answer, by its published rules (version 5).

Points as in its documentation, "Tests & Scoring": from 100, what is wrong takes away; what is
exemplary is added only if nothing much is wrong (90 or more). Kept to what can happen here:
no HPKP, no CORS, no file of another host, so those tests give 0.
"""

import re
from collections.abc import Iterable
from http.cookies import Morsel
from typing import Final

from django.http import HttpResponse

HALF_A_YEAR: Final = 15_768_000
PRIVATE_REFERRERS: Final = {
    *("no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"),
}
SESSION: Final = re.compile(r"sess|login", re.IGNORECASE)
BONUS_FROM: Final = 90


def score(response: HttpResponse, cookies: Iterable[Morsel] = ()) -> int:
    """Of one answer that came over HTTPS, with the cookies that its page sets."""
    policy = parsed(response.get("Content-Security-Policy", ""))
    points = [
        _policy(policy),
        _cookies(list(cookies)),
        _hsts(response.get("Strict-Transport-Security", "")),
        _framing(response.get("X-Frame-Options", ""), policy),
        5 if response.get("Referrer-Policy") in PRIVATE_REFERRERS else 0,
        0 if response.get("X-Content-Type-Options") == "nosniff" else -5,
        _embedding(response.get("Cross-Origin-Resource-Policy", "")),
    ]
    without_bonus = 100 + sum(point for point in points if point < 0)
    if without_bonus < BONUS_FROM:
        return without_bonus
    return without_bonus + sum(point for point in points if point > 0)


def parsed(policy: str) -> dict[str, set[str]]:
    rules = [rule.split() for rule in policy.split(";") if rule.strip()]
    return {name.lower(): set(values) for name, *values in rules}


def _policy(policy: dict[str, set[str]]) -> int:
    if not policy:
        return -25
    everything = policy.get("default-src", {"*"})
    scripts = policy.get("script-src", everything)
    styles = policy.get("style-src", everything)
    objects = policy.get("object-src", everything)
    loose = {"'unsafe-inline'", "data:", "*", "http:", "https:"}
    points = 5
    if everything == {"'none'"}:
        points = 10
    if "'unsafe-inline'" in styles:
        points = 0
    if "'unsafe-eval'" in scripts | styles:
        points = -10
    if (scripts | objects) & loose:
        points = -20
    return points


def _cookies(cookies: list[Morsel]) -> int:
    if not cookies:
        return 0
    for cookie in cookies:
        secret = SESSION.search(cookie.key)
        if not cookie["secure"]:
            return -40 if secret else -20
        if secret and not cookie["httponly"]:
            return -30
    return 5 if all(cookie["samesite"] in {"Lax", "Strict"} for cookie in cookies) else 0


def _hsts(header: str) -> int:
    age = re.search(r"max-age=(\d+)", header)
    if age is None:
        return -20
    return 0 if int(age[1]) >= HALF_A_YEAR else -10


def _framing(header: str, policy: dict[str, set[str]]) -> int:
    if policy.get("frame-ancestors", set()) & {"'none'", "'self'"}:
        return 5
    return 0 if header.upper() in {"DENY", "SAMEORIGIN"} else -20


def _embedding(header: str) -> int:
    return 10 if header in {"same-origin", "same-site"} else 0
