"""Uploaded pictures, as the site itself serves them."""

from django.conf import settings
from django.http import Http404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.static import serve

# Documents are not among them: Wagtail serves those, after asking who may have them.
PUBLIC_FOLDERS = {"images", "original_images"}


@require_safe
@cache_control(max_age=7 * 24 * 3600, public=True)
def picture_file(request, path):
    if path.partition("/")[0] not in PUBLIC_FOLDERS:
        raise Http404
    return serve(request, path, document_root=settings.MEDIA_ROOT)
