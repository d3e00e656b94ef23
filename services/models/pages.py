from django.forms import CheckboxSelectMultiple
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList, TabbedInterface
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index

from home.blocks import ServiceBody, StandardBody
from home.content_checks.panel import ChecksPanel
from home.models import ContentPage
from home.visible import visible
from services.forms import ServicePageForm
from services.models.booking_options import BookingOptions, booking_panels
from services.querysets import ServiceQuerySet
from services.structured_data import service_node, services_node


class ServicesIndexPage(ContentPage):
    """All services, in the order of the page tree."""

    body = StreamField(
        StandardBody(),
        verbose_name=_("below the services"),
        blank=True,
        help_text=_("The services appear by themselves; add a price list or words of your own."),
    )

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["services.ServicePage"]

    content_panels = [*ContentPage.content_panels, "body", ChecksPanel()]
    search_fields = [*ContentPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("list of services")
        verbose_name_plural = _("lists of services")

    schema_type = "CollectionPage"

    def get_services(self):
        """Read once, however often it is asked for."""
        return self._services

    @cached_property
    def _services(self):
        return visible(ServicePage.objects.child_of(self)).in_menu_order().for_cards()

    def structured_data(self, head):
        return [services_node(self.get_services(), head)]


class ServicePage(BookingOptions, ContentPage):
    """One kind of session: what it is, what it costs, and how it takes requests."""

    body = StreamField(ServiceBody(), verbose_name=_("body"), blank=True)
    pain_areas = ParentalManyToManyField(
        "home.PainArea",
        verbose_name=_("good for"),
        blank=True,
        related_name="services",
        help_text=_("Areas of pain that this session can help with."),
    )

    parent_page_types = ["services.ServicesIndexPage"]
    subpage_types = []
    base_form_class = ServicePageForm

    content_panels = [
        *ContentPage.content_panels,
        InlinePanel(
            "lengths", heading=_("Lengths and prices"), label=_("Length and price"), min_num=1
        ),
        FieldPanel("pain_areas", widget=CheckboxSelectMultiple),
        "body",
        ChecksPanel(),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Content")),
            ObjectList(booking_panels, heading=_("Booking")),
            ObjectList(ContentPage.promote_panels, heading=_("Promote")),
            ObjectList(ContentPage.settings_panels, heading=_("Settings")),
        ]
    )
    search_fields = [*ContentPage.search_fields, index.SearchField("body")]

    objects = PageManager.from_queryset(ServiceQuerySet)()

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")

    def structured_data(self, head):
        return [service_node(self, head)]
