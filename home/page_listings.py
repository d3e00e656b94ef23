"""Flat lists of one kind of page in the admin, beside the page tree."""

from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.pages import PageListingViewSet


class PagesMenuItem(MenuItem):
    """Only for those who work on pages; Wagtail would show it to everyone in the admin."""

    def is_shown(self, request):
        return user_has_any_page_permission(request.user)


class PageListing(PageListingViewSet):
    """The base of such a list; its menu item leads to it."""

    add_to_admin_menu = True
    menu_item_class = PagesMenuItem
