"""Exercises at home, in fields rather than prose, so that each looks and prints the same."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import blocks
from wagtail.blocks.stream_block import StreamValue

from home.blocks.headings import Heading, HeadingsMixin
from home.blocks.lists import heading_block, intro_block
from home.blocks.parts import ItemsBlock

EXERCISE_PREVIEW = {
    "name": _("Neck stretch"),
    "position": _("Sit on a chair with both feet on the floor."),
    "steps": [_("Tilt your head to one side."), _("Let the other shoulder sink.")],
    "hold_min": 20,
    "hold_max": 30,
    "repeats": 2,
    "sides": "each",
    "frequency": _("Twice a day"),
    "stop_if": _("it turns sharp."),
}


class ExerciseValue(blocks.StructValue):
    @property
    def doses(self) -> list[str]:
        """How long, how often: the short facts of the exercise, in the order of doing it."""
        return [dose for dose in [self.hold, self.repetition, self["frequency"]] if dose]

    @property
    def hold(self) -> str:
        low, high = self["hold_min"] or self["hold_max"], self["hold_max"] or self["hold_min"]
        if not low:
            return ""
        if low == high:
            return ngettext("Hold %(n)s second", "Hold %(n)s seconds", low) % {"n": low}
        return _("Hold %(low)s to %(high)s seconds") % {"low": low, "high": high}

    @property
    def timer_seconds(self) -> int:
        """How long a timer runs: the longest hold, which may be left early. 0 for none."""
        return self["hold_max"] or self["hold_min"] or 0

    @property
    def timer_rounds(self) -> int:
        """How many holds make the exercise, both sides counted."""
        return (self["repeats"] or 1) * (2 if self["sides"] else 1)

    @property
    def repetition(self) -> str:
        times = self["repeats"]
        if not times:
            return str(_("Each side")) if self["sides"] else ""
        if self["sides"]:
            words = ngettext("Each side %(n)s time", "Each side %(n)s times", times)
        else:
            words = ngettext("Repeat %(n)s time", "Repeat %(n)s times", times)
        return words % {"n": times}


def has_holds(stream: StreamValue) -> bool:
    """Whether any exercise in it is held for a time."""
    return any(exercise.timer_seconds for exercise in _exercises(stream))


def _exercises(stream: StreamValue) -> Iterator[ExerciseValue]:
    for child in stream:
        if child.block_type == "exercise":
            yield child.value
        elif child.block_type == "exercises":
            yield from child.value["exercises"]


class ExerciseBlock(HeadingsMixin, blocks.StructBlock):
    name = blocks.CharBlock(label=_("Name"), max_length=120)
    position = blocks.TextBlock(
        label=_("Position"), required=False, rows=2, help_text=_("How to sit, stand or lie.")
    )
    steps = ItemsBlock(blocks.TextBlock(label=_("Step"), rows=2), label=_("Steps"))
    hold_min = blocks.IntegerBlock(
        label=_("Hold, at least (seconds)"), required=False, min_value=1, max_value=600
    )
    hold_max = blocks.IntegerBlock(
        label=_("Hold, at most (seconds)"), required=False, min_value=1, max_value=600
    )
    repeats = blocks.IntegerBlock(label=_("Repeats"), required=False, min_value=1, max_value=100)
    sides = blocks.ChoiceBlock(label=_("Sides"), choices=[("each", _("Each side"))], required=False)
    frequency = blocks.CharBlock(
        label=_("How often"), required=False, max_length=80, help_text=_('Such as "Twice a day".')
    )
    stop_if = blocks.CharBlock(
        label=_("Stop if"),
        required=False,
        max_length=200,
        help_text=_('Goes on from "Stop if", such as "you feel dizzy or numb".'),
    )

    def get_headings(self, value):
        return [Heading(value["name"], level=3)]

    def clean(self, value):
        value = super().clean(value)
        low, high = value["hold_min"], value["hold_max"]
        if low and high and low > high:
            raise blocks.StructBlockValidationError(
                {
                    "hold_max": ValidationError(
                        _("Enter at least the %(seconds)s seconds of the shortest hold."),
                        code="order",
                        params={"seconds": low},
                    )
                }
            )
        return value

    class Meta:
        icon = "time"
        label = _("Exercise")
        group = _("At home")
        template = "blocks/exercise.html"
        value_class = ExerciseValue
        description = _("One exercise: position, steps, how long, how often, when to stop.")
        preview_value = EXERCISE_PREVIEW


class ExercisesBlock(HeadingsMixin, blocks.StructBlock):
    heading = heading_block()
    intro = intro_block()
    exercises = ItemsBlock(ExerciseBlock(), label=_("Exercises"))

    def get_headings(self, value):
        names = [
            Heading(exercise["name"], level=3, listed=False) for exercise in value["exercises"]
        ]
        return [*super().get_headings(value), *names]

    class Meta:
        icon = "history"
        label = _("Exercises")
        group = _("At home")
        template = "blocks/exercises.html"
        description = _("Several exercises under one heading.")
        preview_value = {
            "heading": _("Things to try at home"),
            "intro": _("Gently, and never into sharp pain."),
            "exercises": [EXERCISE_PREVIEW],
        }
