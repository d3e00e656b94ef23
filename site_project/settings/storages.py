"""STORAGES from the environment: where pictures, documents and static files lie."""

from typing import Any

from environs import Env

FOLDER = "django.core.files.storage.FileSystemStorage"
BUCKET = "site_project.bucket.Bucket"
STATIC = "whitenoise.storage.CompressedManifestStaticFilesStorage"


def storages(env: Env) -> dict[str, Any]:
    """The entries of STORAGES: static files hashed and compressed, uploads in a folder.

    S3_BUCKET, where set, names the bucket of an S3-compatible service that all machines share
    instead of the folder (it needs requirements/machines.txt):

    S3_ENDPOINT_URL, S3_REGION
        Empty and us-east-1 mean Amazon's own.
    S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY
        Of an account that may list, read, write and delete in this bucket, and nothing else.

    Visitors never reach the bucket: the site serves what is public (home/media.py), and Wagtail
    the documents, after asking who may have them.
    """
    bucket = env("S3_BUCKET", "")
    uploads: dict[str, Any] = {"BACKEND": FOLDER}
    if bucket:
        options = {
            "bucket_name": bucket,
            "endpoint_url": env("S3_ENDPOINT_URL", "") or None,
            "region_name": env("S3_REGION", "us-east-1"),
            "access_key": env("S3_ACCESS_KEY_ID"),
            "secret_key": env("S3_SECRET_ACCESS_KEY"),
        }
        uploads = {"BACKEND": BUCKET, "OPTIONS": options}
    return {"default": uploads, "staticfiles": {"BACKEND": STATIC}}
