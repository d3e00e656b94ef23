import pytest
from django.contrib.staticfiles import finders
from PIL import Image

from home.identity.manifest import PAPER, short_name
from home.models import PracticeSettings
from tests.home.identity.test_icons import colours

pytestmark = pytest.mark.django_db


@pytest.fixture
def manifest(client):
    practice = PracticeSettings.current()
    practice.practice_name, practice.language = "Praxis am Alten Markt", "de"
    practice.save()
    return client.get("/manifest.webmanifest")


def test_manifest_says_who_this_is_in_its_language(manifest):
    assert manifest["Content-Type"] == "application/manifest+json"
    said = manifest.json()
    icons = said.pop("icons")
    assert said == {
        "name": "Praxis am Alten Markt",
        "short_name": "Praxis am",
        "lang": "de",
        "dir": "ltr",
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "browser",
        "background_color": PAPER,
        "theme_color": PAPER,
    }
    assert colours("paper")[0] == PAPER
    for icon in icons:
        with Image.open(finders.find(icon["src"].removeprefix("/static/"))) as picture:
            assert "x".join(map(str, picture.size)) == icon["sizes"]
    assert [icon["purpose"] for icon in icons] == ["any", "any", "maskable"]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("", ""),
        ("Al", "Al"),
        ("Alder Room Massage", "Alder Room"),
        ("Physiotherapie Nord", "Physiotherapie"),
    ],
)
def test_short_name_is_of_whole_words(name, short):
    assert short_name(name) == short
