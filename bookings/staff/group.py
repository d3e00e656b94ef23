"""The desk's part of the admin's menu, in its order."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from .desk_lists import (
    AppointmentAdmin,
    ExceptionAdmin,
    MailAdmin,
    PractitionerAdmin,
    RequestAdmin,
)
from .lists import DeskGroup
from .log import LogAdmin
from .menu import mail_words_item, reports_item, today_item, week_item
from .people_lists import BlockedContactAdmin, ClientAdmin, ConsentAdmin, ScreeningAdmin


class BookingsGroup(DeskGroup):
    menu_label = _("Bookings")
    menu_icon = "calendar-check"
    menu_order = 90
    items = (
        RequestAdmin,
        AppointmentAdmin,
        ClientAdmin,
        ExceptionAdmin,
        PractitionerAdmin,
        MailAdmin,
        BlockedContactAdmin,
        ScreeningAdmin,
        ConsentAdmin,
        LogAdmin,
    )

    def get_submenu_items(self) -> list[MenuItem]:
        requests, appointments, *others = super().get_submenu_items()
        mail_order = self.items.index(MailAdmin) + 1
        return [
            requests,
            appointments,
            today_item(order=appointments.order),
            week_item(order=appointments.order),
            reports_item(order=len(self.items) + 1),
            *others,
            mail_words_item(order=mail_order),
        ]
