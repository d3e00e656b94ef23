"""What a reader hears of a page: names of links and controls, headings, landmarks, ids."""

from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag

REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list", "headers")
LANDMARKS = ("header", "nav", "main", "aside", "footer", "search")
# Out of their sentence these say nothing (WCAG 2.4.9).
EMPTY_WORDS = {
    *("here", "click here", "this", "this page", "more", "read more", "see more", "learn more"),
    *("link", "details", "continue", "go", "page", "ok"),
}


def name_of(element: Tag) -> str:
    """The accessible name of an element that is named by its content."""
    if element.get("aria-labelledby"):
        root = element.find_parents()[-1]
        found = (root.find(id=key) for key in element["aria-labelledby"].split())
        return " ".join(name_of(part) for part in found if part)
    said = element.get("aria-label") or " ".join(_words(element))
    return " ".join(said.split())


def _words(element: Tag) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif child.name == "img":
            yield child.get("alt", "")
        elif child.get("aria-hidden") != "true":
            yield from _words(child)


def headings_out_of_order(page: BeautifulSoup) -> list[str]:
    """Where a level is left out, and whether the page has more or less than one h1."""
    headings = page.select("h1, h2, h3, h4, h5, h6")
    levels = [int(heading.name[1]) for heading in headings]
    # The contents of an article stand beside its title, and the errors of a form above it.
    wrong = [f"{levels.count(1)} h1"] * (levels.count(1) != 1)
    wrong += [f"{one.name} without words" for one in headings if not name_of(one)]
    return wrong + [
        f"h{above} → {heading.name} {name_of(heading)}"
        for (above, level), heading in zip(pairwise(levels), headings[1:], strict=True)
        if level > above + 1
    ]


def unnamed(page: BeautifulSoup) -> list[str]:
    """Links, buttons, groups and navigations without a name, or with one that says nothing."""
    pressed = _heard(page, "a[href], button, summary")
    nothing = [one for one in pressed if _name(one).lower() in EMPTY_WORDS]
    named = _heard(page, "nav, svg, img, [role=group], fieldset")
    nothing += [one for one in [*pressed, *named] if not _name(one) and one.get("alt") != ""]
    return [str(one)[:100] for one in nothing]


def _heard(page: BeautifulSoup, selector: str) -> list[Tag]:
    """Those that are not hidden from readers. What a template holds is for a script to name."""
    hidden = "[aria-hidden=true], [aria-hidden=true] *, template *"
    return page.select(f":is({selector}):not({hidden})")


def _name(element: Tag) -> str:
    if element.name == "fieldset":
        return name_of(element.legend) if element.legend else ""
    if element.name == "img":
        return element.get("alt", "")
    if element.name in {"nav", "div", "section", "svg"} and not element.get("aria-labelledby"):
        return element.get("aria-label", "")
    return name_of(element)


def names_of_two_things(page: BeautifulSoup, address: str) -> list[str]:
    """Names under which a page, which is at that address, offers two things (WCAG 2.4.4)."""
    meant: dict[str, set[str]] = {}
    for link in _heard(page, "a[href]"):
        meant.setdefault(name_of(link), set()).add(urljoin(address, link["href"]))
    for number, form in enumerate(page.select("form")):
        for button in _heard(form, "button[type=submit]"):
            done = f"{button.get('formaction')} {button.get('name')}={button.get('value')}"
            meant.setdefault(f"{name_of(button)} of form {number}", set()).add(done)
    return [f"{name}: {sorted(to)}" for name, to in meant.items() if len(to) > 1]


def landmarks_alike(page: BeautifulSoup) -> list[str]:
    """Landmarks of one kind that cannot be told apart, and kinds of which there is one at most."""
    found = [
        (mark.name, mark.get("aria-label") or mark.get("aria-labelledby") or "")
        for mark in page.select(", ".join(LANDMARKS))
        if mark.name not in {"header", "footer"} or mark.parent.name == "body"
    ]
    alike = {mark for mark in found if found.count(mark) > 1}
    mains = [mark for mark in found if mark[0] == "main"]
    return [f"{kind} {name}" for kind, name in sorted(alike)] + ["no main"] * (len(mains) != 1)


def broken_references(page: BeautifulSoup) -> list[str]:
    """Ids that are given twice, and those that something names and nothing has."""
    ids = [one["id"] for one in page.select("[id]")]
    wanted = {
        key for one in page.find_all(True) for name in REFERENCES for key in _list(one.get(name))
    }
    twice = {key for key in ids if ids.count(key) > 1}
    return sorted(twice) + sorted(wanted - set(ids))


def _list(value: str | list[str] | None) -> list[str]:
    return value if isinstance(value, list) else (value or "").split()
