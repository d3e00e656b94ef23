"""What sessions cost, taken from the services, so that a price is changed in one place."""

from decimal import Decimal
from functools import cached_property

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.blocks.chosen import PageBlock
from home.blocks.headings import HeadingsMixin
from home.blocks.lists import heading_block, intro_block


class PriceListValue(blocks.StructValue):
    @cached_property
    def chosen(self) -> list:
        """The chosen services that are published, each with its lengths and prices."""
        services = [service for service in self["services"] if service and service.live]
        prefetch_related_objects(services, "lengths")
        return services


class ExtraBlock(blocks.StructBlock):
    what = blocks.CharBlock(label=_("What"), max_length=120)
    price = blocks.DecimalBlock(label=_("Price"), min_value=Decimal(0), decimal_places=2)


class PriceListBlock(HeadingsMixin, blocks.StructBlock):
    heading = heading_block()
    intro = intro_block()
    services = blocks.ListBlock(
        PageBlock("services.ServicePage", label=_("Service")),
        label=_("Services"),
        default=[],
        help_text=_("Lengths and prices come from their pages. Left empty, it lists all services."),
    )
    extras = blocks.ListBlock(
        ExtraBlock(label=_("Extra")),
        label=_("Other prices"),
        default=[],
        help_text=_('What is no service of its own, such as "Home visit, extra".'),
    )
    note = blocks.CharBlock(
        label=_("Note"),
        required=False,
        max_length=200,
        help_text=_('Under the list, such as "Cash or card".'),
    )

    class Meta:
        icon = "table"
        label = _("Price list")
        group = _("Lists")
        template = "blocks/price_list.html"
        value_class = PriceListValue
        description = _("What each service costs, in a table that follows the services' pages.")
        preview_value = {
            "heading": _("Prices"),
            "intro": _("You pay after the session."),
            "services": [],
            "extras": [{"what": _("Home visit, extra"), "price": Decimal(20)}],
            "note": _("Cash or card."),
        }
