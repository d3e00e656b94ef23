"""Old addresses lead to new ones, by wagtail.contrib.redirects."""

import pytest
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from site_project.roles import EDITOR
from tests.factories.pages import make_article, make_standard_page
from tests.factories.people import make_user

# Wagtail writes a redirect when the change is committed.
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_database")]


def test_article_with_a_new_address_is_found_at_its_old_one(client):
    client.force_login(make_user(role=EDITOR))
    article = make_article(slug="old")
    index = article.get_parent()
    data = nested_form_data(
        {
            "title": article.title,
            "slug": "new",
            "body": streamfield([]),
            "comments": inline_formset([]),
            "action-publish": "1",
        }
    )
    address = reverse("wagtailadmin_pages:edit", args=[article.pk])
    assert client.post(address, data).status_code == 302
    client.logout()

    response = client.get(f"{index.url}old/")

    assert (response.status_code, response["Location"]) == (301, f"{index.url}new/")
    assert client.get(response["Location"]).status_code == 200


def test_moved_page_takes_what_is_below_it_along(client):
    parent = make_standard_page(slug="parent")
    page = make_standard_page(slug="page", parent=parent)
    child = make_standard_page(slug="child", parent=page)
    old = child.url

    Page.objects.get(pk=page.pk).specific.move(page.get_site().root_page, pos="last-child")

    assert client.get(old)["Location"] == Page.objects.get(pk=child.pk).url
    assert client.get(old)["Location"] == "/page/child/"


def test_new_page_at_an_old_address_wins(client):
    article = make_article(slug="old")
    article.slug = "new"
    article.save_revision().publish()
    assert Redirect.objects.count() == 1

    newcomer = make_article(slug="old", title="Newcomer")

    assert "Newcomer" in client.get(newcomer.url).text
