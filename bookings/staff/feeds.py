"""A practitioner's diary on a phone: the page on which calendar feeds are made and switched off."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from ..domain.errors import Refused
from ..domain.feeds import end_feed, make_feed
from ..models import CalendarFeed, FeedLevel
from . import addresses
from .forms.base import DeskForm
from .generic import DetailView
from .permissions import CHANGE_FEEDS, VIEW_APPOINTMENTS

SHOWS: Final[Mapping[str, Promise]] = {
    FeedLevel.BUSY: gettext_lazy(
        "Each visit as “Busy”, without a word about anybody. For family or a colleague."
    ),
    FeedLevel.INITIALS: gettext_lazy(
        "Each visit with the client’s initials. For a phone or a screen that others see as well."
    ),
    FeedLevel.FULL: gettext_lazy(
        "Each visit with the client’s name, the service, the phone number, the reference and a "
        "link to its page here. For a phone that nobody else uses."
    ),
}


class FeedForm(DeskForm):
    """What is to happen to the feed of one level; `feed` is the one that the page showed."""

    level = forms.ChoiceField(
        choices=FeedLevel,
        widget=forms.HiddenInput,
        error_messages={
            "required": gettext_lazy("Choose what the calendar shows"),
            "invalid_choice": gettext_lazy("Choose what the calendar shows"),
        },
    )
    feed = forms.IntegerField(widget=forms.HiddenInput, required=False)
    sure = forms.BooleanField(
        label=gettext_lazy("The address in use stops at once, wherever it was added"),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("feed") and not cleaned.get("sure"):
            self.add_error("sure", _("Tick that the address in use may stop"))
        return cleaned

    def renew(self, feed: CalendarFeed | None) -> None:
        """Whoever sees the form again sees how it stands now, and ticks for that."""
        self.data = self.data.copy()
        self.data["feed"] = feed.pk if feed else ""
        self.data.pop("sure", None)


@dataclass(frozen=True)
class ShownLevel:
    """What can be had at one level; `feed` is None while it is off."""

    level: FeedLevel
    shows: Promise
    feed: CalendarFeed | None
    form: FeedForm


class PractitionerCalendar(DetailView):
    """Needs the right to hand out the diary, and to see what is handed out.

    A new address is in the answer to the POST that made it and nowhere else: not in a message
    or a session, for those are stored. That the page is loaded again makes no other.
    """

    name = "calendar"
    template_name = "bookings/staff/calendar.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perms([CHANGE_FEEDS, VIEW_APPOINTMENTS]):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("Calendar of %(name)s") % {"name": self.object.name}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = FeedForm(request.POST, auto_id=_ids(request.POST.get("level")))
        if not form.is_valid():
            return self._respond(HTTPStatus.UNPROCESSABLE_ENTITY, form=form)
        level, feed_id = FeedLevel(form.cleaned_data["level"]), form.cleaned_data["feed"]
        try:
            if "end" in request.POST:
                end_feed(feed_id=feed_id or 0, by=request.user)
                messages.success(request, _("Switched off: the address leads nowhere now."))
                return redirect(addresses.calendar_of(self.object.pk))
            address = make_feed(
                practitioner_id=self.object.pk, level=level, replaces=feed_id, by=request.user
            )
        except Refused as refused:
            form.refuse(refused)
            return self._respond(HTTPStatus.CONFLICT, form=form)
        return self._respond(made=level.label, address=address)

    def _respond(self, status: HTTPStatus = HTTPStatus.OK, **context: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**context), status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if address := kwargs.get("address"):
            kwargs["webcal"] = f"webcal:{address.partition(':')[2]}"
        sent = kwargs.get("form")
        return super().get_context_data(levels=list(self._levels(sent)), **kwargs)

    def _levels(self, sent: FeedForm | None) -> Iterator[ShownLevel]:
        """All three; a form that was sent stands in its place, about the feed as it is now."""
        feeds = {feed.level: feed for feed in self.object.feeds.all()}
        for level in FeedLevel:
            feed = feeds.get(level)
            if sent and sent.data.get("level") == level:
                sent.renew(feed)
                form = sent
            else:
                now = {"level": level, "feed": feed.pk if feed else ""}
                form = FeedForm(initial=now, auto_id=_ids(level))
            yield ShownLevel(level, SHOWS[level], feed, form)


def _ids(level: str | None) -> str:
    """The page has one form for each level; so that every element has an id of its own."""
    return f"id_{level}_%s" if level in FeedLevel.values else "id_%s"
