"""Times offered back, and what the client says to them on the phone."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ...domain import offers
from ...domain.session import Session
from ...models import BookingSettings
from ..forms.answers import AcceptForm
from ..forms.offer import OfferForm
from ..free_times import FreeTimes
from ..time_page import ListedTimes
from .base import AnswerButton, AnswerPage


class Offer(ListedTimes, AnswerPage):
    name = "offer"
    form_class = OfferForm
    template_name = "bookings/staff/offer.html"

    def free_times(self, also: dt.date | None) -> FreeTimes:
        return FreeTimes(
            session=Session.of(self.object.service, self.object.minutes),
            people=self.form.people,
            wishes=self.object.preferences.all(),
            also=also,
        )

    def give(self, **answers: Any) -> str:
        number = len(offers.offer(**answers))
        done = ngettext("%(count)d time offered.", "%(count)d times offered.", number)
        return done % {"count": number} + f" {self.client_is_told()}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            held_until=timezone.now() + BookingSettings.current().offer_hold,
            people=list(self.form.people),
            **kwargs,
        )


class Accept(AnswerButton):
    name = "accept"
    form_class = AcceptForm

    def give(self, **answers: Any) -> str:
        appointment = offers.accept(**answers)
        return (
            _("Confirmed: %(when)s.") % {"when": self.when(appointment)}
            + f" {self.client_is_told()}"
        )


class NoneFit(AnswerButton):
    name = "none_fit"

    def give(self, **answers: Any) -> str:
        offers.refuse_offer(**answers)
        return _("None of them fits: the times are free again, and the request is yours to settle.")


class WithdrawOffer(AnswerButton):
    name = "withdraw_offer"

    def give(self, **answers: Any) -> str:
        offers.withdraw_offer(**answers)
        return _("The offered times are free again. The client was not told.")
