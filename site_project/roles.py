"""The four roles of a practice, as Wagtail groups.

The table says what the product means by each role. A practice may change its groups in the
admin; `ensure_roles` keeps what it changed, see there.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

ADMIN = ("wagtailadmin.access_admin",)
DESK = (
    "bookings.view_bookingrequest",
    "bookings.answer_bookingrequest",
    "bookings.view_appointment",
    "bookings.view_outboxmessage",
)
CLIENTS = tuple(f"bookings.{action}_client" for action in ("add", "change", "view"))
# What a person may ask of the practice: all that it keeps of them, and that it forgets it.
PEOPLE = ("bookings.erase_client", "bookings.export_client", "bookings.view_auditevent")
WAITING = ("bookings.view_waitlistentry",)
# Days off and extra days. Whoever sees them sees the week as well.
CLOSURES = tuple(f"bookings.{action}_scheduleexception" for action in ("add", "change", "view"))
RULES = (
    "bookings.change_bookingsettings",
    "bookings.change_mailwording",
    "bookings.delete_scheduleexception",
    *(f"bookings.{action}_blockedcontact" for action in ("add", "delete", "view")),
    *(f"bookings.{action}_screening" for action in ("add", "view")),
    *(f"bookings.{action}_consenttext" for action in ("add", "view")),
)
HEALTH = ("bookings.view_healthanswers",)
# Addresses at which the diary can be read outside of the site.
FEEDS = ("bookings.change_calendarfeed",)
REPORTS = ("bookings.view_reports", "bookings.export_reports")
PRACTITIONERS = tuple(f"bookings.{action}_practitioner" for action in ("add", "change", "view"))
SNIPPETS = tuple(
    f"{app}.{action}_{model}"
    for app, model in (("home", "painarea"), ("home", "muscle"), ("blog", "topic"))
    for action in ("add", "change", "delete", "view")
)
PROMOTED = tuple(
    f"wagtailsearchpromotions.{action}_searchpromotion" for action in ("add", "change", "delete")
)
PRACTICE = ("home.change_practicesettings", "home.change_writingsettings")
ACCOUNTS = tuple(
    f"auth.{action}_{model}"
    for model in ("user", "group")
    for action in ("add", "change", "delete", "view")
)
SITE = tuple(
    f"{model}.{action}"
    for model, action in (
        ("wagtailredirects", "add_redirect"),
        ("wagtailredirects", "change_redirect"),
        ("wagtailredirects", "delete_redirect"),
        ("wagtailredirects", "view_redirect"),
        ("wagtailcore", "change_site"),
        ("wagtailcore", "view_site"),
    )
)

THERAPY = (
    *(
        ADMIN
        + DESK
        + CLIENTS
        + PEOPLE
        + WAITING
        + CLOSURES
        + RULES
        + HEALTH
        + FEEDS
        + REPORTS
        + PRACTITIONERS
    ),
    *(SNIPPETS + PROMOTED + PRACTICE),
)

WRITE_PAGES = ("add_page", "change_page", "publish_page")
RUN_PAGES = (*WRITE_PAGES, "bulk_delete_page", "lock_page", "unlock_page")
IMAGES = tuple(f"wagtailimages.{action}_image" for action in ("add", "change", "choose"))
DOCUMENTS = tuple(f"wagtaildocs.{action}_document" for action in ("add", "change", "choose"))
COLLECTIONS = tuple(f"wagtailcore.{action}_collection" for action in ("add", "change", "delete"))


@dataclass(frozen=True)
class Role:
    """What a group may do: everywhere, on every page, and with every file."""

    name: str
    permissions: tuple[str, ...]
    on_pages: tuple[str, ...] = ()
    on_files: tuple[str, ...] = ()


OWNER = Role(
    "Owner",
    (*THERAPY, *ACCOUNTS, *SITE),
    on_pages=RUN_PAGES,
    on_files=(*IMAGES, *DOCUMENTS, *COLLECTIONS),
)
THERAPIST = Role(
    "Therapist",
    THERAPY,
    on_pages=RUN_PAGES,
    on_files=(*IMAGES, *DOCUMENTS),
)
RECEPTION = Role("Reception", (*ADMIN, *DESK, *CLIENTS, *WAITING, *CLOSURES))
EDITOR = Role("Editor", ADMIN, on_pages=WRITE_PAGES, on_files=IMAGES)

ROLES = (OWNER, THERAPIST, RECEPTION, EDITOR)
STOCK_GROUPS = ("Moderators", "Editors")


def roles_after_migrate(
    *, using: str = DEFAULT_DB_ALIAS, plan: list[Any] | None = None, **kwargs: Any
) -> None:
    """Receiver of post_migrate: the groups exist on every migrated database.

    `plan` holds what this run of migrate did. When it did something, a release may have
    brought permissions that the roles have not got yet.
    """
    executor = MigrationExecutor(connections[using])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return  # `migrate some_app` on a new database: the tables of the rest are not there
    ensure_roles(upgrade=bool(plan))


@transaction.atomic
def ensure_roles(*, upgrade: bool = False) -> None:
    """Make the groups that are missing; with `upgrade`, give existing ones what they lack.

    Nothing is ever taken away from a group, and without `upgrade` an existing group stays as
    the practice left it. Where a group works (its place in the page tree and among the
    collections) is given only while it has none, so a group moved to one section stays there.

    Wagtail's own two groups go when the first of ours is made, and at no other time: a group
    that the practice later calls *Editors* is its own.
    """
    existing = {group.name: group for group in Group.objects.all()}
    if not any(role.name in existing for role in ROLES):
        Group.objects.filter(name__in=STOCK_GROUPS).delete()
    for role in ROLES:
        group = existing.get(role.name)
        if group is None:
            group = Group.objects.create(name=role.name)
        elif not upgrade:
            continue
        group.permissions.add(*_permissions(role.permissions))
        _place_on_pages(group, role.on_pages)
        _place_on_files(group, role.on_files)


def _permissions(names: tuple[str, ...]) -> list[Permission]:
    """The permissions called "app.codename"; one of an app not migrated yet is left out."""
    wanted = set(names)
    apps = {name.partition(".")[0] for name in names}
    rows = Permission.objects.filter(content_type__app_label__in=apps).select_related(
        "content_type"
    )
    return [row for row in rows if f"{row.content_type.app_label}.{row.codename}" in wanted]


def _place_on_pages(group: Group, codenames: tuple[str, ...]) -> None:
    root = Page.get_first_root_node()
    if root is None or group.page_permissions.exists():
        return
    permissions = _permissions(tuple(f"wagtailcore.{codename}" for codename in codenames))
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page=root, permission=permission)
        for permission in permissions
    )


def _place_on_files(group: Group, names: tuple[str, ...]) -> None:
    root = Collection.get_first_root_node()
    if root is None or group.collection_permissions.exists():
        return
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=group, collection=root, permission=permission)
        for permission in _permissions(names)
    )
