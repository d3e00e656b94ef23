from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from blog.models import Topic


class TopicViewSet(SnippetViewSet):
    """The topics of articles, beside the list of articles in the menu."""

    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    menu_order = 215
    add_to_admin_menu = True
    list_display = ["name", "slug"]
    ordering = ["name"]
