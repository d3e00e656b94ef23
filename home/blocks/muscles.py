"""One muscle of a list: from the library, or in the writer's own words, or both."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.blocks.chosen import SnippetBlock


class MuscleValue(blocks.StructValue):
    """Reads like a muscle of the library; the writer's own words go before the library's."""

    def __str__(self):
        return self.shown_name

    def __bool__(self):
        return bool(self["muscle"] or self["name"])

    @property
    def shown_name(self) -> str:
        return self["name"] or (self["muscle"].name if self["muscle"] else "")

    @property
    def own_words(self) -> str:
        """What the writer says of it, in place of the library's words."""
        return self["text"]

    @property
    def location(self) -> str:
        """Where it is; not beside words of the writer's own, which may say so themselves."""
        return self["muscle"].location if self["muscle"] and not self["text"] else ""

    @property
    def refers_text(self) -> str:
        return self["muscle"].refers_text if self["muscle"] else ""

    @property
    def figure_region(self) -> str:
        return self["muscle"].figure_region if self["muscle"] else ""


class MuscleBlock(blocks.StructBlock):
    """In Python, a muscle or its key alone stands for the one of the library."""

    muscle = SnippetBlock("home.Muscle", label=_("From the library"), required=False)
    name = blocks.CharBlock(
        label=_("Name"),
        required=False,
        max_length=80,
        help_text=_("Left empty, the library's name. Needed for a muscle that is not in it."),
    )
    text = blocks.TextBlock(
        label=_("What it can cause"),
        required=False,
        rows=2,
        help_text=_("Left empty, what the library says of it."),
    )

    class Meta:
        icon = "user"
        label = _("Muscle")
        value_class = MuscleValue

    def clean(self, value):
        value = super().clean(value)
        if not value:
            raise blocks.StructBlockValidationError(
                {"muscle": ValidationError(_("Choose a muscle or enter a name."), code="required")}
            )
        return value

    def normalize(self, value):
        return super().normalize(self._whole(value))

    def to_python(self, value):
        return super().to_python(self._whole(value))

    def bulk_to_python(self, values):
        return super().bulk_to_python([self._whole(value) for value in values])

    @staticmethod
    def _whole(value: Any) -> Any:
        return value if isinstance(value, dict) else {"muscle": value, "name": "", "text": ""}
