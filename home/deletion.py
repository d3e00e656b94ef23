"""What published content uses is not deleted: the admin says where it is used instead.

Wagtail's reference index knows most uses; for links in stream fields and rich text Wagtail only
warns. These functions are asked by the admin's views, so code (the reset of the demonstration,
a shell) deletes what it likes.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.contrib.settings.models import AbstractSetting
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page, ReferenceIndex, Site
from wagtail.query import PageQuerySet
from wagtail.snippets.models import get_snippet_models


@dataclass(frozen=True)
class Use:
    """A page, snippet or setting that uses something, and where to edit it, if one may."""

    what: Model
    edit_url: str | None

    @property
    def kind(self) -> str:
        return self.what._meta.verbose_name


@dataclass(frozen=True)
class InUse:
    """Something that cannot be deleted, and why."""

    what: Model
    uses: list[Use]
    unpublish_url: str | None = None


def refuse_snippets(request: HttpRequest, snippets: Iterable[Model]) -> HttpResponse | None:
    """The hook before_delete_snippet: for one, and for those ticked in a list."""
    return _refuse_each(request, snippets)


def refuse_files(request: HttpRequest, files: Iterable[Model]) -> HttpResponse | None:
    """For pictures and documents, which have no hook of their own (home.file_deletion)."""
    return _refuse_each(request, files)


def refuse_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The hook before_delete_page."""
    return _refuse(request, users_of_pages([page]))


def refuse_in_bulk(request, action_type, objects, action) -> HttpResponse | None:
    """The hook before_bulk_action: for pages and files; snippets come by their own hook."""
    if action_type != "delete":
        return None
    if all(isinstance(thing, Page) for thing in objects):
        return _refuse(request, users_of_pages(objects))
    if all(isinstance(thing, AbstractImage | AbstractDocument) for thing in objects):
        return refuse_files(request, objects)
    return None


def users_of(thing: Model) -> list[Model]:
    """The published pages, snippets, settings and sites that use it, in whatever way."""
    found = _sources(ReferenceIndex.get_references_to(thing))
    for model, field in _relations(type(thing)):
        found += [user for user in model.objects.filter(**{field: thing}) if _is_shown(user)]
    return list(dict.fromkeys(found))


def users_of_pages(pages: Iterable[Page]) -> list[tuple[Page, list[Model]]]:
    """Which of these pages, and of those below them, are used by something that would stay."""
    branches = Q()
    for page in pages:
        branches |= Q(path__startswith=page.path)
    if not branches:
        return []
    going = Page.objects.filter(branches)
    gone = set(going.values_list("pk", flat=True))
    found = []
    for page in going.filter(pk__in=_used(going)).order_by("path").specific():
        users = [user for user in users_of(page) if not (_is_page(user) and user.pk in gone)]
        if users:
            found.append((page, users))
    return found


def _used(pages: PageQuerySet) -> set[int]:
    """The keys of those of the pages that anything uses, itself included."""
    references = ReferenceIndex.get_references_to_in_bulk(pages)
    used = {int(pk) for pk in references.values_list("to_object_id", flat=True)}
    for model, field in _relations(Page):
        used |= set(model.objects.filter(**{f"{field}__in": pages}).values_list(field, flat=True))
    return used


def _relations(model: type[Model]) -> list[tuple[type[Model], str]]:
    """Models and their fields that point at this one and are not in Wagtail's index:

    what is ticked in many-to-many fields, and the keys of settings and sites.
    """
    return [
        (relation.related_model, relation.field.name)
        for relation in model._meta.get_fields(include_hidden=True)
        if relation.auto_created
        and not relation.concrete
        and (
            (relation.many_to_many and _counts(relation.related_model))
            or (relation.one_to_many and issubclass(relation.related_model, AbstractSetting | Site))
        )
    ]


def _sources(references: QuerySet[ReferenceIndex]) -> list[Model]:
    """What the references come from, as far as visitors or the site would miss something."""
    keys: dict[type[Model], set[str]] = {}
    for reference in references.select_related("content_type"):
        model = reference.content_type.model_class()
        if model and _counts(model):
            keys.setdefault(model, set()).add(reference.object_id)
    rows = [row for model, wanted in keys.items() for row in model.objects.filter(pk__in=wanted)]
    return [row for row in rows if _is_shown(row)]


def _counts(model: type[Model]) -> bool:
    """Redirects, appointments and the like do without what they point at."""
    return issubclass(model, Page | AbstractSetting | Site) or model in get_snippet_models()


def _is_page(thing: Model) -> bool:
    return isinstance(thing, Page)


def _is_shown(thing: Model) -> bool:
    return not _is_page(thing) or thing.live


def _refuse_each(request: HttpRequest, things: Iterable[Model]) -> HttpResponse | None:
    found = [(thing, users_of(thing)) for thing in things]
    return _refuse(request, [(thing, users) for thing, users in found if users])


def _refuse(request: HttpRequest, found: list[tuple[Model, list[Model]]]) -> HttpResponse | None:
    if not found:
        return None
    finder = AdminURLFinder(request.user)
    refused = [
        InUse(
            what=what,
            uses=[Use(user, finder.get_edit_url(user)) for user in users],
            unpublish_url=_unpublish_url(request, what),
        )
        for what, users in found
    ]
    return TemplateResponse(
        request,
        "home/in_use.html",
        {"refused": refused},
        status=409 if request.method == "POST" else 200,
    )


def _unpublish_url(request: HttpRequest, what: Model) -> str | None:
    if isinstance(what, Page) and what.permissions_for_user(request.user).can_unpublish():
        return reverse("wagtailadmin_pages:unpublish", args=[what.pk])
    return None
