"""Advice that has to be seen: when to get help, and what to mind."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.blocks.headings import Heading, HeadingsMixin
from home.blocks.parts import ItemsBlock, ProseBlock


class CareCardValue(blocks.StructValue):
    @property
    def prefix(self) -> str:
        """Says the level to those who do not see the colour."""
        return {
            "emergency": _("Immediate action required:"),
            "urgent": _("Urgent advice:"),
        }.get(self["level"], _("Non-urgent advice:"))


class CareCardBlock(HeadingsMixin, blocks.StructBlock):
    """When to get medical help. The pattern is the NHS service manual's care card:

    three levels, a heading that is one action and ends in "if:", then the signs as a list;
    the level is said in hidden words because colour alone says nothing to some readers.
    """

    level = blocks.ChoiceBlock(
        label=_("How soon"),
        choices=[
            ("non_urgent", _("Non-urgent: see a doctor")),
            ("urgent", _("Urgent: get help today")),
            ("emergency", _("Emergency: call for help now")),
        ],
        default="non_urgent",
    )
    heading = blocks.CharBlock(
        label=_("Heading"),
        max_length=120,
        help_text=_('One action, ending in "if:", such as "Call 112 now if your headache:".'),
    )
    items = ItemsBlock(blocks.CharBlock(label=_("Sign"), max_length=200), label=_("Signs"))
    advice = blocks.TextBlock(
        label=_("What to do"), required=False, rows=2, help_text=_("A sentence under the list.")
    )

    def get_headings(self, value):
        return [Heading(value["heading"], level=3, listed=False)]

    class Meta:
        icon = "warning"
        label = _("When to get help")
        group = _("Safety")
        template = "blocks/care_card.html"
        value_class = CareCardValue
        description = _("Signs that need medical help rather than massage. One of each level.")
        preview_value = {
            "level": "emergency",
            "heading": _("Call 112 now if your headache:"),
            "items": [_("came on suddenly and is the worst you have ever had")],
            "advice": _("Do not wait for a session."),
        }


class CalloutBlock(HeadingsMixin, blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = ProseBlock(label=_("Text"))

    def get_headings(self, value):
        return [Heading(value["heading"], level=3, listed=False)]

    class Meta:
        icon = "info-circle"
        label = _("Callout")
        group = _("Safety")
        template = "blocks/callout.html"
        description = _("Something to mind, set apart. At most two on a page.")
        preview_value = {
            "heading": _("Ask before you take it"),
            "text": _("<p>A doctor or pharmacist can tell whether it suits you.</p>"),
        }
