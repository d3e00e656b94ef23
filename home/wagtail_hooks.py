from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from home import deletion, file_deletion
from home.content_checks.guide import ContentGuide
from home.content_checks.report import ContentReport
from home.content_checks.userbar import add_content_checks
from home.content_checks.work import add_work_on_pages, leave_counts_out
from home.links import LeanPageLinkHandler
from home.page_listings import PagesMenuItem
from home.snippets import BodyGroup
from home.starters import replace_inline_scripts

register_snippet(BodyGroup)
replace_inline_scripts()

hooks.register("before_delete_snippet", deletion.refuse_snippets)
hooks.register("before_delete_page", deletion.refuse_page)
hooks.register("construct_wagtail_userbar", add_content_checks)
hooks.register("before_bulk_action", deletion.refuse_in_bulk)
hooks.register("construct_homepage_panels", add_work_on_pages)
hooks.register("construct_homepage_summary_items", leave_counts_out, order=1000)


@hooks.register("register_rich_text_features", order=1)
def read_less_for_links(features):
    features.register_link_type(LeanPageLinkHandler)


@hooks.register("register_admin_urls", order=-1)
def register_deletion_of_files():
    return file_deletion.URLS


@hooks.register("register_admin_urls")
def register_content_urls():
    return [
        path("reports/content/", ContentReport.as_view(), name="content_report"),
        path("guide/", ContentGuide.as_view(), name="content_guide"),
    ]


@hooks.register("register_reports_menu_item")
def register_content_report():
    return PagesMenuItem(_("Content"), reverse("content_report"), icon_name="tasks", order=10)


@hooks.register("register_help_menu_item")
def register_content_guide():
    return PagesMenuItem(
        _("How to write here"), reverse("content_guide"), icon_name="help", order=10
    )


@hooks.register("insert_global_admin_css")
def add_content_css():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/content.css"))


@hooks.register("insert_global_admin_js")
def add_starters():
    return format_html('<script src="{}"></script>', static("js/admin_starters.js"))
