from datetime import datetime, timedelta
from math import ceil

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index

from blog.article_lists import ArticleLists
from blog.models.topics import ArticleTag, Topic
from blog.querysets import ArticleQuerySet
from blog.structured_data import article_facts, article_node, blog_node
from home.blocks import ArticleBody
from home.blocks.composed import count_words
from home.content_checks.panel import ChecksPanel
from home.models import ContentPage, ExerciseSheetMixin

# Adults read some 238 words of non-fiction a minute (Brysbaert 2019, 10.1016/j.jml.2019.104047);
# a little less, because lists and exercises ask for a pause.
WORDS_A_MINUTE = 220
# A slip mended on the day of publishing is no news to a reader.
UPDATED_AFTER = timedelta(days=1)


class ArticleIndexPage(ArticleLists, RoutablePageMixin, ContentPage):
    """All articles, the newest first; those of a topic or a tag at addresses of their own."""

    schema_type = "CollectionPage"

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["blog.ArticlePage"]

    content_panels = [*ContentPage.content_panels, ChecksPanel()]

    class Meta:
        verbose_name = _("list of articles")
        verbose_name_plural = _("lists of articles")

    def structured_data(self, head):
        return [blog_node(self, head)]

    def get_sitemap_urls(self, request=None):
        """This list and that of every topic, each as new as its newest change."""
        here = super().get_sitemap_urls(request)
        if not here:
            return here
        articles = ArticlePage.objects.child_of(self).visible()
        topics = Topic.objects.used_by(articles).changed(articles)
        base = self.get_full_url(request)
        return here + [
            {"location": f"{base}{self.reverse_subpage('topic', [topic.slug])}", "lastmod": last}
            for topic in topics
            if (last := topic.changed_at)
        ]

    def get_articles(self):
        """The pages of its articles, the newest first (ArticleQuerySet.listed)."""
        return ArticlePage.objects.listed().child_of(self)

    def cards_of(self, articles):
        """A slice of `get_articles`, for cards."""
        return ArticlePage.objects.those_of(articles).for_cards()


class ArticlePage(ExerciseSheetMixin, ContentPage):
    """One article; its body is made of parts, so that each keeps its own shape."""

    body = StreamField(ArticleBody(), verbose_name=_("body"), blank=True)
    topics = ParentalManyToManyField(
        Topic,
        verbose_name=_("topics"),
        blank=True,
        related_name="articles",
        help_text=_("Readers can list the articles of a topic."),
    )
    tags = ClusterTaggableManager(
        through=ArticleTag,
        verbose_name=_("tags"),
        blank=True,
        help_text=_("Finer than topics, as many as you like. Separate them with commas."),
    )
    pain_areas = ParentalManyToManyField(
        "home.PainArea",
        verbose_name=_("explains pain here"),
        blank=True,
        related_name="articles",
        help_text=_("“Where does it hurt?” leads from these areas to this article."),
    )
    author_name = models.CharField(
        _("author"),
        max_length=80,
        blank=True,
        help_text=_("Left empty, the practice is named as the author."),
    )
    reviewed_on = models.DateField(
        _("last reviewed"),
        null=True,
        blank=True,
        help_text=_("The day on which you last read the whole article and found it right."),
    )
    next_review_on = models.DateField(_("next review due"), null=True, blank=True)

    needs_call_to_action = True
    needs_review_date = True

    parent_page_types = ["blog.ArticleIndexPage"]
    subpage_types = []

    content_panels = [
        *ContentPage.content_panels,
        "body",
        FieldPanel("pain_areas", widget=CheckboxSelectMultiple),
        MultiFieldPanel(
            [FieldPanel("topics", widget=CheckboxSelectMultiple), "tags"],
            heading=_("What it is about"),
        ),
        MultiFieldPanel(
            ["author_name", "reviewed_on", "next_review_on"], heading=_("Author and review")
        ),
        ChecksPanel(),
    ]
    search_fields = [
        *ContentPage.search_fields,
        index.SearchField("body"),
        index.SearchField("author_name"),
        index.RelatedFields("topics", [index.SearchField("name")]),
        index.RelatedFields("tags", [index.SearchField("name")]),
    ]

    objects = PageManager.from_queryset(ArticleQuerySet)()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def clean(self):
        super().clean()
        if self.reviewed_on and self.next_review_on and self.next_review_on <= self.reviewed_on:
            raise ValidationError(
                {"next_review_on": _("Enter a day after the last review.")}, code="order"
            )

    def page_facts(self, head):
        return {"lastReviewed": self.reviewed_on.isoformat()} if self.reviewed_on else {}

    def structured_data(self, head):
        return [article_node(self, head)]

    def article_facts(self, practice):
        return article_facts(self, practice)

    @cached_property
    def topic_list(self) -> list[Topic]:
        """Its topics, read once for the page and its head."""
        return list(self.topics.all())

    @property
    def section(self) -> str:
        """The first of its topics; empty without any."""
        return self.topic_list[0].name if self.topic_list else ""

    @property
    def published_at(self) -> datetime:
        """When it was first published; now, in a preview of one that never was."""
        return self.first_published_at or timezone.now()

    @property
    def updated_at(self) -> datetime | None:
        """When it was last changed; None if that was as good as when it was published."""
        first, last = self.first_published_at, self.last_published_at
        return last if first and last and last - first >= UPDATED_AFTER else None

    @property
    def reading_minutes(self) -> int:
        return max(1, ceil(count_words(self.body) / WORDS_A_MINUTE))
