"""Who says it, who wrote it, and when it was last looked at."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from home.blocks.chosen import PageBlock


class TestimonialBlock(blocks.StructBlock):
    """Words of a client. No stars: search engines ignore those that a business gives itself."""

    text = blocks.TextBlock(label=_("What the client wrote"), max_length=600, rows=4)
    name = blocks.CharBlock(
        label=_("Who"),
        max_length=80,
        help_text=_("As little as the person agreed to, such as a first name."),
    )
    about = blocks.CharBlock(
        label=_("Came for"),
        required=False,
        max_length=80,
        help_text=_('Such as "headaches". Only if the person wants it to be known.'),
    )
    agreed = blocks.BooleanBlock(
        label=_("The person has agreed to these words being here"),
        help_text=_("They say something about a person's health, so they need a clear yes."),
    )

    class Meta:
        icon = "comment"
        label = _("Testimonial")
        group = _("People")
        template = "blocks/testimonial.html"
        description = _("What a client says of you, as text and with the client's agreement.")
        preview_value = {
            "text": _("I came with a headache and left with a plan."),
            "name": _("A first name"),
            "about": _("headaches"),
            "agreed": True,
        }


class AuthorCardBlock(blocks.StructBlock):
    name = blocks.CharBlock(
        label=_("Name"),
        required=False,
        max_length=80,
        help_text=_("Left empty, it is the name of the practice."),
    )
    picture = ImageBlock(label=_("Picture"), required=False)
    about = blocks.TextBlock(
        label=_("About the author"),
        max_length=400,
        rows=3,
        help_text=_("Two sentences: who writes here, and what makes them know."),
    )
    page = PageBlock(
        label=_("Page to read more"), required=False, help_text=_("Such as your page about you.")
    )

    class Meta:
        icon = "user"
        label = _("Author")
        group = _("People")
        template = "blocks/author_card.html"
        description = _("Who wrote this: name, picture and two sentences. One on a page.")
        preview_value = {
            "name": "",
            "picture": None,
            "about": _("A massage therapist who has had years of headaches."),
            "page": None,
        }


class ReviewDateBlock(blocks.StructBlock):
    reviewed_on = blocks.DateBlock(
        label=_("Last reviewed"),
        help_text=_("The day on which you last read the whole page and found it right."),
    )
    next_review_on = blocks.DateBlock(label=_("Next review due"), required=False)

    def clean(self, value):
        value = super().clean(value)
        last, following = value["reviewed_on"], value["next_review_on"]
        if last and following and following <= last:
            raise blocks.StructBlockValidationError(
                {
                    "next_review_on": ValidationError(
                        _("Enter a day after the last review."), code="order"
                    )
                }
            )
        return value

    class Meta:
        icon = "date"
        label = _("Review date")
        group = _("People")
        template = "blocks/review_date.html"
        description = _("When this page was last checked, at its end. Articles have their own.")
        preview_value = {"reviewed_on": date(2026, 1, 15), "next_review_on": date(2027, 1, 15)}
