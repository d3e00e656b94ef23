"""What the head of a page says of it."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.languages import get_official_languages
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

from home.findable.sharing import SharedPicture, sharing_image_of
from home.findable.subpages import Subpage
from home.findable.words import LONGEST_DESCRIPTION, cut_at_word, title_with
from home.models import SitePage


@dataclass(frozen=True)
class PageHead:
    """Of a page, or of a view below it. All addresses are absolute.

    Without `url` nothing is said but a title: an error page, a preview of what was never saved.
    """

    title: str
    name: str = ""
    url: str = ""
    site_url: str = ""  # without a slash at its end
    description: str = ""
    indexed: bool = True
    locale: str = ""
    language: str = ""
    practice: Any = None
    picture: SharedPicture | None = None
    article: dict[str, str] = field(default_factory=dict)  # Open Graph's article:…
    trail: list[tuple[str, str]] = field(default_factory=list)


def head_of(page: Any, practice: Any, request: Any, subpage: Subpage | None, above: list) -> Any:
    """`above` are the visible breadcrumbs: links from the home page to the parent of `page`."""
    if not isinstance(page, SitePage):
        return PageHead(practice.practice_name)
    here = page.get_full_url(request) or ""
    site_url = (page.get_url_parts(request) or ("", "", ""))[1] or ""
    view = subpage or Subpage(here)
    own = not view.title
    trail = [(link.title, urljoin(f"{site_url}/", link.url)) for link in above]
    trail.append((page.title, here))
    if not own:
        trail.append((view.title, view.url))
    return PageHead(
        title=_title(page, practice, view),
        name=view.title or page.seo_title or page.title,
        url=view.url if here else "",
        site_url=site_url,
        description=_description(page, view, own=own),
        indexed=view.indexed,
        locale=locale_of(get_language() or "", practice.country),
        language=get_language() or "",
        practice=practice,
        picture=sharing_image_of(page, practice) if here else None,
        article=page.article_facts(practice) if own else {},
        trail=trail,
    )


def _title(page: SitePage, practice: Any, view: Subpage) -> str:
    if page.depth == 2 and not view.title and not page.seo_title:
        return " – ".join(filter(None, [practice.practice_name, practice.tagline]))
    words = view.title or page.seo_title or page.title
    if view.number > 1:
        words = f"{words} – {_('page %(number)s') % {'number': view.number}}"
    return title_with(practice.practice_name, words)


def _description(page: SitePage, view: Subpage, *, own: bool) -> str:
    """The editor's own whole; else what the page says, cut. Further pages of a list have none."""
    if not own:
        return cut_at_word(view.description, LONGEST_DESCRIPTION)
    if view.number > 1:
        return ""
    return page.search_description or cut_at_word(page.summary, LONGEST_DESCRIPTION)


def locale_of(language: str, country: str) -> str:
    """Open Graph's “en_GB”: of the practice's country if its language is spoken there."""
    try:
        spoken = Locale.parse(to_locale(language))
    except (UnknownLocaleError, ValueError):
        return ""
    if spoken.language in get_official_languages(country, regional=True, de_facto=True):
        return f"{spoken.language}_{country}"
    likely = Locale.parse(get_global("likely_subtags").get(spoken.language, str(spoken)))
    return f"{spoken.language}_{spoken.territory or likely.territory}"
