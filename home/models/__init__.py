from .body import Muscle, PainArea
from .demo import DemoMark
from .pages import ContactPage, ContentPage, HomePage, SitePage, StandardPage
from .practice import PracticeSettings

__all__ = [
    "ContactPage",
    "ContentPage",
    "DemoMark",
    "HomePage",
    "Muscle",
    "PainArea",
    "PracticeSettings",
    "SitePage",
    "StandardPage",
]
