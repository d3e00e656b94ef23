"""Keys in the addresses of Wagtail's own pages, which it looks up as they come (row 34)."""

import pytest
from django.urls import reverse

from tests.admin.accounts import SUPERUSER, browsers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]

TWENTY_DIGITS = "9" * 20
FILTERS = [
    ("wagtailadmin_explore_root", "content_type"),
    ("wagtailadmin_explore_root", "site"),
    ("wagtailadmin_explore_root", "owner"),
    ("wagtailimages:index", "collection_id"),
    ("wagtaildocs:index", "collection_id"),
    ("wagtailadmin_reports:site_history", "user"),
    ("wagtailadmin_reports:site_history", "content_type"),
    ("wagtailadmin_reports:aging_pages", "last_published_by"),
    ("wagtailadmin_reports:locked_pages", "locked_by"),
    ("wagtailadmin_reports:page_types_usage", "page_locale"),
    ("wagtailredirects:index", "site"),
    ("wagtailusers_users:index", "group"),
    ("wagtailimages_chooser:chosen_multiple", "id"),
    ("wagtaildocs_chooser:chosen_multiple", "id"),
    ("wagtailadmin_choose_page_chosen_multiple", "id"),
]
MULTIPLE = [name for name, parameter in FILTERS if parameter == "id"]


@pytest.fixture
def superuser(db):
    return browsers()[SUPERUSER]


@pytest.mark.parametrize(("name", "parameter"), FILTERS)
def test_number_that_no_key_has_is_not_found(superuser, name, parameter):
    response = superuser.get(reverse(name), {parameter: TWENTY_DIGITS})

    assert response.status_code == 404
    assert "<h1>Page not found</h1>" in response.text


@pytest.mark.parametrize("name", MULTIPLE)
@pytest.mark.parametrize("key", ["x", "\x00", "-1", "1.5", "٣"])
def test_word_that_is_no_key_is_not_found(superuser, name, key):
    assert superuser.get(reverse(name), {"id": key}).status_code == 404


@pytest.mark.parametrize("name", MULTIPLE)
def test_key_of_no_row_chooses_nothing(superuser, name):
    response = superuser.get(reverse(name), {"id": "999999999"})

    assert response.status_code == 200


@pytest.mark.parametrize("name", ["wagtailimages:index", "wagtailadmin_pages:search"])
def test_number_of_any_length_can_be_looked_for(superuser, name):
    assert superuser.get(reverse(name), {"q": TWENTY_DIGITS}).status_code == 200


@pytest.mark.parametrize("kind", ["home_muscle", "home_painarea", "blog_topic"])
@pytest.mark.parametrize("ordering", ["", "name", "-sort_order", "-1", "\x00"])
def test_snippets_can_be_looked_for_in_every_order(superuser, kind, ordering):
    address = reverse(f"wagtailsnippets_{kind}:list")

    assert superuser.get(address, {"q": "neck", "ordering": ordering}).status_code == 200
