"""Which blocks each kind of page offers.

The palettes are small on purpose: an editor who can put everything everywhere has to design
each page, one who is offered the parts of an article writes an article.
"""

from wagtail import blocks

from home.blocks.body import MuscleListBlock
from home.blocks.exercises import ExerciseBlock, ExercisesBlock
from home.blocks.lists import BeforeYouComeBlock, ChecklistBlock, StepsBlock
from home.blocks.next_steps import CallToActionBlock
from home.blocks.safety import CalloutBlock, CareCardBlock
from home.blocks.words import CaptionedImageBlock, QuestionBlock, QuoteBlock, TextBlock


class ArticleBody(blocks.StreamBlock):
    """An article: everything, since this is where the body is explained."""

    text = TextBlock()
    image = CaptionedImageBlock()
    quote = QuoteBlock()
    question = QuestionBlock()
    muscle_list = MuscleListBlock()
    checklist = ChecklistBlock()
    steps = StepsBlock()
    before_you_come = BeforeYouComeBlock()
    exercises = ExercisesBlock()
    exercise = ExerciseBlock()
    care_card = CareCardBlock()
    callout = CalloutBlock()
    call_to_action = CallToActionBlock()


class ServiceBody(blocks.StreamBlock):
    """A service: no call to action, because its request form stands below."""

    text = TextBlock()
    image = CaptionedImageBlock()
    quote = QuoteBlock()
    question = QuestionBlock()
    muscle_list = MuscleListBlock()
    checklist = ChecklistBlock()
    steps = StepsBlock()
    before_you_come = BeforeYouComeBlock()
    care_card = CareCardBlock()
    callout = CalloutBlock()


class StandardBody(blocks.StreamBlock):
    """Home, about, contact, privacy: words and lists; the body is explained in articles."""

    text = TextBlock()
    image = CaptionedImageBlock()
    quote = QuoteBlock()
    question = QuestionBlock()
    checklist = ChecklistBlock()
    steps = StepsBlock()
    before_you_come = BeforeYouComeBlock()
    callout = CalloutBlock()
    call_to_action = CallToActionBlock()
