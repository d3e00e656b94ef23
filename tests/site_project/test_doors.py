"""Every address of the admin that writing pages brought, tried by every role and by a stranger."""

from types import SimpleNamespace

import pytest
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.images import get_image_model
from wagtail.models import Page

from blog.models import Topic
from home.models import Muscle, PainArea, PracticeSettings, WritingSettings
from site_project.roles import EDITOR, OWNER, RECEPTION, ROLES, THERAPIST
from tests.factories.pages import make_article, make_home
from tests.factories.people import make_user
from tests.factories.pictures import make_image

pytestmark = pytest.mark.django_db

WRITERS = {OWNER, THERAPIST, EDITOR}
HEADS = {OWNER, THERAPIST}
SNIPPETS = ["home_muscle", "home_painarea", "blog_topic"]
ONE = ["edit", "delete", "copy", "history", "usage"]
LIST = ["list", "list_results", "add"]

# Name of the address, what it is about, and whom it lets in.
DOORS = [
    ("content_report", None, WRITERS),
    ("content_guide", None, WRITERS),
    ("articles:index", None, WRITERS),
    ("services:index", None, WRITERS),
    ("import_article", "index", WRITERS),
    *((f"wagtailsnippets_{name}:{view}", None, HEADS) for name in SNIPPETS for view in LIST),
    *((f"wagtailsnippets_{name}:{view}", name, HEADS) for name in SNIPPETS for view in ONE),
    ("wagtailsettings:edit", "practice", HEADS),
    ("wagtailsettings:edit", "writing", HEADS),
    ("wagtailsearchpromotions:index", None, HEADS),
    ("wagtailsearchpromotions:add", None, HEADS),
    ("wagtailsearchpromotions:edit", "query", HEADS),
    ("wagtailsearchpromotions:delete", "query", HEADS),
    ("wagtailredirects:index", None, {OWNER}),
    ("wagtailredirects:add", None, {OWNER}),
    ("wagtailredirects:edit", "redirect", {OWNER}),
    ("wagtailredirects:delete", "redirect", {OWNER}),
    ("wagtailredirects:start_import", None, {OWNER}),
    ("wagtailimages:index", None, WRITERS),
    ("wagtailimages:add", None, WRITERS),
    ("wagtailimages:edit", "image", WRITERS),
    ("wagtailimages:delete", "image", WRITERS),
    ("wagtaildocs:index", None, HEADS),
    ("wagtaildocs:add", None, HEADS),
    ("wagtailadmin_pages:edit", "article", WRITERS),
    ("wagtailadmin_pages:delete", "article", WRITERS),
    ("wagtailadmin_pages:unpublish", "article", WRITERS),
    ("wagtailadmin_pages:view_draft", "article", WRITERS),
]


@pytest.fixture
def rows():
    make_home()
    article = make_article()
    query = Query.get("neck")
    SearchPromotion.objects.create(query=query, page=article)
    return SimpleNamespace(
        article=[article.pk],
        index=[article.get_parent().pk],
        image=[make_image().pk],
        home_muscle=[Muscle.objects.create(name="x", slug="x", location="x", refers_text="x").pk],
        home_painarea=[PainArea.objects.create(name="x", slug="x").pk],
        blog_topic=[Topic.objects.create(name="x", slug="x").pk],
        practice=["home", "practicesettings", PracticeSettings.current().pk],
        writing=["home", "writingsettings", WritingSettings.load().pk],
        query=[query.pk],
        redirect=[Redirect.objects.create(old_path="/old", redirect_link="/new").pk],
    )


def stored():
    models = (Muscle, PainArea, Topic, PracticeSettings, WritingSettings, Redirect, SearchPromotion)
    rows = [list(model.objects.values()) for model in (*models, get_image_model())]
    return [*rows, list(Page.objects.values_list("pk", "title", "live", "latest_revision"))]


def addresses(rows, doors=DOORS):
    """The doors by their addresses."""
    return {
        reverse(name, args=getattr(rows, about) if about else []): who for name, about, who in doors
    }


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
def test_doors_open_to_those_who_work_there(client, rows, role):
    client.force_login(make_user(role=role))
    doors = addresses(rows)
    opened = [door for door in doors if client.get(door).status_code == 200]
    assert opened == [door for door, who in doors.items() if role in who]


def test_doors_ask_a_stranger_to_sign_in(client, rows):
    doors = addresses(rows)
    answers = {door: client.get(door).headers.get("Location", "") for door in doors}
    assert [door for door in doors if not answers[door].startswith("/admin/login/")] == []


@pytest.mark.parametrize("role", [RECEPTION, EDITOR], ids=lambda role: role.name)
def test_nothing_changes_for_those_who_only_post(client, rows, role):
    client.force_login(make_user(role=role))
    shut = [door for door, who in addresses(rows).items() if role not in who]
    before = stored()
    answers = {door: client.post(door, {"name": "y", "slug": "y"}) for door in shut}
    assert {answer.status_code for answer in answers.values()} == {302}
    assert stored() == before
