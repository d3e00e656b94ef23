"""The import in the admin: upload or paste, look through it, save as a draft."""

import datetime as dt
import os

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.models import GroupPagePermission, UploadedFile

from blog.models import ArticleIndexPage, ArticlePage
from site_project.roles import EDITOR, OWNER, RECEPTION, THERAPIST
from tests.blog.importing import writers
from tests.factories.pages import make_article, make_standard_page
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def index():
    return ArticleIndexPage.objects.get(pk=make_article(title="There before").get_parent().pk)


@pytest.fixture
def editor(client):
    user = make_user(role=EDITOR)
    client.force_login(user)
    return user


def start(index) -> str:
    return reverse("import_article", args=[index.pk])


def upload(client, index, data: bytes, name: str):
    return client.post(start(index), {"file": SimpleUploadedFile(name, data), "text": ""})


@pytest.mark.parametrize(
    ("role", "allowed"), [(OWNER, True), (THERAPIST, True), (EDITOR, True), (RECEPTION, False)]
)
def test_import_is_for_those_who_may_add_articles(client, index, role, allowed):
    client.force_login(make_user(role=role))
    statuses = {True: 200, False: 302}
    assert client.get(start(index)).status_code == statuses[allowed]
    explorer = client.get(reverse("wagtailadmin_explore", args=[index.pk]))
    assert (start(index) in explorer.text) == allowed
    listing = client.get(reverse("articles:index"))
    assert (start(index) in listing.text) == allowed


def test_import_is_not_for_those_who_may_only_add_elsewhere(client, index):
    user = make_user(role=EDITOR)
    elsewhere = make_standard_page()
    GroupPagePermission.objects.filter(group__user=user).update(page=elsewhere)
    client.force_login(user)
    assert client.get(start(index)).status_code == 302
    assert upload(client, index, b"Words.", "a.txt").status_code == 302
    assert start(index) not in client.get(reverse("articles:index")).text
    assert UploadedFile.objects.count() == 0


def test_other_pages_have_no_import(client, index, editor):
    page = make_standard_page()
    assert client.get(reverse("import_article", args=[page.pk])).status_code == 404
    explorer = client.get(reverse("wagtailadmin_explore", args=[page.get_parent().pk])).text
    assert "import-article" not in explorer


def test_upload_is_looked_through_and_saved_as_a_draft(client, index, editor):
    response = upload(client, index, writers.word_file(), "My article.docx")
    kept = UploadedFile.objects.get()
    address = reverse("review_imported_article", args=[index.pk, kept.pk])
    assert response.url == address
    assert ArticlePage.objects.count() == 1

    page = client.get(address).text
    assert "“Obliquus capitis” is not in your library of muscles." in page
    assert f'value="{writers.TITLE}"' in page
    assert writers.HOLD.partition(": ")[2] in page

    response = client.post(address, {"title": "Better title"})
    article = ArticlePage.objects.get(title="Better title")
    assert response.url == reverse("wagtailadmin_pages:edit", args=[article.pk])
    assert (article.live, article.owner, article.slug) == (False, editor, "better-title")
    assert article.latest_revision.user == editor
    assert "is a draft now. It is not published." in client.get(response.url).text
    assert UploadedFile.objects.count() == 0


def test_pasted_text_is_looked_through_too(client, index, editor):
    response = client.post(start(index), {"text": writers.PLAIN})
    assert "Read as a heading: “Clues”." in client.get(response.url).text
    client.post(response.url, {"title": writers.TITLE})
    article = ArticlePage.objects.get(title=writers.TITLE)
    assert article.lead == writers.LEAD


def test_alternative_text_is_filled_in_while_looking_through(client, index, editor):
    data = (writers.FILES / "libreoffice.docx").read_bytes()
    address = upload(client, index, data, "a.docx").url
    assert 'src="data:image/jpeg;base64,' in client.get(address).text
    client.post(address, {"title": "T", "alt-2": "A drawing of a neck"})
    image = next(
        block.value["image"]
        for block in ArticlePage.objects.get(title="T").body
        if block.block_type == "image"
    )
    assert image.contextual_alt_text == "A drawing of a neck"
    assert (image.uploaded_by_user, image.title) == (editor, "A drawing of a neck")


def test_pictures_stay_out_for_those_who_may_not_add_images(client, index, editor):
    editor.groups.get().collection_permissions.all().delete()
    data = (writers.FILES / "libreoffice.html").read_bytes()
    address = upload(client, index, data, "a.html").url
    assert "did not come along. You may not add images." in client.get(address).text
    client.post(address, {"title": "T"})
    assert "Drawing of a neck" in str(ArticlePage.objects.get(title="T").body)
    assert get_image_model().objects.count() == 0


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Choose a file or paste a text, one of the two."),
        (
            {"file": SimpleUploadedFile("a.txt", b"x"), "text": "Words."},
            "Choose a file or paste a text, one of the two.",
        ),
        ({"file": SimpleUploadedFile("a.docx", b"")}, "This file is empty."),
        ({"file": SimpleUploadedFile("a.docx", b"PK\x03\x04")}, "This Word file is broken."),
        (
            {"file": SimpleUploadedFile("a.txt", bytes(21 * 1024 * 1024))},
            "This file is too large: the limit is 20 MB.",
        ),
        ({"file": SimpleUploadedFile("a.svg", b"<svg/>")}, "Choose a file whose name ends in"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(client, index, editor, data, sentence):
    response = client.post(start(index), data)
    assert response.status_code == 200
    assert sentence in response.text
    assert UploadedFile.objects.count() == 0


def test_upload_of_somebody_else_is_not_there(client, index, editor):
    address = upload(client, index, b"Necks\n\nWords.", "a.txt").url
    client.force_login(make_user(role=OWNER))
    assert client.get(address).status_code == 404
    assert client.post(address, {"title": "T"}).status_code == 404
    assert ArticlePage.objects.count() == 1


def test_second_click_makes_no_second_article(client, index, editor):
    address = upload(client, index, b"Necks\n\nWords.", "a.txt").url
    client.post(address, {"title": "T"})
    assert client.post(address, {"title": "T"}).status_code == 404
    assert ArticlePage.objects.filter(title="T").count() == 1


def test_thrown_away_upload_leaves_nothing(
    client, index, editor, django_capture_on_commit_callbacks
):
    address = upload(client, index, b"Necks\n\nWords.", "a.txt").url
    name = UploadedFile.objects.get().file.name
    assert default_storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(address, {"discard": "1"})
    assert response.url == start(index)
    assert (UploadedFile.objects.count(), default_storage.exists(name)) == (0, False)


def test_waiting_file_has_a_name_that_nobody_guesses_and_no_browser_opens(client, index, editor):
    upload(client, index, b"<h1>Necks</h1><p>Words.", "necks.html")
    name = UploadedFile.objects.get().file.name
    assert len(name.split("/")[1].split(".")[0]) == 32
    assert name.endswith(".bin")


def test_forgotten_upload_goes_when_the_next_one_comes(client, index, editor):
    upload(client, index, b"Old\n\nWords.", "old.txt")
    old = UploadedFile.objects.get()
    two_days_ago = dt.datetime.now(dt.UTC).timestamp() - 2 * 86_400
    os.utime(old.file.path, (two_days_ago, two_days_ago))
    upload(client, index, b"New\n\nWords.", "new.txt")
    assert UploadedFile.objects.filter(pk=old.pk).count() == 0
    assert UploadedFile.objects.count() == 1


def test_hostile_title_is_only_words(client, index, editor):
    response = upload(client, index, b"# &lt;script&gt;alert(1)&lt;/script&gt;\n\nL.\n\nM.", "a.md")
    page = client.get(response.url).text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
