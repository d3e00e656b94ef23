"""Uploads in a store that is no folder: an S3 server of somebody else's making."""

import boto3
import pytest
from moto.server import ThreadedMotoServer

from site_project.backups import media
from tests.bookings.smtp import free_port
from tests.site_project.backups.copies import back_up, put_back, upload, uploads

pytestmark = [pytest.mark.once, pytest.mark.django_db, pytest.mark.usefixtures("own_database")]


@pytest.fixture
def bucket(settings):
    login = {
        "access_key": "anybody",
        "secret_key": "anything",
        "region_name": "eu-central-1",
    }
    server = ThreadedMotoServer("127.0.0.1", free_port(), verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    boto3.client(
        "s3",
        endpoint_url=address,
        region_name=login["region_name"],
        aws_access_key_id=login["access_key"],
        aws_secret_access_key=login["secret_key"],
    ).create_bucket(
        Bucket="media", CreateBucketConfiguration={"LocationConstraint": login["region_name"]}
    )
    options = login | {"bucket_name": "media", "endpoint_url": address}
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
    }
    yield
    server.stop()


def test_uploads_in_a_bucket_come_back(bucket, folder):
    upload("documents/leaflet.pdf")
    upload("original_images/neck.webp", b"RIFF of a neck")
    path = back_up(folder)
    media.storage.delete("documents/leaflet.pdf")
    upload("documents/later.pdf")

    put_back(path, replace=True)

    assert uploads() == {
        "documents/leaflet.pdf": b"a leaflet",
        "original_images/neck.webp": b"RIFF of a neck",
    }
