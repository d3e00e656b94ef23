"""Who may open which address of the admin: by its name, the first line that fits counts.

A rule names permissions, not roles: what a role holds is said in site_project/roles.py. An
address without a rule fails tests/admin/test_matrix.py, and so does a rule without an address.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.auth.models import AnonymousUser, User
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Page
from wagtail.permissions import policy_registry

from bookings.staff.permissions import (
    ADD_CLIENTS,
    ANSWER_REQUESTS,
    CHANGE_CLIENTS,
    CHANGE_FEEDS,
    CHANGE_MAIL_WORDS,
    ERASE_CLIENTS,
    EXPORT,
    EXPORT_REPORTS,
    VIEW_APPOINTMENTS,
    VIEW_CLIENTS,
    VIEW_CLOSURES,
    VIEW_HEALTH,
    VIEW_MAIL,
    VIEW_REPORTS,
    VIEW_REQUESTS,
)

Account = User | AnonymousUser


@dataclass(frozen=True)
class Needs:
    """All of these permissions; each of them is tried alone (test_desk_permissions)."""

    permissions: frozenset[str]

    def __call__(self, account: Account) -> bool:
        return in_admin(account) and account.has_perms(self.permissions)


def needs(*permissions: str) -> Needs:
    return Needs(frozenset(permissions))


def anybody(account: Account) -> bool:
    return True


def in_admin(account: Account) -> bool:
    return account.has_perm("wagtailadmin.access_admin")


def signed_in(account: Account) -> bool:
    return account.is_authenticated


def superuser(account: Account) -> bool:
    return account.is_superuser


def on(model: Any, *actions: str) -> Callable[[Account], bool]:
    """Any of these actions, anywhere in the page tree or among the collections."""

    def may(account: Account) -> bool:
        policy = policy_registry.get_by_type(model)
        return in_admin(account) and policy.user_has_any_permission(account, actions)

    return may


writers = on(Page, "add", "change", "publish")
keepers = on(Page, "lock", "unlock")
pictures = on(get_image_model(), "add", "change")
documents = on(get_document_model(), "add", "change")

# The lists of the desk by their model, for what every list has.
LISTS: Final = {
    "requests": "bookingrequest",
    "appointments": "appointment",
    "clients": "client",
    "closures": "scheduleexception",
    "practitioners": "practitioner",
    "mail": "outboxmessage",
    "blocked": "blockedcontact",
    "safety-questions": "screening",
    "consent-texts": "consenttext",
    "log": "auditevent",
}
PAGES_OF_LISTS: Final = {
    "index|index_results|inspect": "view",
    "create": "add",
    "edit": "change",
    "delete": "delete",
}
OF_LISTS: Final = [
    (rf"bookings_{name}_modeladmin_(?:{pages})", needs(f"bookings.{action}_{model}"))
    for name, model in LISTS.items()
    for pages, action in PAGES_OF_LISTS.items()
]
REQUEST, VISIT = "bookings_requests_modeladmin_", "bookings_appointments_modeladmin_"
PERSON: Final = "bookings_clients_modeladmin_"
TO_ANSWER: Final = (VIEW_REQUESTS, ANSWER_REQUESTS)
TO_EXPORT: Final = (VIEW_REPORTS, EXPORT_REPORTS)
DESK: Final = [
    (rf"{REQUEST}(?:acknowledge|ask_again)", needs(*TO_ANSWER, VIEW_HEALTH)),
    (rf"{REQUEST}(?:match|unmatch)", needs(*TO_ANSWER, VIEW_CLIENTS, CHANGE_CLIENTS)),
    (rf"{REQUEST}new_client", needs(*TO_ANSWER, VIEW_CLIENTS, ADD_CLIENTS)),
    # The sheet is for who treats, and changes nothing.
    (rf"{REQUEST}intake", needs(VIEW_REQUESTS, VIEW_HEALTH)),
    (rf"{REQUEST}erase", needs(*TO_ANSWER, ERASE_CLIENTS)),
    (rf"{REQUEST}export", needs(*TO_ANSWER, *EXPORT)),
    (rf"{REQUEST}\w+|bookings_bulk_\w+", needs(*TO_ANSWER)),
    (rf"{PERSON}erase", needs(VIEW_CLIENTS, ERASE_CLIENTS)),
    (rf"{PERSON}export", needs(VIEW_CLIENTS, *EXPORT)),
    (rf"{PERSON}standing", needs(VIEW_CLIENTS, CHANGE_CLIENTS)),
    # Requests change hands, as when one is matched.
    (rf"{PERSON}(?:same_person|merge)", needs(VIEW_CLIENTS, CHANGE_CLIENTS, ANSWER_REQUESTS)),
    (rf"{VISIT}areas", needs(VIEW_APPOINTMENTS, ANSWER_REQUESTS, VIEW_HEALTH)),
    (rf"{VISIT}\w+", needs(VIEW_APPOINTMENTS, ANSWER_REQUESTS)),
    (r"bookings_mail_modeladmin_\w+", needs(VIEW_MAIL, ANSWER_REQUESTS)),
    (
        r"bookings_practitioners_modeladmin_calendar",
        needs("bookings.view_practitioner", CHANGE_FEEDS, VIEW_APPOINTMENTS),
    ),
    # Whoever keeps the diary; names are in it only for who may see visits, or requests.
    (r"bookings_(?:today|day|gap|week|own_week)", needs(VIEW_CLOSURES)),
    (r"bookings_reports", needs(VIEW_REPORTS)),
    (r"bookings_reports_export", needs(*TO_EXPORT)),
    (r"bookings_mail_(?:words|write|preview|restore)", needs(CHANGE_MAIL_WORDS)),
]
# Signing in (site_project/accounts): open to whoever wants to; what an account has set up is its
# own, whatever else it may do.
SIGNING_IN: Final = [
    (r"account_(?:login|reset_password|forgotten_done)|password_reset_confirm", anybody),
    # Says how long the session at hand has; of nobody's, that it has no time left.
    (r"account_session", anybody),
    (r"account_sessions_of", needs("auth.change_user")),
    (r"account_(?:sessions|unsent|send_unsent|throw_unsent_away)", in_admin),
    # Led to where one signs in, as long as no password was given there.
    (r"account_reauthenticate|mfa_\w+", signed_in),
]
# What Wagtail lets everybody do who is in the admin. None of it says a word about clients.
LEFT_OPEN: Final = [
    r"wagtailadmin_(?:home|account|dismissibles|block_preview)",
    r"wagtail_modeladmin:javascript_catalog",
    r"wagtailembeds:.*",
    r"wagtailadmin_(?:choose_|tag_).*",
    r"style_page",
    r"wagtailadmin_api:(?:documents:.*|images:.*|pages:(?:listing|find|action))",
    r"wagtailadmin_editing_sessions:.*",
    # Shows the entries about what the account may work on.
    r"wagtailadmin_reports:site_history(?:_results)?",
    r"wagtailadmin_workflows:task_cho.*",
    r"wagtail(?:docs|images)_chooser:(?:choose(?:_results)?|chosen_multiple)",
    r"wagtailsnippetchoosers_\w+:(?:choose(?:_results)?|chosen(?:_multiple)?)",
    r"wagtailsearchpromotions:chooser(?:results)?",
    # Ask for permission on each page when something is sent, or lead to a page that asks.
    r"wagtailadmin_pages:(?:choose_parent|move_confirm|revisions_index)",
    r"wagtailadmin_pages:(?:confirm_workflow_cancellation|workflow_preview)",
    r"(?:articles|services):choose_parent",
    r"wagtail_bulk_action (?!auth|bookings).*",
    r"wagtailsettings:edit \S+ leads on",
    r"wagtailsnippets:index",
]
RULES: Final = [
    *OF_LISTS,
    *DESK,
    *SIGNING_IN,
    (r"wagtailadmin_(?:sprite|login|password_reset\w*|javascript_catalog)", anybody),
    *((name, in_admin) for name in LEFT_OPEN),
    (r"wagtailadmin_explore\w*", writers),
    (r"wagtailadmin_(?:pages|api:pages):\w+", writers),
    (r"(?:articles|services):\w+", writers),
    (r"content_\w+|\w*import\w*_article", writers),
    (r"wagtailadmin_reports:locked_pages\w*", keepers),
    (r"wagtailadmin_reports:\w+", writers),
    (r"wagtailadmin_collections:\w+", on(Collection, "add", "change", "delete")),
    (r"wagtailadmin_workflows:\w+", superuser),
    (r"wagtailimages(?:_chooser)?:\w+", pictures),
    (r"wagtaildocs(?:_chooser)?:\w+", documents),
    *(
        (rf"wagtailsnippet(?:s|choosers)_{app}_{model}:\w+", needs(f"{app}.change_{model}"))
        for app, model in (("home", "muscle"), ("home", "painarea"), ("blog", "topic"))
    ),
    *(
        (rf"wagtailsettings:\w+ {app}\.{model}", needs(f"{app}.change_{model}"))
        for app, model in (
            *(("home", "practicesettings"), ("home", "writingsettings")),
            ("bookings", "bookingsettings"),
        )
    ),
    (r"wagtailusers_users:\w+|wagtail_bulk_action auth\.user\.\w+", needs("auth.change_user")),
    (r"wagtailusers_groups:\w+", needs("auth.change_group")),
    (r"wagtailsites:(?:add|copy)", needs("wagtailcore.add_site")),
    (r"wagtailsites:delete", needs("wagtailcore.delete_site")),
    (r"wagtailsites:\w+", needs("wagtailcore.change_site")),
    (r"wagtailredirects:\w+", needs("wagtailredirects.change_redirect")),
    (r"wagtailsearchpromotions:search_terms\w*", superuser),
    (r"wagtailsearchpromotions:\w+", needs("wagtailsearchpromotions.change_searchpromotion")),
]
# The lists of the desk that can be taken out of it (?export=csv), and by whom.
EXPORTS: Final[dict[str, Callable[[Account], bool]]] = {}
# An address that is tried by nobody, and why.
LEFT_OUT: Final = {
    "wagtailadmin_logout": "ends the session that the other addresses are tried with",
    "wagtailadmin_error_test": "is there to raise an error",
}


def rule_for(name: str) -> Callable[[Account], bool] | None:
    return next((who for pattern, who in RULES if re.fullmatch(pattern, name)), None)


def unused_rules(names: list[str]) -> list[str]:
    """The lines before which every address that they fit was taken by another one."""
    used = {_line_for(name) for name in names}
    of_lists = {pattern for pattern, _who in OF_LISTS}  # not every list has every page
    return [pattern for pattern, _who in RULES if pattern not in used | of_lists]


def _line_for(name: str) -> str | None:
    return next((pattern for pattern, _who in RULES if re.fullmatch(pattern, name)), None)
