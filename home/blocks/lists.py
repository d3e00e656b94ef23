"""Lists with a heading: clues, steps, what to bring."""

import re

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.blocks.headings import Heading, HeadingsMixin
from home.blocks.parts import ItemsBlock

# In every language of the site: it is typed in whichever the page is written in.
DO_NOT = re.compile(r"^\s*(?:do not|don['’]t|nicht|kein(?:e[nmrs]?)?)\b\s*:?\s*", re.IGNORECASE)


def heading_block():
    return blocks.CharBlock(label=_("Heading"), required=False, max_length=120)


def intro_block():
    return blocks.TextBlock(
        label=_("Introduction"),
        required=False,
        rows=2,
        help_text=_("A sentence under the heading."),
    )


class ChecklistBlock(HeadingsMixin, blocks.StructBlock):
    heading = heading_block()
    intro = intro_block()
    items = ItemsBlock(blocks.CharBlock(label=_("Point"), max_length=200), label=_("Points"))
    closing = blocks.TextBlock(
        label=_("Closing words"), required=False, rows=2, help_text=_("A sentence under the list.")
    )

    class Meta:
        icon = "tasks"
        label = _("Checklist")
        group = _("Lists")
        template = "blocks/checklist.html"
        description = _("Points with ticks, for readers to recognise themselves in.")
        preview_value = {
            "heading": _("Could yours be muscular?"),
            "intro": _("These are clues, not a diagnosis."),
            "items": [
                _("it starts at the base of the skull"),
                _("long days at a screen make it worse"),
            ],
            "closing": _("Two or more of them may be worth a session."),
        }


class DoAndDontBlock(HeadingsMixin, blocks.StructBlock):
    """Both lists one under the other, never side by side; every don't starts with "do not".

    The pattern is the NHS service manual's. The words "do not" are printed, not typed, so that
    none of them can lack it.
    """

    heading = heading_block()
    dos = ItemsBlock(
        blocks.CharBlock(label=_("Point"), max_length=200),
        label=_("Do"),
        help_text=_('Each a thing to do, such as "stop while it is still comfortable".'),
    )
    donts = ItemsBlock(
        blocks.CharBlock(label=_("Point"), max_length=200),
        label=_("Don't"),
        help_text=_('Each goes on from "do not", such as "press where it is numb".'),
    )

    def get_headings(self, value):
        both = [Heading(str(text), level=3, listed=False) for text in (_("Do"), _("Don't"))]
        return [*super().get_headings(value), *both]

    def clean(self, value):
        value = super().clean(value)
        for index, words in enumerate(value["donts"]):
            value["donts"][index] = DO_NOT.sub("", words)
        return value

    class Meta:
        icon = "check"
        label = _("Do and don't")
        group = _("Lists")
        template = "blocks/do_and_dont.html"
        description = _("What to do, and below it what not to do.")
        preview_value = {
            "heading": _("When you try this at home"),
            "dos": [_("stop while it is still comfortable"), _("breathe slowly")],
            "donts": [_("press where it is numb"), _("pull with your hand")],
        }


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Step"), max_length=120)
    text = blocks.TextBlock(label=_("What happens"), required=False, rows=2)


class StepsBlock(HeadingsMixin, blocks.StructBlock):
    heading = heading_block()
    intro = intro_block()
    steps = ItemsBlock(StepBlock(label=_("Step")), label=_("Steps"))

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        group = _("Lists")
        template = "blocks/steps.html"
        description = _("Numbered steps, such as the course of a session.")
        preview_value = {
            "heading": _("What a session feels like"),
            "intro": "",
            "steps": [
                {"title": _("We talk."), "text": _("About where it hurts and since when.")},
                {"title": _("I look for the spot."), "text": _("With light pressure first.")},
            ],
        }


class BeforeYouComeBlock(HeadingsMixin, blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=120, default=_("Before you come"))
    items = ItemsBlock(blocks.CharBlock(label=_("Point"), max_length=200), label=_("Points"))

    class Meta:
        icon = "clipboard-list"
        label = _("Before you come")
        group = _("Lists")
        template = "blocks/before_you_come.html"
        description = _("What to bring, wear or know before a session.")
        preview_value = {
            "heading": _("Before you come"),
            "items": [_("Eat something light."), _("Wear what you can move in.")],
        }
