from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import BaseCommand, CommandError

from site_project.settings.storages import BUCKET


class Command(BaseCommand):
    help = "Make the private bucket S3_BUCKET for uploads, where it is not there yet."

    def handle(self, **options: Any) -> None:
        if settings.STORAGES["default"]["BACKEND"] != BUCKET:
            raise CommandError("Uploads are in a folder: S3_BUCKET is not set.")
        client, name = default_storage.connection.meta.client, default_storage.bucket_name
        if name in {bucket["Name"] for bucket in client.list_buckets()["Buckets"]}:
            self.stdout.write(f"The bucket {name} is there.")
        else:
            client.create_bucket(Bucket=name)
            self.stdout.write(f"Made the bucket {name}.")
