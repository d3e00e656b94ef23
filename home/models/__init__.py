from .body import Muscle, PainArea
from .demo import DemoMark
from .exercise_sheet import ExerciseSheetMixin
from .pages import ContactPage, ContentPage, HomePage, SitePage, StandardPage
from .practice import PracticeSettings
from .where_it_hurts import WhereItHurtsPage
from .writing import WritingSettings

__all__ = [
    "ContactPage",
    "ContentPage",
    "DemoMark",
    "ExerciseSheetMixin",
    "HomePage",
    "Muscle",
    "PainArea",
    "PracticeSettings",
    "SitePage",
    "StandardPage",
    "WhereItHurtsPage",
    "WritingSettings",
]
