from wagtail import hooks

from blog.listings import ArticleListing


@hooks.register("register_admin_viewset")
def register_articles():
    return ArticleListing()
