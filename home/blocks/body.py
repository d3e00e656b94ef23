"""Muscles and where they send pain."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from home.blocks.headings import HeadingsMixin
from home.blocks.lists import heading_block, intro_block
from home.blocks.muscles import MuscleBlock
from home.blocks.parts import ItemsBlock
from home.figures import VIEWS, Drawing, view_choices


class MuscleListValue(blocks.StructValue):
    @property
    def present(self) -> list:
        """The muscles that still exist; a deleted one leaves at most its words behind."""
        return [muscle for muscle in self["muscles"] if muscle]

    @property
    def drawing(self) -> Drawing | None:
        """The figure with these muscles on; None if no view is chosen or it has none of them."""
        view = VIEWS.get(self["view"] or "")
        drawing = view and view.draw(muscle.figure_region for muscle in self.present)
        return drawing if drawing and drawing.marks else None


class MuscleListBlock(HeadingsMixin, blocks.StructBlock):
    heading = heading_block()
    intro = intro_block()
    view = blocks.ChoiceBlock(
        label=_("Figure"),
        choices=view_choices,
        required=False,
        help_text=_("A drawing with the muscles numbered. Left empty, there is only the list."),
    )
    muscles = ItemsBlock(
        MuscleBlock(),
        label=_("Muscles"),
        help_text=_("The list says in words all that the figure shows."),
    )

    class Meta:
        icon = "user"
        label = _("Muscles and referred pain")
        group = pgettext_lazy("human body", "Body")
        template = "blocks/muscle_list.html"
        value_class = MuscleListValue
        description = _("A figure with numbered muscles, and where each of them can send pain.")

    def get_preview_value(self):
        """The first muscles of the library, on the figure that has drawn them."""
        muscles = list(self._muscle_model().objects.all()[:5])
        return self.normalize(
            {
                "heading": _("Muscles that send pain to the head"),
                "intro": "",
                "view": view_choices()[0][0],
                "muscles": muscles,
            }
        )

    def _muscle_model(self):
        return self.child_blocks["muscles"].child_block.child_blocks["muscle"].target_model
