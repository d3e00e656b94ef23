"""What stands in each placeholder, in the active language; empty where there is nothing to say."""

from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import BookingSettings
from .occasion import Occasion
from .words import Value, bullets, inline, lines, link, paragraphs


def service(about: Occasion) -> Value:
    row = about.request or about.appointment
    return inline(row.service_name if row else "")


def minutes(about: Occasion) -> Value:
    row = about.appointment or about.request
    return inline(row.minutes if row else "")


def reference(about: Occasion) -> Value:
    return inline(about.request.reference if about.request else "")


def person(about: Occasion) -> Value:
    if about.request:
        return inline(about.request.name)
    return inline(about.appointment.who if about.appointment else "")


def not_confirmed(about: Occasion) -> Value:
    return inline(_("Requested, not confirmed yet"))


def when(about: Occasion) -> Value:
    return inline(about.when(about.appointment.start if about.appointment else None))


def practitioner(about: Occasion) -> Value:
    return inline(about.appointment.practitioner.name if about.appointment else "")


def wishes(about: Occasion) -> Value:
    rows = about.wishes
    if rows is None:
        rows = about.request.preferences.all() if about.request else []
    return bullets(wish.in_words(about.practice.zone) for wish in rows)


def appointment(about: Occasion) -> Value:
    visit = about.appointment
    if visit is None:
        return lines([])
    length = _("%(service)s, %(minutes)s minutes") % {
        "service": visit.service_name,
        "minutes": visit.minutes,
    }
    who = _("with %(name)s") % {"name": visit.practitioner.name}
    address = about.practice.address.splitlines()
    return lines([about.when(visit.start), length, who, *address], strong_first=True)


def offered(about: Occasion) -> Value:
    ends = {visit.hold_expires_at for visit in about.offered}
    words = []
    for visit in sorted(about.offered, key=lambda visit: visit.start):
        says = {"when": about.when(visit.start), "who": visit.practitioner.name}
        time = _("%(when)s, with %(who)s") % says
        if len(ends) > 1:
            until = about.when(visit.hold_expires_at)
            time = _("%(time)s (held until %(until)s)") % {"time": time, "until": until}
        words.append(time)
    return bullets(words)


def held_until(about: Occasion) -> Value:
    ends = {visit.hold_expires_at for visit in about.offered}
    if len(ends) != 1:
        return lines([])
    return lines([_("Held for you until %(until)s.") % {"until": about.when(ends.pop())}])


def policy(about: Occasion) -> Value:
    if about.appointment is None:
        return lines([])
    rules = BookingSettings.current()
    until = rules.on_time_until(about.appointment.start)
    if rules.cancel_cutoff_hours and until > timezone.now():
        late = _("After %(until)s it counts as a late cancellation.") % {"until": about.when(until)}
    else:
        late = ""
    if not about.manage_link:
        how = _("If you cannot come, answer this mail or ring us as early as you can.")
    elif rules.client_moves:
        how = _(
            "If you cannot come, cancel or move it by the link below, or ring us, as early as "
            "you can."
        )
    else:
        how = _("If you cannot come, cancel it by the link below, or ring us, as early as you can.")
    return lines([" ".join(filter(None, [how, late]))])


def before(about: Occasion) -> Value:
    old, visit = about.old, about.appointment
    if old is None or visit is None:
        return lines([])
    rows = []
    if old.start != visit.start:
        was = {"was": about.when(old.start)}
        rows.append(_("It was to be on %(was)s. That no longer holds.") % was)
    if old.practitioner_id != visit.practitioner_id:
        rows.append(_("It was to be with %(name)s.") % {"name": old.practitioner.name})
    return lines(rows)


def undo_until(about: Occasion) -> str:
    return about.when(about.appointment.undo_until) if about.appointment else ""


def undo(about: Occasion) -> Value:
    until = {"until": undo_until(about)}
    if not until["until"]:
        return lines([])
    rows = [
        _(
            "If that was a mistake: the time is kept for you until %(until)s, and until then you "
            "can take the cancellation back."
        )
        % until
    ]
    if not about.manage_link:
        rows.append(_("Ring us for that."))
    return lines(rows)


def undo_notice(about: Occasion) -> Value:
    until = {"until": undo_until(about)}
    if not until["until"]:
        return lines([])
    words = _("Until %(until)s they can take that back; then the time is free.")
    return lines([words % until])


def late(about: Occasion) -> Value:
    late = about.appointment is not None and about.appointment.cancelled_late
    return lines([_("That is later than your rules ask for.")] if late else [])


def question(about: Occasion) -> Value:
    return paragraphs(about.request.question_to_client if about.request else "")


def message(about: Occasion) -> Value:
    return paragraphs(about.message)


def manage_link(about: Occasion) -> Value:
    return link(about.link_label, about.manage_link)


def desk_link(about: Occasion) -> Value:
    return link(_("See it at the desk"), about.desk_url)
