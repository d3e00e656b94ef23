from typing import Final

from django.apps import AppConfig, apps
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

# Tables of Django, Wagtail and accounts that no public page is made of. Renditions are not among
# them: Wagtail deletes those of a picture only after it has saved another file for it.
UNSEEN: Final = {
    *("account_emailaddress", "account_emailconfirmation", "mfa_authenticator"),
    *("accounts_attempt", "accounts_session", "accounts_unsentform", "django_session"),
    "django_content_type",
    *("wagtailadmin_admin", "wagtailadmin_editingsession", "wagtailadmin_formstate"),
    *("wagtailcore_comment", "wagtailcore_commentreply", "wagtailcore_pagesubscription"),
    *("wagtailcore_modellogentry", "wagtailcore_pagelogentry", "wagtailcore_referenceindex"),
    *("wagtailcore_revision", "wagtailcore_taskstate", "wagtailcore_workflowstate"),
    *("wagtailcore_uploadedfile", "wagtailusers_userprofile"),
    *("wagtailsearch_indexentry", "wagtailsearch_indexentry_fts"),
    *("wagtailsearchpromotions_query", "wagtailsearchpromotions_querydailyhits"),
}
# Who may sign in, and what they may do.
PEOPLE: Final = {
    *("auth_user", "auth_user_groups", "auth_user_user_permissions"),
    *("auth_permission", "auth_group", "auth_group_permissions"),
}


class SiteProjectConfig(AppConfig):
    name = "site_project"
    verbose_name = _("Site")

    def ready(self) -> None:
        from home.page_cache import writes
        from home.page_cache.stamps import Stamp

        from . import database_checks, language_checks  # noqa: F401  register themselves
        from .roles import roles_after_migrate  # models are not there when this module loads
        from .watching.queries import watch_queries

        connection_created.connect(watch_queries, dispatch_uid="site_project.watch_queries")
        writes.only(UNSEEN)
        writes.only(PEOPLE, Stamp.PEOPLE)
        # Django makes the permissions of one app after the other; the roles need them all.
        last = [config for config in apps.get_app_configs() if config.models_module][-1]
        post_migrate.connect(
            roles_after_migrate, sender=last, dispatch_uid="site_project.roles_after_migrate"
        )
