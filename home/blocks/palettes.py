"""Which blocks each kind of page offers.

The palettes are small on purpose: an editor who can put everything everywhere has to design
each page, one who is offered the parts of an article writes an article.
"""

from collections import Counter

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError

from home.blocks.body import MuscleListBlock
from home.blocks.composed import stray_heading
from home.blocks.exercises import ExerciseBlock, ExercisesBlock
from home.blocks.lists import BeforeYouComeBlock, ChecklistBlock, DoAndDontBlock, StepsBlock
from home.blocks.next_steps import CallToActionBlock, RelatedPagesBlock
from home.blocks.parts import clean_prose, name_parts
from home.blocks.people import AuthorCardBlock, ReviewDateBlock, TestimonialBlock
from home.blocks.prices import PriceListBlock
from home.blocks.privacy import PrivacyFactsBlock
from home.blocks.safety import CalloutBlock, CareCardBlock
from home.blocks.videos import VideoCardBlock
from home.blocks.words import (
    CaptionedImageBlock,
    LeadBlock,
    QuestionBlock,
    QuoteBlock,
    TextBlock,
)

ONE = {"max_num": 1}


class Parts(blocks.StreamBlock):
    """Calls a missing part by its name, however deep it lies."""

    def clean(self, value):
        try:
            return super().clean(value)
        except StreamBlockValidationError as error:
            errors = {
                index: name_parts(part, value[index].block)
                for index, part in error.block_errors.items()
            }
            raise StreamBlockValidationError(errors, error.non_block_errors) from None


class Body(Parts):
    """What the palettes of pages refuse, how they say it, and what they clean before storing."""

    def get_prep_value(self, value):
        return [
            child | {"value": clean_prose(child["value"], self.child_blocks[child["type"]])}
            for child in super().get_prep_value(value)
            if child["type"] in self.child_blocks
        ]

    def clean(self, value):
        errors, others = {}, []
        try:
            value = super().clean(value)
        except StreamBlockValidationError as error:
            errors = error.block_errors
            # Wagtail's words for them say only that there is a maximum.
            others = self._too_many(value) or error.non_block_errors
        stray = None if self.is_deferred_validation else stray_heading(value)
        if stray:
            index, text = stray
            message = _(
                '"%(heading)s" is a sub-heading with no section heading above it. '
                "Make it a section heading (Heading 2), or put one above it."
            )
            refusal = ValidationError(message, code="stray", params={"heading": text})
            errors.setdefault(index, refusal)
        if errors or others:
            raise StreamBlockValidationError(errors, others)
        return value

    def _too_many(self, value) -> list[ValidationError]:
        used = Counter(child.block_type for child in value)
        return [
            ValidationError(
                _('A page has room for one "%(block)s". Keep one of them and delete the others.'),
                code="too_many",
                params={"block": self.child_blocks[name].label},
            )
            for name, limit in self.meta.block_counts.items()
            if limit == ONE and used[name] > 1
        ]


class ArticleBody(Body):
    """An article: everything, since this is where the body is explained.

    All but the review date, which an article has among its own fields.
    """

    lead = LeadBlock()
    text = TextBlock()
    image = CaptionedImageBlock()
    video_card = VideoCardBlock()
    quote = QuoteBlock()
    question = QuestionBlock()
    muscle_list = MuscleListBlock()
    checklist = ChecklistBlock()
    steps = StepsBlock()
    do_and_dont = DoAndDontBlock()
    before_you_come = BeforeYouComeBlock()
    price_list = PriceListBlock()
    exercises = ExercisesBlock()
    exercise = ExerciseBlock()
    care_card = CareCardBlock()
    callout = CalloutBlock()
    testimonial = TestimonialBlock()
    author_card = AuthorCardBlock()
    call_to_action = CallToActionBlock()
    related_pages = RelatedPagesBlock()

    class Meta:
        block_counts = {"price_list": ONE, "author_card": ONE, "related_pages": ONE}


class CareCards(Parts):
    """Signs that need a doctor, for what is not a page: an area of pain."""

    care_card = CareCardBlock()


class AtHome(Parts):
    """What a client can do alone."""

    exercise = ExerciseBlock()


class ServiceBody(Body):
    """A service: no call to action, because its request form stands below."""

    lead = LeadBlock()
    text = TextBlock()
    image = CaptionedImageBlock()
    video_card = VideoCardBlock()
    quote = QuoteBlock()
    question = QuestionBlock()
    muscle_list = MuscleListBlock()
    checklist = ChecklistBlock()
    steps = StepsBlock()
    do_and_dont = DoAndDontBlock()
    before_you_come = BeforeYouComeBlock()
    price_list = PriceListBlock()
    care_card = CareCardBlock()
    callout = CalloutBlock()
    testimonial = TestimonialBlock()
    review_date = ReviewDateBlock()
    related_pages = RelatedPagesBlock()

    class Meta:
        block_counts = {"price_list": ONE, "review_date": ONE, "related_pages": ONE}


class StandardBody(Body):
    """Home, contact, services: words and lists; the body is explained in articles."""

    lead = LeadBlock()
    text = TextBlock()
    image = CaptionedImageBlock()
    video_card = VideoCardBlock()
    quote = QuoteBlock()
    question = QuestionBlock()
    checklist = ChecklistBlock()
    steps = StepsBlock()
    do_and_dont = DoAndDontBlock()
    before_you_come = BeforeYouComeBlock()
    price_list = PriceListBlock()
    callout = CalloutBlock()
    testimonial = TestimonialBlock()
    author_card = AuthorCardBlock()
    review_date = ReviewDateBlock()
    call_to_action = CallToActionBlock()
    related_pages = RelatedPagesBlock()

    class Meta:
        block_counts = {
            "price_list": ONE,
            "author_card": ONE,
            "review_date": ONE,
            "related_pages": ONE,
        }


class WordsBody(StandardBody):
    """A page of words, of which one is about privacy."""

    privacy_facts = PrivacyFactsBlock()
