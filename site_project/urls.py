from django.conf import settings
from django.urls import include, path
from django.views.decorators.cache import cache_control
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from home.findable.sitemap import part, sitemap
from home.media import picture_file
from home.page_cache.limits import same_for_everybody
from home.routing import straight_to_its_page
from site_project.watching.views import metrics

# Some are for those who signed in only: no cache between here and them may keep one.
documents = decorate_urlpatterns(
    wagtaildocs_urls.urlpatterns, cache_control(private=True, no_cache=True)
)
# Pages, that is: the others here set a cookie or lead elsewhere.
pages = decorate_urlpatterns(wagtail_urls.urlpatterns, same_for_everybody)
pages = decorate_urlpatterns(pages, straight_to_its_page)

urlpatterns = [
    path("admin/", include("site_project.accounts.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(documents)),
    path("sitemap.xml", same_for_everybody(sitemap), name="sitemap"),
    path("sitemap-<slug:section>.xml", same_for_everybody(part), name="sitemap_part"),
    path("metrics", metrics, name="metrics"),
    path("", include("home.urls")),
    path("", include("blog.urls")),
    path("", include("bookings.urls")),
    path(f"{settings.MEDIA_URL.lstrip('/')}<path:path>", picture_file),
    # Wagtail has a way in of its own for private pages, without limits and second factor.
    path("_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("", include(pages)),
]

handler400 = "home.views.bad_request"
handler403 = "home.views.permission_denied"
handler404 = "home.views.page_not_found"
handler500 = "home.views.server_error"
