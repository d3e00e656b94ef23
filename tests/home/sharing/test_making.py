"""When sharing images are made and removed, and which one a page has meanwhile."""

import logging
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command

from home.models import PracticeSettings
from home.sharing import made_sharing_image
from home.sharing.files import owners
from home.sharing.making import make_all
from tests.factories.pages import make_home, make_standard_page
from tests.home.document import Document

pytestmark = pytest.mark.usefixtures("own_database")

PLAIN = "http://127.0.0.1:8000/static/sharing/plain.png"
MEDIA = "http://127.0.0.1:8000/media/"


class Silent(FileSystemStorage):
    """A storage that does not answer."""

    def exists(self, name):
        raise ConnectionError("no answer")


@pytest.fixture(autouse=True)
def media(settings, tmp_path) -> Path:
    """Nothing that another test made."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def practice():
    practice = PracticeSettings.current()
    practice.practice_name, practice.tagline = "Alder Room", "Massage for heads"
    practice.save()
    return practice


@pytest.fixture
def about(practice):
    make_home()
    page = make_standard_page(title="About me")
    page.save_revision().publish()
    return page


def publish(page, title):
    page.title = title
    page.save_revision().publish()
    page.refresh_from_db()


def files(media: Path) -> dict[str, int]:
    """How many images each owner has."""
    folders = (media / "sharing").glob("*")
    return {folder.name: len(list(folder.iterdir())) for folder in folders}


def test_publishing_makes_the_image_of_a_page(client, about, media):
    assert files(media) == {"practice": 1, f"page-{about.pk}": 1}
    shared = made_sharing_image(about)
    assert (shared.width, shared.height, shared.alt) == (1200, 630, "About me – Alder Room")
    metas = Document(client.get(about.url).text).all("meta")
    said = {meta["property"]: meta["content"] for meta in metas if "property" in meta}
    assert said["og:image"] == shared.url
    assert said["og:image:alt"] == shared.alt
    answer = client.get(shared.url.removeprefix("http://127.0.0.1:8000"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert b"".join(answer.streaming_content)[1:4] == b"PNG"


def test_front_page_has_the_image_of_the_practice(about):
    shared = made_sharing_image(about.get_parent())
    assert shared.url.startswith(f"{MEDIA}sharing/practice/")
    assert shared.alt == "Alder Room – Massage for heads"


def test_another_title_is_another_address_and_the_old_image_goes(about, media):
    before = made_sharing_image(about).url
    publish(about, "About us")
    assert made_sharing_image(about).url != before
    assert made_sharing_image(about).alt == "About us – Alder Room"
    assert files(media) == {"practice": 1, f"page-{about.pk}": 1}


def test_another_name_of_the_practice_is_on_every_image(about, practice, media):
    before = made_sharing_image(about).url
    practice.practice_name = "Birch Room"
    practice.save()
    assert made_sharing_image(about).url.startswith(f"{MEDIA}sharing/page-{about.pk}/")
    assert made_sharing_image(about).url != before
    assert files(media) == {"practice": 1, f"page-{about.pk}": 1}


@pytest.mark.parametrize("way", ["unpublish", "delete"])
def test_image_goes_with_its_page(about, media, way):
    getattr(about, way)()
    assert files(media) == {"practice": 1}


def test_visit_makes_nothing(client, about, media):
    (image,) = (media / "sharing" / f"page-{about.pk}").iterdir()
    image.unlink()
    cache.clear()
    assert client.get(about.url).status_code == 200
    assert list(image.parent.iterdir()) == []
    assert made_sharing_image(about).url.startswith(f"{MEDIA}sharing/practice/")


def test_title_in_letters_that_our_fonts_lack_has_the_image_of_the_practice(about, caplog):
    publish(about, "Обо мне")
    assert made_sharing_image(about).url.startswith(f"{MEDIA}sharing/practice/")
    assert [r.levelname for r in caplog.records if r.name == "home.sharing.files"] == ["WARNING"]


def test_practice_without_a_name_has_the_image_without_words(about, practice):
    practice.practice_name = "針灸院"
    practice.save()
    assert made_sharing_image(about).url == PLAIN
    practice.practice_name = ""
    practice.save()
    assert made_sharing_image(about.get_parent()).url == PLAIN


def test_page_is_published_where_no_image_can_be_stored(about, settings, tmp_path, caplog):
    no_folder = tmp_path / "file"
    no_folder.write_text("")
    settings.MEDIA_ROOT = no_folder
    with caplog.at_level(logging.ERROR):
        publish(about, "About us")
    assert about.title == "About us"
    assert "Error calling" in caplog.text


def test_page_is_shown_while_the_storage_does_not_answer(client, about, settings, caplog):
    cache.clear()
    here = f"{Silent.__module__}.{Silent.__qualname__}"
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": here}}
    assert client.get(about.url).status_code == 200
    assert "The storage does not answer" in caplog.text
    assert made_sharing_image(about).url == PLAIN


def test_command_makes_what_is_missing_and_removes_what_nobody_has(about, media, capsys):
    for image in (media / "sharing").glob("*/*.png"):
        image.unlink()
    (media / "sharing" / "page-999999").mkdir()
    (media / "sharing" / "page-999999" / "old.png").write_bytes(b"")
    call_command("make_sharing_images")
    assert capsys.readouterr().out == "2 pictures made.\n"
    assert files(media) == {"practice": 1, f"page-{about.pk}": 1}
    assert sorted(owners()) == [f"page-{about.pk}", "practice"]
    call_command("make_sharing_images")
    assert capsys.readouterr().out == "0 pictures made.\n"


def test_saving_the_practice_leaves_what_would_take_too_long(about, media, caplog):
    for image in (media / "sharing").glob("*/*.png"):
        image.unlink()
    assert make_all(seconds=-1) == 0
    assert "2 sharing images are left" in caplog.text
    assert files(media) == {"practice": 0, f"page-{about.pk}": 0}
