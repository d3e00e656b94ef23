from .body import Muscle, PainArea, area_choices
from .demo import DemoMark
from .exercise_sheet import ExerciseSheetMixin
from .job import Job
from .pages import ContactPage, ContentPage, HomePage, SitePage, StandardPage
from .practice import PracticeSettings
from .wanted_size import WantedSize
from .where_it_hurts import WhereItHurtsPage
from .writing import WritingSettings

__all__ = [
    "ContactPage",
    "ContentPage",
    "DemoMark",
    "ExerciseSheetMixin",
    "HomePage",
    "Job",
    "Muscle",
    "PainArea",
    "PracticeSettings",
    "SitePage",
    "StandardPage",
    "WantedSize",
    "WhereItHurtsPage",
    "WritingSettings",
    "area_choices",
]
