import datetime as dt

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import HeaderButton

from . import addresses
from .generic import ListView
from .permissions import ANSWER_REQUESTS


class VisitList(ListView):
    """The appointments, and the way to book one."""

    def get_base_queryset(self) -> QuerySet:
        return super().get_base_queryset().in_diary_order(self.now)

    def runs(self, found: list[QuerySet]) -> list[QuerySet]:
        if self.ordering:
            return found
        return [half for rows in found for half in rows.diary_halves(self.now)]

    @cached_property
    def now(self) -> dt.datetime:
        """One for the order of all and of its halves: a visit may end between two."""
        return timezone.now()

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.request.user.has_perm(ANSWER_REQUESTS):
            return []
        return [HeaderButton(_("Book a visit"), url=addresses.book_visit(), icon_name="plus")]
