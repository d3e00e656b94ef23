"""The body in a client's words: where it hurts, and which muscles can be behind it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.search import index

from home.figures import region_choices


class PainArea(index.Indexed, models.Model):
    """A place where it hurts, as a client would say it ("Jaw", "Lower back")."""

    name = models.CharField(_("name"), max_length=60)
    slug = models.SlugField(
        _("short name for addresses"),
        max_length=60,
        unique=True,
        help_text=_("Filled in from the name; used in web addresses."),
    )
    sort_order = models.PositiveSmallIntegerField(
        _("place in the list"), default=0, help_text=_("Lists go from the lowest number up.")
    )

    panels = [TitleFieldPanel("name", targets=["slug"]), FieldPanel("sort_order"), "slug"]

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["sort_order", "name"]
        verbose_name = _("area of pain")
        verbose_name_plural = _("areas of pain")

    def __str__(self):
        return self.name


class Muscle(index.Indexed, models.Model):
    """A muscle, where it is and where its trigger points can send pain.

    Articles choose muscles from here, so a wording is mended once for all of them.
    """

    name = models.CharField(
        _("name"), max_length=80, help_text=_('Its usual name, such as "Upper trapezius".')
    )
    plain_name = models.CharField(
        _("in plain words"),
        max_length=80,
        blank=True,
        help_text=_('What a client would call it, such as "top of the shoulder".'),
    )
    slug = models.SlugField(
        _("short name for addresses"),
        max_length=80,
        unique=True,
        help_text=_("Filled in from the name; used in web addresses."),
    )
    location = models.CharField(
        _("where it is"), max_length=200, help_text=_('Such as "the base of the skull".')
    )
    refers_text = models.CharField(
        _("where it can send pain"),
        max_length=255,
        help_text=_('Goes on from "can send pain to", such as "the temples and behind the eyes".'),
    )
    refers_to = models.ManyToManyField(
        PainArea,
        verbose_name=_("areas it can hurt in"),
        blank=True,
        related_name="muscles",
        help_text=_("Areas of the body, for finding this muscle from a pain."),
    )
    figure_region = models.CharField(
        _("place in the figures"),
        max_length=30,
        blank=True,
        choices=region_choices,
        help_text=_(
            "The drawn muscle that this is. Left empty, it appears in lists but not in figures."
        ),
    )

    panels = [
        MultiFieldPanel(
            [TitleFieldPanel("name", targets=["slug"]), "plain_name", "location", "slug"],
            heading=_("The muscle"),
        ),
        MultiFieldPanel(["refers_text", "refers_to"], heading=_("Referred pain")),
        FieldPanel("figure_region"),
    ]

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("plain_name"),
        index.AutocompleteField("plain_name"),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("muscle")
        verbose_name_plural = _("muscles")

    def __str__(self):
        return self.name
