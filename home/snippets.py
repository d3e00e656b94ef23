"""The library of muscles and areas of pain, in the admin under *Body*."""

from django.utils.translation import pgettext_lazy
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from home.models import Muscle, PainArea


class MuscleViewSet(SnippetViewSet):
    model = Muscle
    icon = "user"
    list_display = ["name", "plain_name", "location", "refers_text"]
    list_filter = ["refers_to", "figure_region"]
    ordering = ["name"]


class PainAreaViewSet(SnippetViewSet):
    model = PainArea
    icon = "crosshairs"
    list_display = ["name", "sort_order"]
    ordering = ["sort_order", "name"]


class BodyGroup(SnippetViewSetGroup):
    items = [MuscleViewSet, PainAreaViewSet]
    menu_label = pgettext_lazy("human body", "Body")
    menu_name = "body"
    menu_icon = "user"
    menu_order = 220
