"""Examples made by the site's templates from made-up words: what needs a state to be seen."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from django.core.paginator import Paginator
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bookings.forms import RequestForm
from bookings.forms.answers import CancelForm, OfferForm
from bookings.forms.check import Row
from bookings.models import Appointment, BookingRequest, Practitioner
from bookings.views.open_form import build_form
from home.models import PainArea, PracticeSettings
from services.models import ServicePage
from site_project.style.examples import Example, parts, rendered

# What a visitor could send to have an error in a field of each kind.
ALL_WRONG = (
    "minutes=7&email=vera&phone=-&wish_1_day=never&been_before=perhaps&areas=nowhere&notes=x"
)


def frame_examples(request: HttpRequest) -> Iterator[Example]:
    """What is around every page."""
    notice = PracticeSettings(notice_text=_("Away from 1 to 14 August, and back on the 15th."))
    whole = rendered(request, "base.html")
    yield Example(_("Skip link"), _("The first stop of the keyboard."), _first(whole, ".skip-link"))
    yield Example(
        _("Notice banner"),
        _("Holidays and the like, above every page while it is true."),
        rendered(request, "includes/notice_banner.html", practice=notice),
    )
    yield Example(
        _("Header"), _("Who this is, where things are, the phone."), _first(whole, ".header")
    )
    yield Example(
        _("Leaf"),
        _("The mark of a practice that has no logo."),
        rendered(request, "includes/leaf.html"),
    )
    yield Example(_("Footer"), _("How to reach the practice."), _first(whole, ".footer"))
    yield Example(
        _("Search form"),
        _("Looks through the pages."),
        rendered(request, "includes/search_form.html"),
    )
    yield Example(
        _("Pagination"),
        _("The pages of a long list."),
        rendered(
            request, "includes/pagination.html", pages=Paginator(range(95), 10).page(5), query=""
        ),
    )


def form_examples(request: HttpRequest) -> Iterator[Example]:
    """Questions, errors, and what becomes of the answers."""
    yield Example(
        _("Buttons"),
        _("One filled button a page, quiet ones beside it, a link where it only leads back."),
        rendered(request, "site_project/style/buttons.html"),
    )
    service = ServicePage.objects.live().filter(lengths__isnull=False).order_by("pk").first()
    if service:
        yield from _errors(request, service)
    yield Example(
        _("Answers to check"),
        _("All that was typed, once more, before it is sent."),
        _first(rendered(request, "bookings/check_page.html", rows=_rows()), ".check-list"),
    )
    yield Example(
        _("Timer"),
        _("Put under exercises that are held, by a script."),
        _first(rendered(request, "includes/hold_timer.html"), ".hold-timer"),
    )
    yield Example(
        _("No requests"),
        _("Kind words in place of a form."),
        rendered(request, "bookings/closed.html"),
    )


def client_examples(request: HttpRequest) -> Iterator[Example]:
    """What a client is shown of her request."""
    asked = BookingRequest(reference="ABC-DEF", service_name=_("Massage"), minutes=60, email="v@x")
    page = rendered(
        request, "bookings/requested_page.html", asked=asked, waiting=True, wishes=[_("Any time")]
    )
    yield Example(_("Reference"), _("What a client says on the phone."), _first(page, ".reference"))
    yield Example(_("What happens next"), _("Steps in words."), _first(page, ".steps-list"))
    start = timezone.now()
    visit = Appointment(
        practitioner=Practitioner(name=_("The therapist")),
        service_name=_("Massage"),
        price=Decimal(68),
        currency="GBP",
        start=start,
        end=start + dt.timedelta(minutes=60),
    )
    yield Example(
        _("Visit in full"),
        _("When, with whom, what, for how much, where."),
        rendered(request, "bookings/visit_facts.html", visit=visit, when=_("Tuesday, 14:00")),
    )
    offer = OfferForm(version=1, choices=[("1", _("Tuesday 1 December, 14:00"))])
    yield Example(
        _("Question to a client"),
        _("An answer is a choice and then a button: mail scanners press buttons."),
        rendered(request, "bookings/answer.html", form=offer, action="#"),
    )
    yield Example(
        _("Question that unfolds"),
        _("What is rarely wanted, out of the way."),
        rendered(request, "bookings/answer.html", form=CancelForm(version=1), action="#"),
    )


def paper_examples(request: HttpRequest) -> Iterator[Example]:
    """What is made for printing."""
    areas = [area for area in PainArea.objects.all() if area.at_home][:1]
    yield Example(
        _("Sheet of exercises"),
        _("After a visit, and to take home: alone on its paper."),
        rendered(request, "bookings/exercises_for_you.html", areas=areas),
    )


def _errors(request: HttpRequest, service: ServicePage) -> Iterator[Example]:
    form: RequestForm = build_form(request, service, data=QueryDict(ALL_WRONG))
    summary = rendered(request, "forms/error_summary.html", form=form)
    page = rendered(request, "bookings/request_form.html", form=form, service=service, action="#")
    fields = (part for part in parts(page, ".field--error") if 'id="times"' not in part)
    yield Example(
        _("Errors"),
        _("Each is a link to its field, where it stands again."),
        f'{summary}<div class="form">{"".join(fields)}</div>',
    )


def _rows() -> list[Row]:
    return [
        Row(str(_("Service")), [str(_("Massage"))]),
        Row(str(_("Length and price")), ["60 min"], control="id_minutes"),
        Row(str(_("Phone number")), [], control="id_phone"),
        Row(
            str(_("Does any of these apply to you?")),
            advised=[(str(_("I take blood thinners")), str(_("Ask your doctor first.")))],
            control="id_applies",
        ),
    ]


def _first(html: str, selector: str) -> str:
    return next(parts(html, selector), "")
