from django.urls import path

from home import views
from home.search.views import search

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("search/", search, name="search"),
    path("favicon.ico", views.favicon, name="favicon"),
]
