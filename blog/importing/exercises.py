"""Points that say how long to hold: "Tilt the head to one side, hold 20-30 seconds"."""

import re

NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
    "forty": 40, "forty-five": 45, "sixty": 60, "ninety": 90,
}  # fmt: skip
COUNT = rf"\d{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))}"
LENGTH = (
    rf"(?P<low>{COUNT})(?:\s*(?:[-–—]|to|or)\s*(?P<high>{COUNT}))?"
    r"\s*(?P<unit>s|secs?|seconds?|min|minutes?)\b"
)
HOLD = re.compile(
    rf"\b(?:hold|holding|held|stay|keep|press)\b[^.;\n]{{0,60}}?\b{LENGTH}", re.IGNORECASE
)
TIMES = re.compile(
    rf"\b(?:repeat\s+)?(?P<count>{COUNT})\s*(?:times|x\b|×)(?!\s+(?:a|per)\b)", re.IGNORECASE
)
SIDES = re.compile(r"\b(?:each|both|either|other) sides?\b", re.IGNORECASE)
NAME = re.compile(
    r"(?P<name>[^–—:\n]{3,60}?)(?:\s+[-–—]\s+|\s*[–—]\s*|:\s+|,\s+(?=hold))(?P<rest>\S.*)",
    re.DOTALL,
)
MAX_SECONDS = 600
MAX_REPEATS = 100
SHORT_NAME_WORDS = 6


def hold_of(text: str) -> tuple[int, int] | None:
    """The shortest and the longest hold in seconds."""
    match = HOLD.search(text)
    if not match:
        return None
    seconds = 60 if match["unit"].lower().startswith("min") else 1
    low = _number(match["low"]) * seconds
    high = _number(match["high"] or match["low"]) * seconds
    return (low, high) if 0 < low <= high <= MAX_SECONDS else None


def exercise_of(text: str, below: list[str]) -> tuple[dict, bool] | None:
    """The fields of the block, and whether the text itself named the exercise."""
    hold = next(filter(None, map(hold_of, [text, *below])), None)
    if hold is None:
        return None
    name, rest = _name(text)
    steps = [step for step in ([rest] if name else [text]) + below if step]
    fields = {
        "name": name or _first_words(text),
        "position": "",
        "steps": steps,
        "hold_min": hold[0],
        "hold_max": hold[1],
        "repeats": _times(text),
        "sides": "each" if SIDES.search(text) else "",
        "frequency": "",
        "stop_if": "",
    }
    return fields, bool(name)


def _name(text: str) -> tuple[str, str]:
    match = NAME.fullmatch(text)
    if not match or hold_of(match["name"]) or len(match["name"].split()) > SHORT_NAME_WORDS + 2:
        return "", text
    return match["name"].strip(), match["rest"]


def _first_words(text: str) -> str:
    words = text.split()
    short = " ".join(words[:SHORT_NAME_WORDS]).rstrip(".,;:–—-")[:110]
    return short + "…" if len(words) > SHORT_NAME_WORDS else short


def _times(text: str) -> int | None:
    match = TIMES.search(text)
    count = _number(match["count"]) if match else 0
    return count if 0 < count <= MAX_REPEATS else None


def _number(text: str) -> int:
    return NUMBERS.get(text.lower()) or int(text)
