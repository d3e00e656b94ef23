"""The front of the site: the one page that the Site record points at."""

from urllib.parse import urlsplit

from wagtail.models import Page, Site

from home.models import HomePage, PracticeSettings

STOCK_TITLE = "Welcome to your new Wagtail site!"
ROOT_KEY = "root"


def is_blank(page: Page) -> bool:
    """Whether nobody has put anything here: Wagtail's welcome page, or a bare home page.

    `page` must be specific.
    """
    if page.numchild:
        return False
    if type(page) is Page:
        return page.title == STOCK_TITLE and page.latest_revision_id is None
    return isinstance(page, HomePage) and not (page.hero_text or page.body)


def site_is_empty() -> bool:
    """Whether no page would be lost or hidden if a site were built here now."""
    return all(is_blank(page) for page in Page.objects.filter(depth=2).specific())


def root_key() -> dict[str, int]:
    """The keys that building starts with: the root of the page tree."""
    return {ROOT_KEY: Page.get_first_root_node().pk}


def point_site_at(home: Page, name: str, *, address: str = "") -> None:
    """Make `home` the front page of the default site, and remove the blank ones it replaces.

    `address` (https://example.org) is where the site will be found, if that is known: mails and
    the sitemap give it in full.
    A site goes with its front page when that is deleted, so the order here matters.
    """
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        site = Site(hostname="localhost", is_default_site=True)
    site.root_page = Page.objects.get(pk=home.pk)
    site.site_name = name
    if address:
        parts = urlsplit(address)
        site.hostname = parts.hostname or site.hostname
        site.port = parts.port or (443 if parts.scheme == "https" else 80)
    site.save()
    for page in Page.objects.filter(depth=2).exclude(pk=home.pk).specific():
        if is_blank(page):
            page.delete()


def name_privacy_page(page: Page) -> None:
    """Have the forms link to `page`, unless somebody has chosen another one."""
    practice = PracticeSettings.current()
    if practice.privacy_page_id is None:
        practice.privacy_page_id = page.pk
        practice.save(update_fields=["privacy_page"])
