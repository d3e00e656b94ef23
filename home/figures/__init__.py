"""Line figures of the body, drawn once and kept as data.

A block names a view and the muscles to switch on; nobody draws in the admin. A new view is a
new module with one `View`, added to `VIEWS`. A muscle or a place of pain has the same key in
every view that shows it.
"""

from collections.abc import Collection

from home.figures.back import BACK
from home.figures.drawing import Drawing, PainRegion, Region, View
from home.figures.forearm import FOREARM
from home.figures.front import FRONT
from home.figures.lower_back import LOWER_BACK
from home.figures.side import SIDE
from home.figures.upper_back import UPPER_BACK

VIEWS: dict[str, View] = {
    view.key: view for view in [SIDE, FRONT, BACK, UPPER_BACK, LOWER_BACK, FOREARM]
}

__all__ = [
    "VIEWS",
    "Drawing",
    "PainRegion",
    "Region",
    "View",
    "best_view",
    "pain_choices",
    "region_choices",
    "view_choices",
]


def view_choices():
    """The views for a select in the admin."""
    return [(view.key, view.label) for view in VIEWS.values()]


def region_choices():
    """Every muscle that some view has drawn, for a select in the admin."""
    return list(
        {
            key: region.label for view in VIEWS.values() for key, region in view.regions.items()
        }.items()
    )


def pain_choices():
    """Every place of pain that some view shows, for a select in the admin."""
    return list(
        {
            key: region.label
            for view in VIEWS.values()
            for key, region in view.pain_regions.items()
        }.items()
    )


def best_view(keys: Collection[str], *, pain: str = "") -> View | None:
    """The view that shows most of these muscles, and of several such one that shows the pain.

    None if no view shows any of it.
    """

    def score(view: View) -> tuple[int, bool]:
        return len(view.regions.keys() & set(keys)), pain in view.pain_regions

    view = max(VIEWS.values(), key=score)
    return view if any(score(view)) else None
