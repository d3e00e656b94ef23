"""What stands before the body: the title, the lead, and the levels of the headings below."""

from dataclasses import replace

from django.utils.translation import gettext as _

from blog.importing.markers import looks_like_heading
from blog.importing.parts import Heading, Paragraph, Part, Reading
from blog.models import ArticlePage

MAX_TITLE = ArticlePage._meta.get_field("title").max_length
MAX_LEAD = ArticlePage._meta.get_field("lead").max_length


def take_title(reading: Reading, fallback: str) -> str:
    """The title, removed from the parts: the highest heading on top, a short first line, a name."""
    first = next(
        (place for place, part in enumerate(reading.parts) if isinstance(part, Heading)), None
    )
    top = next(
        (
            place
            for place, part in enumerate(reading.parts)
            if isinstance(part, Heading) and part.level == 1 and not part.guessed
        ),
        None,
    )
    place = top if top is not None else 0 if first == 0 else None
    if reading.title and (top is None or reading.title == reading.parts[top].words.text):
        return _shortened(reading, reading.title, at=top)
    if place is not None:
        return _shortened(reading, reading.parts[place].words.text, at=place)
    start = reading.parts[0]
    if isinstance(start, Paragraph) and looks_like_heading(start.words.text):
        title = _shortened(reading, start.words.text, at=0)
        reading.doubts.append(_("The first line was taken for the title."))
        return title
    reading.doubts.append(_("No title was found: give the article one."))
    return (fallback or start_of(reading.parts))[:MAX_TITLE].strip()


def start_of(parts: list[Part]) -> str:
    text = next((part.words.text for part in parts if isinstance(part, Paragraph | Heading)), "")
    return " ".join(text.split()[:8]) or str(_("Imported article"))


def _shortened(reading: Reading, title: str, at: int | None) -> str:
    """The title in the length that there is; a longer one stays in the text as well."""
    title = title.replace("\n", " ")
    if len(title) > MAX_TITLE:
        reading.doubts.append(_("The title was too long and is also the first paragraph."))
        if at is not None:
            reading.parts[at] = Paragraph(reading.parts[at].words)
        return title[: MAX_TITLE - 1].rsplit(" ", 1)[0] + "…"
    if at is not None:
        _drop_own_doubt(reading, reading.parts.pop(at))
    return title


def _drop_own_doubt(reading: Reading, part: Part) -> None:
    """A title by its shape is doubted as the title, not as a heading."""
    if isinstance(part, Heading) and part.guessed:
        doubt = _("Read as a heading: “%(words)s”.") % {"words": part.words.text}
        reading.doubts.remove(doubt)
        reading.doubts.append(_("The first line was taken for the title."))


def take_lead(reading: Reading) -> str:
    """The first paragraph, removed from the parts, if it can stand alone as a lead."""
    place = next(
        (
            place
            for place, part in enumerate(reading.parts)
            if isinstance(part, Paragraph) and part.is_lead
        ),
        0,
    )
    if len(reading.parts) < 2 or place > 1:
        return ""
    part = reading.parts[place]
    if not isinstance(part, Paragraph):
        reading.doubts.append(_("There is no paragraph under the title that could be the lead."))
        return ""
    if len(part.words.text) > MAX_LEAD or part.words.links:
        reading.doubts.append(
            _("The first paragraph is too long for a lead or has a link: write a lead of your own.")
        )
        return ""
    reading.parts.pop(place)
    return part.words.text


def set_levels(parts: list[Part]) -> list[Part]:
    """Sections on level 2, all below them on level 3, and no sub-heading before a section."""
    levels = sorted({part.level for part in parts if isinstance(part, Heading)})
    highest = levels[0] if levels else 2
    placed: list[Part] = []
    has_section = False
    for part in parts:
        if isinstance(part, Heading):
            level = 2 if part.level == highest or not has_section else 3
            has_section = True
            placed.append(replace(part, level=level))
        else:
            placed.append(part)
    return placed
