"""Where a reader goes from here."""

from functools import cached_property

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page

from home.blocks.chosen import PageBlock
from home.blocks.headings import HeadingsMixin
from home.blocks.parts import ItemsBlock
from home.visible import visible


class CallToActionBlock(HeadingsMixin, blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    text = blocks.TextBlock(label=_("Text"), required=False, rows=2)
    service = PageBlock(
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


class RelatedPagesValue(blocks.StructValue):
    @cached_property
    def present(self) -> list[Page]:
        """Those of the chosen pages that every visitor may read, in the order of choosing."""
        chosen = [page.pk for page in self["pages"] if page]
        pages = visible(Page.objects.filter(pk__in=chosen)).defer_streamfields().specific()
        by_key = {page.pk: page for page in pages} if chosen else {}
        return [by_key[key] for key in chosen if key in by_key]


class RelatedPagesBlock(HeadingsMixin, blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=120, default=_("Read next"))
    pages = ItemsBlock(
        PageBlock(label=_("Page")),
        label=_("Pages"),
        max_num=6,
        help_text=_("Shown with their summaries. A page that is not published is left out."),
    )

    class Meta:
        icon = "link"
        label = _("Related pages")
        group = _("Next step")
        template = "blocks/related_pages.html"
        value_class = RelatedPagesValue
        description = _("Cards that lead to other pages of this site. One set on a page.")

    def get_preview_value(self):
        """The newest pages of the site."""
        pages = list(Page.objects.live().filter(depth__gt=2).order_by("-pk")[:3])
        return self.normalize({"heading": _("Read next"), "pages": pages})
