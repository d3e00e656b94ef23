from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn

from blog.importing.buttons import ArticlesView
from blog.models import ArticlePage
from home.page_listings import PageListing


class ArticleListing(PageListing):
    """Every article with its dates, so that reviews that are due can be seen."""

    model = ArticlePage
    index_view_class = ArticlesView
    name = "articles"
    icon = "doc-full"
    menu_label = _("Articles")
    menu_order = 210
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        DateColumn(
            "first_published_at", label=_("Published"), sort_key="first_published_at", width="14%"
        ),
        DateColumn("next_review_on", label=_("Review due"), sort_key="next_review_on", width="14%"),
        PageStatusColumn("status", label=_("Status"), sort_key="live", width="12%"),
    ]
