"""From the parts of a reading to the blocks of an article."""

from typing import Any

from django.utils.translation import gettext as _

from blog.importing import blocks
from blog.importing.calls import find_call
from blog.importing.draft import Draft
from blog.importing.exercises import exercise_of
from blog.importing.front import set_levels, take_lead, take_title
from blog.importing.muscles import Library
from blog.importing.parts import (
    Heading,
    Item,
    Listing,
    Paragraph,
    Part,
    Picture,
    Quotation,
    Reading,
)

MAX_HEADING = 120
MAX_POINT = 200
MAX_QUOTE = 600
MAX_ATTRIBUTION = 120


def compose(reading: Reading, *, fallback_title: str = "") -> Draft:
    """The article that a reading makes. The reading is used up."""
    title = take_title(reading, fallback_title)
    draft = Draft(title=title, lead=take_lead(reading), pictures=reading.pictures)
    if reading.title and reading.title != title:
        draft.search_title = reading.title[:255]
        reading.doubts.append(
            _("“%(words)s” became the title for search results.") % {"words": draft.search_title}
        )
    composer = Composer(draft)
    parts = set_levels(reading.parts)
    call = find_call(parts)
    start, end = call or (len(parts), len(parts))
    for part in parts[:start]:
        composer.add(part)
    if call:
        composer.call(parts[start:end])
    for part in parts[end:]:
        composer.add(part)
    composer.end_text()
    draft.doubts = list(dict.fromkeys(reading.doubts + draft.doubts))
    return draft


class Composer:
    """Gathers running text until a part comes that is a block of its own."""

    def __init__(self, draft: Draft):
        self.draft = draft
        self.library = Library()
        self.text: list[Part] = []

    def add(self, part: Part) -> None:
        match part:
            case Listing():
                self.listing(part)
            case Picture():
                self.picture(part)
            case Quotation():
                self.quotation(part)
            case _:
                self.text.append(part)

    def doubt(self, sentence: str, **words: object) -> None:
        self.draft.doubts.append(sentence % words)

    def block(self, kind: str, value: Any) -> None:
        self.end_text()
        self.draft.body.append({"type": kind, "value": value})

    def end_text(self) -> None:
        if self.text:
            self.draft.body.append({"type": "text", "value": blocks.rich_text(self.text)})
            self.text = []

    # --- Lists: muscles first, then exercises, then a checklist, then a plain list -------

    def listing(self, listing: Listing) -> None:
        if not self.muscles(listing) and not self.exercises(listing):
            self.plain_or_checklist(listing)

    def muscles(self, listing: Listing) -> bool:
        if not listing.is_flat:
            return False
        muscles = self.library.read([item.words.text for item in listing.items], self.context())
        if not muscles:
            return False
        self.name_lost_links(listing)
        for muscle in muscles:
            if not muscle["muscle"]:
                self.doubt(_("“%(name)s” is not in your library of muscles."), name=muscle["name"])
        value = self.heading_and_intro() | {"view": "", "muscles": muscles}
        self.block("muscle_list", value)
        return True

    def context(self) -> str:
        return " ".join(
            part.words.text for part in self.text[-2:] if isinstance(part, Paragraph | Heading)
        )

    def exercises(self, listing: Listing) -> bool:
        found = [self.exercise(item) for item in listing.items]
        if not any(found):
            return False
        between: list[Item] = []
        for item, exercise in zip(listing.items, found, strict=True):
            if exercise is None:
                between.append(item)
                continue
            self.rest_of_list(between, listing)
            between = []
            fields, is_named = exercise
            if not is_named:
                self.doubt(
                    _("An exercise needs a name of its own: “%(name)s”."), name=fields["name"]
                )
            self.name_lost_links(Listing((item,)))
            self.block("exercise", fields)
        self.rest_of_list(between, listing)
        return True

    def exercise(self, item: Item) -> tuple[dict, bool] | None:
        if not all(listing.is_flat for listing in item.below):
            return None
        below = [step.words.text for listing in item.below for step in listing.items]
        return exercise_of(item.words.text, below)

    def rest_of_list(self, items: list[Item], listing: Listing) -> None:
        if items:
            # Its numbers would begin anew after each exercise.
            is_ordered = listing.is_ordered and len(items) == len(listing.items)
            self.plain_or_checklist(Listing(tuple(items), is_ordered))

    def plain_or_checklist(self, listing: Listing) -> None:
        boxes = sum(item.box is not None for item in listing.items)
        texts = [item.words.text for item in listing.items]
        if (
            boxes * 2 < len(texts)
            or not boxes
            or not listing.is_flat
            or any(
                len(text) > MAX_POINT or item.words.links
                for text, item in zip(texts, listing.items, strict=True)
            )
        ):
            self.text.append(listing)
            return
        if boxes < len(texts):
            self.doubt(_("Not every point of a checklist had a box: “%(first)s”."), first=texts[0])
        items = [text.replace("\n", " ") for text in texts]
        self.block("checklist", self.heading_and_intro() | {"items": items, "closing": ""})

    def heading_and_intro(self) -> dict[str, str]:
        """The section's heading and the one plain sentence under it, taken from the text before.

        What has markup or is more than that stays where it is.
        """
        intro = self.text[-1] if self.text else None
        is_intro = isinstance(intro, Paragraph) and intro.words.is_plain
        above = self.text[-2] if is_intro and len(self.text) > 1 else None if is_intro else intro
        has_heading = (
            isinstance(above, Heading) and above.level == 2 and len(above.words.text) <= MAX_HEADING
        )
        is_intro = is_intro and (has_heading or intro.words.text.endswith(":"))
        fields = {
            "heading": above.words.text if has_heading else "",
            "intro": intro.words.text if is_intro else "",
        }
        taken = has_heading + is_intro
        self.text = self.text[: len(self.text) - taken]
        return fields

    def name_lost_links(self, listing: Listing) -> None:
        for item in listing.items:
            for link in item.words.links:
                self.doubt(_("A link was left out of a list: %(link)s."), link=link)

    # --- Other parts ---------------------------------------------------------------------

    def picture(self, picture: Picture) -> None:
        if not picture.source and not picture.alt and not picture.caption:
            return
        image = {"image": picture.source, "decorative": False, "alt_text": picture.alt}
        self.block("image", {"image": image, "caption": picture.caption})

    def quotation(self, quotation: Quotation) -> None:
        *said, last = [words.text for words in quotation.paragraphs]
        is_signed = bool(said) and last[0] in "—–-" and len(last) <= MAX_ATTRIBUTION
        attribution = last.lstrip("—–- ") if is_signed else ""
        text = "\n".join(said if is_signed else [*said, last])
        if len(text) > MAX_QUOTE:
            self.text += [Paragraph(words) for words in quotation.paragraphs]
            return
        self.block("quote", {"text": text, "attribution": attribution})

    def call(self, parts: list[Part]) -> None:
        """The closing call to action, with the section's heading where one is just above."""
        closing = [part.words for part in parts if isinstance(part, Paragraph)]
        fields = self.heading_above() if closing else {"heading": ""}
        headings = [part.words for part in parts if isinstance(part, Heading)]
        if headings and len(headings[0].text) <= MAX_HEADING:
            fields = {"heading": headings[0].text}
        else:
            closing = headings + closing
        for link in dict.fromkeys(link for words in closing for link in words.links):
            self.doubt(_("The button leads to your own request form, not to %(link)s."), link=link)
        service, is_sure = blocks.service_for(self.draft.title, [words.text for words in closing])
        if not is_sure:
            self.doubt(_("Choose the service that the button at the end leads to."))
        self.block("call_to_action", fields | blocks.call_fields(closing) | {"service": service})

    def heading_above(self) -> dict[str, str]:
        above = self.text[-1] if self.text else None
        if isinstance(above, Heading) and above.level == 2 and len(above.words.text) <= MAX_HEADING:
            self.text.pop()
            return {"heading": above.words.text}
        return {"heading": ""}
