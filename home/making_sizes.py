"""The sizes of pictures that are still to be made, and their making.

Encoding takes seconds and, of AVIF, much memory. So what is wanted is a row, written in the
transaction of what wants it; the worker makes it (`manage.py worker`, or `tick` from cron), and
only what is made quickly is made at once. A visitor's request makes nothing.
"""

import datetime as dt
import logging
import time
from collections.abc import Iterable
from functools import partial
from typing import Final

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, Filter

from home.models import WantedSize

logger = logging.getLogger(__name__)

# A row that is being made is nobody else's for so long; who dies over it leaves it to the next.
CLAIMED_FOR: Final = dt.timedelta(minutes=5)
# The pause after a failure is at first as long, and doubles so often: to almost two days.
DOUBLINGS: Final = 9
# After so long what is left waits for the next round: mails are not to wait for pictures.
ROUND_SECONDS: Final = 10
# Each is encoded within some hundredths of a second.
QUICK: Final = ("format-jpeg", "format-png")


def want(image: AbstractImage, sizes: Iterable[str]) -> None:
    """Have these sizes made; those that take no time as soon as the transaction is committed."""
    sizes, now = list(sizes), timezone.now()
    WantedSize.objects.bulk_create(
        [WantedSize(image=image, size=size, due_at=now) for size in sizes], ignore_conflicts=True
    )
    quick = [size for size in sizes if any(kind in size for kind in QUICK)]
    transaction.on_commit(partial(_make, image.pk, quick), robust=True)


def want_missing(image: AbstractImage, sizes: Iterable[str]) -> None:
    """The same for those of the sizes that are not there."""
    filters = [Filter(spec=size) for size in sizes]
    found = image.find_existing_renditions(*filters)
    if missing := [each.spec for each in filters if each not in found]:
        want(image, missing)


def want_everywhere(sizes: list[str]) -> None:
    """Have what pictures lack of `sizes` made by the worker: a release may have changed them."""
    made = Count("renditions", filter=Q(renditions__filter_spec__in=sizes))
    for image in get_image_model().objects.annotate(made=made).filter(made__lt=len(sizes)):
        WantedSize.objects.bulk_create(
            [WantedSize(image=image, size=size, due_at=timezone.now()) for size in sizes],
            ignore_conflicts=True,
        )


def make_wanted() -> None:
    """Make what is wanted, picture by picture, for some seconds; in no transaction.

    A picture that fails is logged and tried again after a pause that doubles.
    """
    end = time.monotonic() + ROUND_SECONDS
    due = WantedSize.objects.filter(due_at__lte=timezone.now())
    for image_id in due.order_by("image_id").values_list("image_id", flat=True).distinct():
        if time.monotonic() > end:
            break
        if sizes := _claim(image_id):
            _make(image_id, sizes)


def _claim(image_id: int) -> list[str]:
    """The sizes of a picture that are due; nobody else gets them for CLAIMED_FOR."""
    now = timezone.now()
    with transaction.atomic():
        rows = WantedSize.objects.filter(image_id=image_id, due_at__lte=now)
        found = list(rows.select_for_update())
        for row in found:
            row.due_at = now + CLAIMED_FOR * 2 ** min(row.tries, DOUBLINGS)
            row.tries += 1
        WantedSize.objects.bulk_update(found, ["due_at", "tries"])
    return [row.size for row in found]


def _make(image_id: int, sizes: list[str]) -> None:
    try:
        image = get_image_model().objects.get(pk=image_id)
        image.get_renditions(*sizes)
    except Exception:
        logger.exception("Picture %s: its sizes cannot be made. It is tried again.", image_id)
        return
    WantedSize.objects.filter(image_id=image_id, size__in=sizes).delete()
