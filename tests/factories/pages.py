"""Published pages below the front page of the default site."""

import itertools
from typing import Any

from wagtail.models import Page, Site

from blog.models import ArticleIndexPage, ArticlePage
from home.models import HomePage, StandardPage

_number = itertools.count(1)


def make_home(**fields: Any) -> HomePage:
    """The front page of the default site; the one that stood there stays beside it."""
    fields = {"title": "Home", "hero_heading": "Welcome"} | fields
    home = _add(HomePage, Page.get_first_root_node(), fields)
    Site.objects.filter(is_default_site=True).update(root_page=home)
    Site.clear_site_root_paths_cache()
    return home


def make_standard_page(*, parent: Page | None = None, **fields: Any) -> StandardPage:
    return _add(StandardPage, parent or _home(), {"title": "About"} | fields)


def make_article(*, parent: Page | None = None, **fields: Any) -> ArticlePage:
    """An article; its index is made when there is none."""
    index = parent or ArticleIndexPage.objects.first()
    if index is None:
        index = _add(ArticleIndexPage, _home(), {"title": "Articles"})
    return _add(ArticlePage, index, {"title": "An article"} | fields)


def _home() -> Page:
    return HomePage.objects.first() or make_home()


def _add(model: type[Page], parent: Page, fields: dict[str, Any]) -> Any:
    fields.setdefault("slug", f"page-{next(_number)}")
    return Page.objects.get(pk=parent.pk).add_child(instance=model(**fields))
