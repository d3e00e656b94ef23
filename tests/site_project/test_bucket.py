"""Uploads in S3-compatible storage behave as those in a folder: same addresses, same privacy."""

from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.urls import reverse
from environs import Env
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from home.sharing import files
from site_project.settings.storages import FOLDER, storages
from tests.factories.pages import make_home
from tests.factories.pictures import make_image, picture_bytes

pytestmark = [pytest.mark.django_db, pytest.mark.once]

PDF = b"%PDF-1.7 a leaflet"


@pytest.fixture(autouse=True)
def bucket(s3, settings, monkeypatch, tmp_path):
    """Uploads go there, and the folder that they would be in is not to be had."""
    for name, value in s3.items():
        monkeypatch.setenv(name, value)
    settings.STORAGES = settings.STORAGES | {"default": storages(Env())["default"]}
    settings.MEDIA_ROOT = tmp_path / "no folder"
    client = default_storage.connection.meta.client
    yield
    assert not (tmp_path / "no folder").exists()
    client.close()


def make_document(**fields):
    document = get_document_model()(title="Leaflet", **fields)
    document.file.save("leaflet.pdf", ContentFile(PDF))
    return document


def test_picture_and_its_sizes_have_addresses_of_the_site(client):
    image = make_image(content=picture_bytes("JPEG", size=(800, 600)))
    size = image.get_rendition("width-320|format-webp")

    answer = client.get(size.url)
    again = client.get(size.url, headers={"if-modified-since": answer["Last-Modified"]})

    assert image.file.url.startswith("/media/original_images/")
    assert size.url.startswith("/media/images/")
    assert answer["Content-Type"] == "image/webp"
    assert b"".join(answer.streaming_content) == default_storage.open(size.file.name).read()
    assert again.status_code == 304


@pytest.mark.parametrize("path", ["images/missing.png", "images/", "documents/leaflet.pdf"])
def test_what_is_not_a_public_file_is_not_found(client, path):
    make_document()
    assert client.get(f"/media/{path}").status_code == 404


def test_second_upload_of_a_name_leaves_the_first_alone():
    names = [default_storage.save("images/x.txt", ContentFile(content)) for content in (b"1", b"2")]
    assert [default_storage.open(name).read() for name in names] == [b"1", b"2"]


def test_document_comes_from_the_site_itself_and_only_to_whom_it_is_for(client):
    make_home()
    closed = Collection.get_first_root_node().add_child(name="Staff")
    everybodys, staffs = make_document(), make_document(collection=closed)
    CollectionViewRestriction.objects.create(
        collection=closed, restriction_type=CollectionViewRestriction.LOGIN
    )

    answer = client.get(everybodys.url)
    refused = client.get(staffs.url)

    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert refused.url.startswith(reverse("account_login"))


def test_sharing_images_are_made_found_and_removed():
    practice = files.Wanted("practice", "Alder Room")
    assert files.owners() == []

    assert files.make(practice)
    assert files.make(files.Wanted("practice", "Elder Room"))

    assert files.owners() == ["practice"]
    assert default_storage.listdir("sharing/practice")[1] != []
    assert not default_storage.exists(practice.path)
    files.remove("practice")
    assert files.owners() == []


def test_bucket_is_made_once(settings):
    default_storage.bucket.delete()
    call_command("make_bucket", stdout=(first := StringIO()))
    call_command("make_bucket", stdout=(second := StringIO()))
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": FOLDER}}

    assert first.getvalue() == "Made the bucket practice-media.\n"
    assert second.getvalue() == "The bucket practice-media is there.\n"
    with pytest.raises(CommandError, match="S3_BUCKET is not set"):
        call_command("make_bucket")
