"""What the lists of the desk are made of, and the only module that imports wagtail_modeladmin.

The package gives menu, addresses, permissions and registration; the pages themselves are
Wagtail's generic views (generic.py), through the package's documented *_view_class hooks.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, re_path
from django.utils.text import capfirst
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.menus import GroupMenuItem, ModelAdminMenuItem
from wagtail_modeladmin.options import ModelAdmin, ModelAdminGroup

from .generic import AddView, EditView, ListView
from .menu import Counted


class CountedMenuItem(Counted, ModelAdminMenuItem):
    pass


class CountedGroupMenuItem(Counted, GroupMenuItem):
    pass


class DeskPermissions(PermissionHelper):
    """Seeing takes the permission to view, and no other one implies it."""

    def user_can_list(self, user: Any) -> bool:
        return user.has_perm(f"{self.opts.app_label}.{self.get_perm_codename('view')}")


class DeskAdmin(ModelAdmin):
    """A list whose addresses are those named in `pages`, and no others."""

    pages: tuple[str, ...] = ("index",)
    # Views of one row, each at its own `name` below the row's address.
    row_views: tuple[Any, ...] = ()
    filterset_class: Any = None
    # Instead of search_fields, where there may be many rows: one of finding.py.
    ways_to_find: Callable[[str], list[Q]] | None = None
    # Whether the list is where the desk works all day, and hears of mails that don't go out.
    warns_of_mail = False
    list_per_page = 20
    permission_helper_class = DeskPermissions
    index_view_class = ListView
    create_view_class = AddView
    edit_view_class = EditView
    menu_item_class = ModelAdminMenuItem

    def user_may(self, user: Any, permission: str) -> bool:
        """`permission` is view, add, change or delete."""
        return user.has_perm(f"{self.opts.app_label}.{permission}_{self.opts.model_name}")

    def get_menu_label(self) -> str:
        """With one capital, where the package would write “Klientinnen Und Klienten”."""
        return self.menu_label or capfirst(self.opts.verbose_name_plural)

    def get_menu_item(self, order: int | None = None) -> ModelAdminMenuItem:
        return self.menu_item_class(self, order or self.get_menu_order())

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        views = {
            "index": self.index_view,
            "index_results": self.index_view,
            "create": self.create_view,
            "edit": self.edit_view,
            "inspect": self.inspect_view,
            "delete": self.delete_view,
        }
        paths = {
            "index": "",
            "index_results": "results/",
            "create": "add/",
            "edit": r"(?P<instance_pk>\d+)/edit/",
            "inspect": r"(?P<instance_pk>\d+)/",
            "delete": r"(?P<instance_pk>\d+)/delete/",
        }
        pages = [
            self.address(name, paths[name], views[name])
            for page in self.pages
            for name in ([page, "index_results"] if page == "index" else [page])
        ]
        rows = [
            self.address(view.name, rf"(?P<instance_pk>\d+)/{view.name}/", self.row_view(view))
            for view in self.row_views
        ]
        return (*pages, *rows)

    def address(self, name: str, path: str, view: Any) -> URLPattern:
        pattern = rf"^{self.url_helper.base_url_path}/{path}$"
        return re_path(pattern, view, name=self.url_helper.get_action_url_name(name))

    def row_view(self, view_class: Any) -> Any:
        def view(request: HttpRequest, instance_pk: str) -> HttpResponse:
            return view_class.as_view(model_admin=self, instance_pk=instance_pk)(request)

        return view

    def register_admin_url_finders(self) -> None:
        """Wagtail's reports link to a page to edit a row, where there is one."""
        if "edit" in self.pages:
            super().register_admin_url_finders()

    def register_indexing(self) -> None:
        """Booking rows stay out of Wagtail's index of references."""


class DeskGroup(ModelAdminGroup):
    """Several lists in one menu, which says how many requests await a reply."""

    def get_menu_item(self) -> CountedGroupMenuItem:
        item = super().get_menu_item()
        return CountedGroupMenuItem(self, self.get_menu_order(), item.menu)
