"""The body in a client's words: where it hurts, and which muscles can be behind it."""

from django.db import models
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PreviewableMixin
from wagtail.search import index

from home.blocks import AtHome, CareCards
from home.figures import best_view, pain_choices, region_choices
from home.page_cache.memory import remembered
from home.page_cache.stamps import Stamp


class PainArea(PreviewableMixin, index.Indexed, models.Model):
    """A place where it hurts, as a client would say it ("Jaw", "Lower back").

    It has its own exercises and warnings, so that *Where does it hurt?* need not search the
    bodies of pages for them. Muscles, articles and services point at it.
    """

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

    figure_region = models.CharField(
        _("place in the figures"),
        max_length=30,
        blank=True,
        choices=pain_choices,
        help_text=_(
            "The part of the drawings that visitors point at for it. Left empty, it stands in a "
            "list below the drawings."
        ),
    )
    text = models.TextField(
        _("about pain here"),
        max_length=600,
        blank=True,
        help_text=_("One to three sentences, shown first: how clients describe it."),
    )
    red_flags = StreamField(
        CareCards(),
        verbose_name=_("when to see a doctor first"),
        blank=True,
        help_text=_(
            "Shown before everything else. Left empty, the warnings of the page "
            "“Where does it hurt?” are shown."
        ),
    )
    at_home = StreamField(
        AtHome(),
        verbose_name=_("what helps at home"),
        blank=True,
        help_text=_("Exercises that a client can do alone, the gentlest first."),
    )

    panels = [
        MultiFieldPanel(
            [TitleFieldPanel("name", targets=["slug"]), "text"], heading=_("Where it hurts")
        ),
        FieldPanel("red_flags"),
        FieldPanel("at_home"),
        MultiFieldPanel(
            ["figure_region", "sort_order", "slug"], heading=_("Where visitors find it")
        ),
    ]

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("text"),
        # By which its list in the admin can be sorted.
        index.FilterField("sort_order"),
        index.FilterField("name"),
    ]

    class Meta:
        ordering = ["sort_order", "name"]
        verbose_name = _("area of pain")
        verbose_name_plural = _("areas of pain")
        constraints = [
            models.UniqueConstraint(
                fields=["figure_region"],
                condition=~models.Q(figure_region=""),
                name="pain_area_place_in_figures",
                violation_error_message=_(
                    "Another area of pain has this place in the figures. Choose a free one."
                ),
            )
        ]

    def __str__(self):
        return self.name

    @property
    def has_words(self) -> bool:
        """Whether its page says anything that no other page does: else it is not worth finding."""
        return bool(self.text or self.at_home)

    def get_preview_template(self, request, mode_name):
        return "home/pain_area.html"

    def get_preview_context(self, request, mode_name):
        return super().get_preview_context(request, mode_name) | {
            "area": self,
            "page": None,
        }


@remembered(Stamp.PAGES)
def area_choices() -> list[tuple[str, str]]:
    """Slug and name of each area of pain, in their order."""
    return list(PainArea.objects.values_list("slug", "name"))


class Muscle(PreviewableMixin, index.Indexed, models.Model):
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

    text = models.TextField(
        _("about it"),
        max_length=600,
        blank=True,
        help_text=_("What it does and what tightens it, in a few sentences."),
    )

    panels = [
        MultiFieldPanel(
            [TitleFieldPanel("name", targets=["slug"]), "plain_name", "location", "text"],
            heading=_("The muscle"),
        ),
        MultiFieldPanel(
            ["refers_text", FieldPanel("refers_to", widget=CheckboxSelectMultiple)],
            heading=_("Referred pain"),
        ),
        MultiFieldPanel(["figure_region", "slug"], heading=_("Where visitors find it")),
    ]

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("plain_name"),
        index.AutocompleteField("plain_name"),
        index.FilterField("name"),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("muscle")
        verbose_name_plural = _("muscles")

    def __str__(self):
        return self.name

    def get_preview_template(self, request, mode_name):
        return "home/muscle.html"

    def get_preview_context(self, request, mode_name):
        view = best_view([self.figure_region])
        return super().get_preview_context(request, mode_name) | {
            "muscle": self,
            "muscles": [self],
            "drawing": view and view.draw([self.figure_region]),
            "page": None,
        }
