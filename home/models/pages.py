from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index

from home.blocks import StandardBody, WordsBody
from home.content_checks.panel import ChecksPanel
from home.findable.schema import Node
from home.visible import is_any_page_private


class SitePage(Page):
    """The foundation of every page: how it appears in lists and in search results."""

    listing_summary = models.CharField(
        _("summary for lists"),
        max_length=255,
        blank=True,
        help_text=_(
            "One or two sentences, shown where other pages list this one. Search engines get it "
            "too, unless you write them their own description."
        ),
    )

    sharing_image = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("picture for shared links"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "Appears where somebody shares this page; 1,200 by 630 pixels or more. Left empty, "
            "a picture with the title is made."
        ),
    )

    # What schema.org calls it, among the subtypes of WebPage.
    schema_type = "WebPage"

    # What the content checks expect of pages of this type (home.content_checks).
    needs_call_to_action = False
    needs_review_date = False

    search_fields = [*Page.search_fields, index.SearchField("listing_summary")]

    promote_panels = [
        MultiFieldPanel(["listing_summary"], heading=_("In lists")),
        MultiFieldPanel(["seo_title", "search_description"], heading=_("In search results")),
        MultiFieldPanel(["sharing_image"], heading=_("In shared links")),
        MultiFieldPanel(["slug", "show_in_menus"], heading=_("On this site")),
    ]

    class Meta:
        abstract = True

    @property
    def summary(self) -> str:
        """What a list says of this page."""
        return self.listing_summary

    @property
    def description(self) -> str:
        """What search engines and shared links say of this page."""
        return self.search_description or self.summary

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """Its own and those above it; not asked for while no page of the site is private."""
        if not is_any_page_private():
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    # What its head says; `head` is its PageHead (home.findable.head).

    def page_facts(self, head: Any) -> dict[str, Any]:
        """More properties of the page itself in structured data."""
        return {}

    def structured_data(self, head: Any) -> list[Node | None]:
        """What the page is about, in the words of schema.org (home.findable.schema)."""
        return []

    def article_facts(self, practice: Any) -> dict[str, str]:
        """Open Graph's properties of an article; empty for a page that is none."""
        return {}


class ContentPage(SitePage):
    """A page that opens with a lead: a sentence or two in larger type under the title."""

    lead = models.TextField(
        _("lead"),
        max_length=600,
        blank=True,
        help_text=_("One to three sentences under the title: what a reader finds here."),
    )

    search_fields = [*SitePage.search_fields, index.SearchField("lead")]

    content_panels = [*Page.content_panels, "lead"]

    class Meta:
        abstract = True

    @property
    def summary(self) -> str:
        return self.listing_summary or self.lead


class HomePage(SitePage):
    """The front door; everything else on the site lies below it."""

    hero_heading = models.CharField(
        _("heading"),
        max_length=120,
        help_text=_("The first words a visitor reads: what you do, and for whom."),
    )
    hero_text = models.TextField(
        _("text"), max_length=400, blank=True, help_text=_("One or two sentences about you.")
    )
    hero_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("service behind the button"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Where the button leads. Without a service there is no button."),
    )
    hero_label = models.CharField(
        _("words on the button"),
        max_length=60,
        blank=True,
        help_text=_("Left empty, the button says the name of the service."),
    )
    body = StreamField(
        StandardBody(),
        verbose_name=_("below the services and articles"),
        blank=True,
        help_text=_("Services and the newest articles appear by themselves."),
    )

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "services.ServicesIndexPage",
        "blog.ArticleIndexPage",
        "home.WhereItHurtsPage",
        "home.StandardPage",
        "home.ContactPage",
    ]

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [
                "hero_heading",
                "hero_text",
                PageChooserPanel("hero_page", "services.ServicePage"),
                "hero_label",
            ],
            heading=_("First thing visitors see"),
        ),
        FieldPanel("body"),
        ChecksPanel(),
    ]

    search_fields = [*SitePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    @property
    def summary(self) -> str:
        return self.listing_summary or self.hero_text


class StandardPage(ContentPage):
    """A page of words: about, privacy, accessibility."""

    body = StreamField(WordsBody(), verbose_name=_("body"), blank=True)

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]
    page_description = _("A page of words: about you, privacy, accessibility.")

    content_panels = [*ContentPage.content_panels, "body", ChecksPanel()]
    search_fields = [*ContentPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")


class ContactPage(ContentPage):
    """Where the practice is and how to reach it; the facts come from the practice's settings."""

    body = StreamField(
        StandardBody(),
        verbose_name=_("body"),
        blank=True,
        help_text=_("Address, phone and email appear by themselves, from the practice settings."),
    )

    schema_type = "ContactPage"

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    page_description = _("Address, phone and email, and how to find you.")

    content_panels = [*ContentPage.content_panels, "body", ChecksPanel()]
    search_fields = [*ContentPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("contact page")
        verbose_name_plural = _("contact pages")
