"""What was scheduled happens, each page for itself."""

from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

Due = tuple[QuerySet[Any], Callable[[Any], None]]


def publish_due() -> None:
    """Take down what has expired, and publish the revisions whose time has come.

    Wagtail's command publish_scheduled does the same, but stops at the first that fails, such as
    a page whose address another one took meanwhile; all that follow wait with it. Here the
    others are done first; then an ExceptionGroup is raised whose words name what failed. That
    stays due: the next call tries it again.
    """
    failed: dict[str, Exception] = {}
    for due, act in _all_due():
        for found in list(due):
            try:
                with transaction.atomic():
                    # Another process may be doing, or have done, the same.
                    thing = due.select_for_update().filter(pk=found.pk).first()
                    if thing:
                        act(thing)
            except Exception as error:  # noqa: BLE001  whatever it is, the others go on
                failed[_name(found)] = error
    if failed:
        raise ExceptionGroup(f"Scheduled, but failed: {'; '.join(failed)}", list(failed.values()))


def _all_due() -> Iterator[Due]:
    now = timezone.now()
    others = [model for model in apps.get_models() if issubclass(model, DraftStateMixin)]
    for model in (Page, *(model for model in others if not issubclass(model, Page))):
        expired = QuerySet(model).filter(live=True, expire_at__lt=now)
        yield expired.order_by("expire_at"), _unpublish
    yield (
        Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at"),
        _publish,
    )


def _unpublish(thing: Any) -> None:
    thing.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _publish(revision: Revision) -> None:
    revision.publish(log_action="wagtail.publish.scheduled")


def _name(thing: Any) -> str:
    """Such as “page 12 (About)”; for a revision, what it is a revision of."""
    if isinstance(thing, Revision):
        return f"{thing.base_content_type.model} {thing.object_id} ({thing.object_str})"
    return f"{thing._meta.model_name} {thing.pk} ({thing})"
