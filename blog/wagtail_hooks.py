from django.urls import path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from blog.importing.buttons import explorer_button
from blog.importing.views import ImportView, ReviewView
from blog.listings import ArticleListing
from blog.snippets import TopicViewSet

register_snippet(TopicViewSet)


@hooks.register("register_admin_viewset")
def register_articles():
    return ArticleListing()


@hooks.register("register_admin_urls")
def register_import():
    return [
        path("import-article/<int:parent>/", ImportView.as_view(), name="import_article"),
        path(
            "import-article/<int:parent>/<int:pk>/",
            ReviewView.as_view(),
            name="review_imported_article",
        ),
    ]


@hooks.register("register_page_header_buttons")
def import_button(page, user, view_name, next_url=None):
    button = explorer_button(page, user) if view_name == "index" else None
    return [button] if button else []
