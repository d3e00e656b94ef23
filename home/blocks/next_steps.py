"""Where a reader goes from here."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.blocks.headings import HeadingsMixin


class CallToActionBlock(HeadingsMixin, blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    text = blocks.TextBlock(label=_("Text"), required=False, rows=2)
    service = blocks.PageChooserBlock(
        "services.ServicePage",
        label=_("Service"),
        help_text=_("The button leads to its request form, which remembers this page."),
    )
    label = blocks.CharBlock(
        label=_("Words on the button"), max_length=60, default=_("Request a time")
    )

    class Meta:
        icon = "pick"
        label = _("Call to action")
        group = _("Next step")
        template = "blocks/call_to_action.html"
        description = _("A button to the request form of one service. One on a page is enough.")
        preview_value = {
            "heading": _("When to come"),
            "text": _("If you recognise yourself, it may be worth a session."),
            "service": None,
            "label": _("Request a time"),
        }
