"""Every address below /admin/ that Django's URL resolver knows, with keys that exist.

An argument that nothing here stands for is an error that says what to add to ARGUMENTS.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.contrib.settings.registry import registry as settings_registry

from tests.admin.practice import Practice

ADMIN: Final = "admin/"
HUGE: Final = 10**19 + 1
MISSING: Final = 987_654
# What an address is told about rows behind its question mark, by its name.
IN_QUERY: Final = {
    "wagtail_bulk_action": "?id",
    "bookings_clients_modeladmin_merge": "?with",
    "bookings_gap": "?at",
    **{f"bookings_bulk_{name}": "?pk" for name in ("assign", "decline", "quarantine")},
}

# Which rows (Practice.rows) an argument stands for: of the first line that fits address and name.
ARGUMENTS: Final = (
    (r"bookings_([\w-]+)_modeladmin_\w+", "instance_pk", r"\1"),
    (r"bookings_clients_modeladmin_merge", r"\?with", "other clients"),
    (r"bookings_gap", r"\?at", "free times"),
    (r"bookings_bulk_\w+", r"\?pk", "requests"),
    (r"bookings_week", "pk", "practitioners"),
    (r"mfa_\w+", "pk", "passkeys"),
    (r"account_sessions_of", "pk", "users"),
    (r"account_\w*unsent\w*", "pk", "nothing"),
    (r"bookings_mail_\w+", "kind", "kinds of mail"),
    (r"(?:import|review_imported)_article", "parent", "indexes"),
    (r"review_imported_article", "pk", "pages"),
    (r"wagtailsnippet(?:s|choosers)_(\w+):\w+", "pk", r"\1"),
    (r"wagtailadmin_api:(\w+):\w+", "pk", r"\1"),
    (r"wagtailimages.*", "image_id|pk|uploaded_file_id", "images"),
    (r"wagtaildocs.*", "document_id|doc_id|pk|uploaded_file_id", "documents"),
    (r"wagtailredirects:\w+", "redirect_id", "redirects"),
    (r"wagtailsearchpromotions:\w+", "query_id", "queries"),
    (r"wagtailsettings:.*", "pk", "sites"),
    (r"wagtailsites:\w+", "pk", "sites"),
    (r"wagtailusers_(users|groups):\w+", "pk", r"\1"),
    (r"wagtailadmin_collections:\w+", "pk|collection_id", "collections"),
    (r"wagtailadmin_pages:add|wagtailadmin_pages:preview_on_add", "parent_page_id", "indexes"),
    (r"wagtailadmin_\w+(?::\w+)?", "(?:parent_)?page_(?:id|pk|to_move_id)|pk", "pages"),
    (r"wagtailadmin_pages:move_confirm", "destination_id", "indexes"),
    (r"wagtailadmin_pages:\w+", "revision_id(?:_a|_b)?", "revisions"),
    (r"wagtail_bulk_action auth\.(\w+)\..*", r"\?id", r"\1s"),
    (r"wagtail_bulk_action wagtail\w+\.(\w+)\..*", r"\?id", r"\1s"),
    (r"wagtail_bulk_action bookings\.bookingrequest\..*", r"\?id", "requests"),
    (r"wagtail_bulk_action bookings\.(\w+)\..*", r"\?id", r"\1s"),
    (r"wagtail_bulk_action (\w+)\.(\w+)\..*", r"\?id", r"\1_\2"),
    (r"wagtailadmin_.*", r"\w*task(?:_state)?_id|workflow_(?:state_id|pk)|session_id", "nothing"),
)
# What else an address is told: the same every time.
WORDS: Final = {
    "content_type_app_name": "blog",
    "content_type_model_name": "articlepage",
    "app_label": "blog",
    "app_name": "blog",
    "model_name": "articlepage",
    "action_name": "approve",
    "object_id": "1",
    "filter_spec": "width-100",
    "uidb64": "MQ",
    "token": "c-123",
}


@dataclass(frozen=True)
class Pattern:
    """One line of the URL resolver: `name` with its namespaces, `arguments` in order."""

    name: str
    route: str
    arguments: tuple[str, ...]
    # Those that are the same every time, where one line stands for many addresses.
    fixed: tuple[tuple[str, str], ...] = ()

    @property
    def is_ours(self) -> bool:
        """Of the desk: these the other tests take up by themselves."""
        return self.name.startswith("bookings_") or self.route.startswith(f"{ADMIN}bookings/")

    def url(self, **values: Any) -> str:
        asked = {name[1:]: values.pop(name) for name in list(values) if name.startswith("?")}
        address = reverse(self.name.partition(" ")[0], kwargs=dict(self.fixed) | values)
        return f"{address}?{urlencode(asked)}" if asked else address


def patterns() -> list[Pattern]:
    """All of them that have a name; one without must repeat the address of one that has."""
    walked = list(_walk(get_resolver()))
    named = [pattern for pattern in walked if pattern.name]
    return [several for pattern in named for several in _spelt_out(pattern)]


def unnamed() -> set[str]:
    walked = list(_walk(get_resolver()))
    routes = {pattern.route for pattern in walked if pattern.name}
    return {pattern.route for pattern in walked if not pattern.name} - routes


def route_of(path: str) -> str:
    """The route of the line that answers there."""
    return _without_marks(resolve(path).route)


def examples(pattern: Pattern, practice: Practice) -> list[str]:
    """The address with keys of rows that exist, one for each row that it could be about."""
    choices = {name: _rows_for(pattern, name, practice) for name in pattern.arguments}
    number = max(map(len, choices.values()), default=1)
    return [
        pattern.url(**{name: rows[index % len(rows)] for name, rows in choices.items()})
        for index in range(number)
    ]


def swapped(pattern: Pattern, practice: Practice) -> list[str]:
    """The address with keys of nothing, too long ones, and those of rows of other kinds."""
    if not pattern.arguments:
        return []
    usual = {name: _rows_for(pattern, name, practice)[0] for name in pattern.arguments}
    numbers = [name for name, value in usual.items() if isinstance(value, int)]
    others = {rows[-1] for rows in practice.rows.values() if isinstance(rows[-1], int)}
    keys = [MISSING, HUGE, 0, max(others)]
    return [pattern.url(**usual | dict.fromkeys(numbers, key)) for key in keys if numbers]


def _rows_for(pattern: Pattern, argument: str, practice: Practice) -> list[Any]:
    for name, arguments, kind in ARGUMENTS:
        found = re.fullmatch(name, pattern.name)
        if found and re.fullmatch(arguments, argument):
            return practice.rows[found.expand(kind)]
    if argument in WORDS:
        return [WORDS[argument]]
    raise LookupError(
        f"Say in ARGUMENTS (tests/admin/addresses.py) which rows “{argument}” of the address "
        f"“{pattern.name}” ({pattern.route}) stands for."
    )


def _walk(
    resolver: URLResolver, route: str = "", spaces: tuple[str, ...] = ()
) -> Iterator[Pattern]:
    for entry in resolver.url_patterns:
        here = route + str(entry.pattern)
        if not (here.startswith(ADMIN) or ADMIN.startswith(here)):
            continue
        if isinstance(entry, URLPattern):
            name = ":".join((*spaces, entry.name)) if entry.name else ""
            yield Pattern(name, _without_marks(here), _arguments(entry.pattern))
        else:
            deeper = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from _walk(entry, here, deeper)


def _arguments(pattern: Any) -> tuple[str, ...]:
    return tuple(getattr(pattern, "converters", None) or pattern.regex.groupindex)


def _without_marks(route: str) -> str:
    return re.sub(r"[\^$]", "", route)


def _spelt_out(pattern: Pattern) -> list[Pattern]:
    """A line that takes a model or an action by name, once for each that is registered."""
    if asked := IN_QUERY.get(pattern.name):
        pattern = replace(pattern, arguments=(*pattern.arguments, asked))
    choices = _CHOICES.get(pattern.name)
    if not choices:
        return [pattern]
    spelt_out = []
    for values in choices():
        name = f"{pattern.name} {'.'.join(values.values())}"
        arguments = tuple(name for name in pattern.arguments if name not in values)
        if not arguments:
            name += " leads on"
        fixed = tuple(values.items())
        spelt_out.append(replace(pattern, name=name, arguments=arguments, fixed=fixed))
    return spelt_out


def _bulk_actions() -> list[Mapping[str, str]]:
    bulk_action_registry._scan_for_bulk_actions()
    return [
        {"app_label": app, "model_name": model, "action": action}
        for app, models in bulk_action_registry.actions.items()
        for model, actions in models.items()
        for action in actions
    ]


def _settings() -> list[Mapping[str, str]]:
    return [
        {"app_name": model._meta.app_label, "model_name": model._meta.model_name}
        for model in settings_registry
    ]


_CHOICES: Final = {
    "wagtail_bulk_action": _bulk_actions,
    "wagtailsettings:edit": _settings,
    "wagtailsettings:preview_on_edit": _settings,
}
