"""Uploaded and made pictures, as the site itself serves them, wherever they are stored."""

import posixpath

from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

# Documents are not among them: Wagtail serves those, after asking who may have them.
PUBLIC_FOLDERS = {"images", "original_images", "sharing"}
# No file of ours has a longer path, and no file system takes a much longer name.
LONGEST_PATH_BYTES = 255
NOT_THERE = (
    FileNotFoundError,
    IsADirectoryError,
    NotADirectoryError,
    SuspiciousOperation,
    ValueError,
)


@require_safe
@cache_control(max_age=7 * 24 * 3600, public=True)
def picture_file(request, path):
    # A way round by way of “..” would end in another folder.
    is_public = path.partition("/")[0] in PUBLIC_FOLDERS and posixpath.normpath(path) == path
    if not is_public or len(path.encode()) > LONGEST_PATH_BYTES:
        raise Http404
    try:
        changed = int(default_storage.get_modified_time(path).timestamp())
        answer = get_conditional_response(request, last_modified=changed)
        answer = answer or FileResponse(default_storage.open(path))
    except NOT_THERE as error:
        raise Http404 from error
    answer["Last-Modified"] = http_date(changed)
    # Feed readers show the pictures of an article on pages of their own.
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer
