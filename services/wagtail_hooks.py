from wagtail import hooks

from services.listings import ServiceListing


@hooks.register("register_admin_viewset")
def register_services():
    return ServiceListing()
