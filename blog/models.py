from datetime import datetime
from math import ceil

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index

from blog.querysets import ArticleQuerySet
from home.blocks import ArticleBody
from home.models import ContentPage

# Adults read some 238 words of non-fiction a minute (Brysbaert 2019, 10.1016/j.jml.2019.104047);
# a little less, because lists and exercises ask for a pause.
WORDS_A_MINUTE = 220


class ArticleIndexPage(ContentPage):
    """All articles, the newest first."""

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["blog.ArticlePage"]

    class Meta:
        verbose_name = _("list of articles")
        verbose_name_plural = _("lists of articles")

    def get_articles(self):
        return ArticlePage.objects.child_of(self).live().public().newest_first().for_cards()


class ArticlePage(ContentPage):
    """One article; its body is made of parts, so that each keeps its own shape."""

    body = StreamField(ArticleBody(), verbose_name=_("body"), blank=True)
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

    parent_page_types = ["blog.ArticleIndexPage"]
    subpage_types = []

    content_panels = [
        *ContentPage.content_panels,
        "body",
        MultiFieldPanel(
            ["author_name", "reviewed_on", "next_review_on"], heading=_("Author and review")
        ),
    ]
    search_fields = [
        *ContentPage.search_fields,
        index.SearchField("body"),
        index.SearchField("author_name"),
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

    @property
    def published_at(self) -> datetime:
        """When it was first published; now, in a preview of one that never was."""
        return self.first_published_at or timezone.now()

    @property
    def reading_minutes(self) -> int:
        texts = self.body.stream_block.get_searchable_content(self.body)
        words = sum(len(str(text).split()) for text in texts)
        return max(1, ceil(words / WORDS_A_MINUTE))
