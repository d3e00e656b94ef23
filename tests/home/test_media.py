"""The addresses of pictures: what is served below /media/, and that nothing else is."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tests.factories.pictures import make_image, picture_bytes

pytestmark = pytest.mark.django_db

PICTURE = picture_bytes("JPEG", size=(40, 30))


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def test_picture_is_served_with_its_kind_and_a_date_for_the_next_visit(client):
    image = make_image(content=PICTURE)

    answer = client.get(image.file.url)
    again = client.get(image.file.url, headers={"if-modified-since": answer["Last-Modified"]})

    with default_storage.open(image.file.name) as file:
        assert b"".join(answer.streaming_content) == file.read()
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Length"] == str(image.file.size)
    assert answer["Cache-Control"] == "max-age=604800, public"
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "path",
    [
        "documents/contract.pdf",
        "images/../documents/contract.pdf",
        "images/./../documents/contract.pdf",
        "images//../documents/contract.pdf",
        "images/../../keys.json",
        "/images/../documents/contract.pdf",
        "images",
        "images/",
        "images/missing.png",
        "images/x\0.png",
        f"images/{'x' * 300}.png",
        f"images/{'é' * 125}.png",
        "",
    ],
)
def test_media_is_no_way_to_anything_else(client, tmp_path, path):
    default_storage.save("documents/contract.pdf", ContentFile(b"private"))
    default_storage.save("images/there.jpg", ContentFile(PICTURE))
    (tmp_path / "keys.json").write_text("secret")

    assert client.get(f"/media/{path}").status_code == 404
