from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import HeaderButton

from . import addresses
from .generic import ListView
from .permissions import ANSWER_REQUESTS


class VisitList(ListView):
    """The appointments, and the way to book one."""

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.request.user.has_perm(ANSWER_REQUESTS):
            return []
        return [HeaderButton(_("Book a visit"), url=addresses.book_visit(), icon_name="plus")]
