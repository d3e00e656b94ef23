from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Site")

    def ready(self) -> None:
        from home import renditions  # models are not there when this module loads
        from home.page_cache import writes
        from home.sharing import making

        renditions.connect()
        making.connect()
        connection_created.connect(writes.watch_writes, dispatch_uid="home.page_cache.writes")
        writes.only({"home_job", "home_wantedsize"})
