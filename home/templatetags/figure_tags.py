"""Figures of what a page is about."""

from collections.abc import Iterable

from django import template

from home.figures import Drawing, best_view
from home.models import Muscle, PainArea, WhereItHurtsPage
from home.visible import visible

register = template.Library()


@register.simple_tag
def figure_of_area(area: PainArea, muscles: Iterable[Muscle]) -> Drawing | None:
    """The figure that shows most of these muscles, numbered as listed, with the area shaded.

    None if nothing of it is drawn anywhere.
    """
    keys = [muscle.figure_region for muscle in muscles]
    view = best_view(keys, pain=area.figure_region)
    return view and view.draw(keys, pain=area.figure_region)


@register.simple_tag
def where_it_hurts() -> WhereItHurtsPage | None:
    """The page with the figures to point at, if visitors can open one."""
    return visible(WhereItHurtsPage.objects.all()).first()
