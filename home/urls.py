from django.urls import path

from home import views
from home.identity.llms import llms
from home.identity.manifest import manifest
from home.identity.offline import service_worker
from home.search.views import search

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("llms.txt", llms, name="llms"),
    path("search/", search, name="search"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("manifest.webmanifest", manifest, name="manifest"),
    # At the top: a worker may answer only for addresses below its own.
    path("sw.js", service_worker, name="service_worker"),
]
