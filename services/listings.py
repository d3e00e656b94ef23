from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn

from home.page_listings import PageListing
from services.models import ServicePage


class ServiceListing(PageListing):
    """Every service, and whether it takes requests."""

    model = ServicePage
    name = "services"
    icon = "list-ul"
    menu_label = _("Services")
    menu_order = 200
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        BooleanColumn("accepts_requests", label=_("Takes requests"), sort_key="accepts_requests"),
        DateColumn(
            "latest_revision_created_at",
            label=_("Updated"),
            sort_key="latest_revision_created_at",
            width="14%",
        ),
        PageStatusColumn("status", label=_("Status"), sort_key="live", width="12%"),
    ]
