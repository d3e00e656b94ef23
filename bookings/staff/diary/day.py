"""A day of one practitioner or of all: a column for each person."""

from typing import Any, Final

from django.utils.translation import gettext as _

from ...times import ONE_DAY
from .. import addresses
from .grid import Band, ShownColumn, axis_of, cells, legend
from .page import DiaryPage

# More requests than these are for the inbox.
WAITING_SHOWN: Final = 12


class DayPage(DiaryPage):
    """With who waits for a time on that day, for who may see requests."""

    template_name = "bookings/staff/diary/day.html"
    page = "day"

    def get_page_title(self) -> str:
        return _("Day")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if not self.shown_people:
            return super().get_context_data(bands=[], **kwargs)
        columns = [column for columns in self.columns for column in columns]
        axis, waiting = axis_of(columns), self.waiting.for_day(self.day)
        kwargs = super().get_context_data(
            before=self.address(day=self.day - ONE_DAY),
            now=self.address(day=self.today),
            after=self.address(day=self.day + ONE_DAY),
            waiting=[
                (request, addresses.request_detail(request.pk))
                for request in waiting[:WAITING_SHOWN]
            ],
            waiting_beyond=len(waiting[WAITING_SHOWN:]),
            legend=legend(),
            **kwargs,
        )
        may_move = kwargs["may_answer"] and kwargs["names_shown"]
        shown = {"names_shown": kwargs["names_shown"], "may_move": may_move}
        band = Band(
            "",
            [
                ShownColumn(
                    column,
                    cells(column, axis, **shown),
                    title=column.person.name,
                    url=addresses.diary("week", who=column.person.pk, day=self.day),
                )
                for column in columns
            ],
            axis,
        )
        return kwargs | {"bands": [band], "may_drag": may_move}
