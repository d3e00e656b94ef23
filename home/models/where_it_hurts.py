from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.search import index

from home.blocks import CareCards
from home.content_checks.panel import ChecksPanel
from home.figures.places import PainAtlas, pain_atlas
from home.findable.subpages import Subpage
from home.models.body import PainArea
from home.models.pages import ContentPage


class WhereItHurtsPage(RoutablePageMixin, ContentPage):
    """Figures to point at, and below them an address for every area of pain.

    What an area's page says comes from the area, from the muscles that point at it, and by
    template tags from articles and services. It is only for reading: areas that a visitor ticks
    for a request travel by POST, from a form that the template brings in.
    """

    red_flags = StreamField(
        CareCards(),
        verbose_name=_("when to see a doctor first"),
        blank=True,
        help_text=_(
            "Shown first on the page of every area of pain that has no warnings of its own."
        ),
    )

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    page_description = _("Drawings to point at: muscles, exercises and services for each pain.")

    content_panels = [*ContentPage.content_panels, "red_flags", ChecksPanel()]
    search_fields = [*ContentPage.search_fields, index.SearchField("red_flags")]

    class Meta:
        verbose_name = _("page “Where does it hurt?”")
        verbose_name_plural = _("pages “Where does it hurt?”")

    @path("<slug:slug>/", name="area")
    def area(self, request: HttpRequest, slug: str) -> HttpResponse:
        """What can be behind pain in one area, and what can be done about it."""
        area = get_object_or_404(PainArea, slug=slug)
        return self.render(
            request,
            template="home/pain_area.html",
            context_overrides={"area": area, "subpage": self._subpage(area)},
        )

    def _subpage(self, area: PainArea) -> Subpage:
        address = f"{self.full_url or ''}{self.reverse_subpage('area', kwargs={'slug': area.slug})}"
        return Subpage(address, area.name, area.text, indexed=area.has_words)

    def get_areas(self) -> QuerySet[PainArea]:
        return PainArea.objects.defer("red_flags", "at_home")

    def get_atlas(self) -> PainAtlas:
        """The figures with the areas that each of them shows."""
        return pain_atlas(self.get_areas())

    def get_sitemap_urls(self, request=None):
        """This page and the page of every area that has words of its own."""
        here = super().get_sitemap_urls(request)
        if not here:
            return here
        base = self.get_full_url(request)
        # When an area was changed is not known, and a wrong date is worse than none.
        areas = [
            {"location": base + self.reverse_subpage("area", kwargs={"slug": area.slug})}
            for area in PainArea.objects.defer("red_flags")
            if area.has_words
        ]
        return [*here, *areas]
