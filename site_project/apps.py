from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SiteProjectConfig(AppConfig):
    name = "site_project"
    verbose_name = _("Site")

    def ready(self) -> None:
        from . import database_checks  # noqa: F401  registers itself
        from .roles import roles_after_migrate  # models are not there when this module loads

        # Django makes the permissions of one app after the other; the roles need them all.
        last = [config for config in apps.get_app_configs() if config.models_module][-1]
        post_migrate.connect(
            roles_after_migrate, sender=last, dispatch_uid="site_project.roles_after_migrate"
        )
