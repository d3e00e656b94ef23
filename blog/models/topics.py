"""What articles are about: a few topics that lead through them, and tags as many as she likes."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import TitleFieldPanel
from wagtail.search import index

from blog.querysets import TopicQuerySet


class Topic(index.Indexed, models.Model):
    """A subject with a list of its own among the articles ("Headaches", "At home")."""

    name = models.CharField(_("name"), max_length=60)
    slug = models.SlugField(
        _("short name for addresses"),
        max_length=60,
        unique=True,
        help_text=_("Filled in from the name; used in web addresses."),
    )
    intro = models.TextField(
        _("introduction"),
        max_length=400,
        blank=True,
        help_text=_("A sentence or two above the articles of this topic."),
    )

    panels = [TitleFieldPanel("name", targets=["slug"]), "intro", "slug"]

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("name"),  # by which its list in the admin can be sorted
    ]

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self):
        return self.name


class ArticleTag(TaggedItemBase):
    """A tag on an article."""

    content_object = ParentalKey(
        "blog.ArticlePage", on_delete=models.CASCADE, related_name="tagged_items"
    )

    class Meta:
        verbose_name = _("tag of an article")
        verbose_name_plural = _("tags of articles")
