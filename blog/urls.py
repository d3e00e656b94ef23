from django.urls import path

from blog.feeds import ArticleFeed, AtomArticleFeed, JsonArticleFeed, served

app_name = "blog"
urlpatterns = [
    path("feeds/articles.rss", served(ArticleFeed), name="rss"),
    path("feeds/articles.atom", served(AtomArticleFeed), name="atom"),
    path("feeds/articles.json", served(JsonArticleFeed), name="json"),
]
