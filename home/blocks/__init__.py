from .body import MuscleListBlock
from .exercises import ExerciseBlock, ExercisesBlock
from .lists import BeforeYouComeBlock, ChecklistBlock, DoAndDontBlock, StepsBlock
from .next_steps import CallToActionBlock, RelatedPagesBlock
from .palettes import ArticleBody, AtHome, CareCards, ServiceBody, StandardBody, WordsBody
from .people import AuthorCardBlock, ReviewDateBlock, TestimonialBlock
from .prices import PriceListBlock
from .privacy import PrivacyFactsBlock
from .safety import CalloutBlock, CareCardBlock
from .videos import VideoCardBlock
from .words import CaptionedImageBlock, LeadBlock, QuestionBlock, QuoteBlock, TextBlock

__all__ = [
    "ArticleBody",
    "AtHome",
    "AuthorCardBlock",
    "BeforeYouComeBlock",
    "CallToActionBlock",
    "CalloutBlock",
    "CaptionedImageBlock",
    "CareCardBlock",
    "CareCards",
    "ChecklistBlock",
    "DoAndDontBlock",
    "ExerciseBlock",
    "ExercisesBlock",
    "LeadBlock",
    "MuscleListBlock",
    "PriceListBlock",
    "PrivacyFactsBlock",
    "QuestionBlock",
    "QuoteBlock",
    "RelatedPagesBlock",
    "ReviewDateBlock",
    "ServiceBody",
    "StandardBody",
    "StepsBlock",
    "TestimonialBlock",
    "TextBlock",
    "VideoCardBlock",
    "WordsBody",
]
