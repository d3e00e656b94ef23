"""Line figures of the body, drawn once and kept as data.

A block names a view and the muscles to switch on; nobody draws in the admin. A new view is a
new module with one `View`, added to `VIEWS`.
"""

from home.figures.drawing import Drawing, Region, View
from home.figures.side import SIDE

VIEWS: dict[str, View] = {view.key: view for view in [SIDE]}

__all__ = ["VIEWS", "Drawing", "Region", "View", "region_choices", "view_choices"]


def view_choices():
    """The views for a select in the admin."""
    return [(view.key, view.label) for view in VIEWS.values()]


def region_choices():
    """Every muscle that some view has drawn, for a select in the admin."""
    return [(region.key, region.label) for view in VIEWS.values() for region in view.layers]
