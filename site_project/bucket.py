"""Uploads in S3-compatible storage, for several machines; what the setting S3_BUCKET chooses."""

import datetime as dt
from http import HTTPStatus
from typing import Any
from urllib.parse import urljoin

from botocore.config import Config
from botocore.exceptions import ClientError
from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage


class Bucket(S3Storage):
    """A private bucket whose files have addresses of the site itself, as those of a folder do."""

    def get_default_settings(self) -> dict[str, Any]:
        return super().get_default_settings() | {
            # An upload never replaces another one's file.
            "file_overwrite": False,
            # In seconds, for each wait: a visitor waits for a picture, an editor for an upload.
            "client_config": Config(
                connect_timeout=3,
                read_timeout=20,
                retries={"total_max_attempts": 3, "mode": "standard"},
                s3={"addressing_style": "path"},
                signature_version="s3v4",
                # Services other than Amazon's refuse the newer checksums.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        }

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name).lstrip("/"))

    def get_modified_time(self, name: str) -> dt.datetime:
        """Raises FileNotFoundError, as a folder does, for what is not there."""
        try:
            return super().get_modified_time(name)
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] == HTTPStatus.NOT_FOUND:
                raise FileNotFoundError(name) from error
            raise
