from .body import MuscleListBlock
from .exercises import ExerciseBlock, ExercisesBlock
from .lists import BeforeYouComeBlock, ChecklistBlock, StepsBlock
from .next_steps import CallToActionBlock
from .palettes import ArticleBody, ServiceBody, StandardBody
from .safety import CalloutBlock, CareCardBlock
from .words import CaptionedImageBlock, QuestionBlock, QuoteBlock, TextBlock

__all__ = [
    "ArticleBody",
    "BeforeYouComeBlock",
    "CallToActionBlock",
    "CalloutBlock",
    "CaptionedImageBlock",
    "CareCardBlock",
    "ChecklistBlock",
    "ExerciseBlock",
    "ExercisesBlock",
    "MuscleListBlock",
    "QuestionBlock",
    "QuoteBlock",
    "ServiceBody",
    "StandardBody",
    "StepsBlock",
    "TextBlock",
]
