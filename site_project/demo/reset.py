"""Taking the demonstration out again, and nothing else."""

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Model, ProtectedError, Q
from django.utils.translation import gettext as _
from taggit.models import Tag
from wagtail.models import Page, ReferenceIndex, Site

from blog.models import Topic
from bookings.models import Appointment, AuditEvent, BookingRequest, OutboxMessage, Proposal
from home.models import HomePage, PracticeSettings
from site_project.content.front import point_site_at

from .marks import Marks
from .practice import PRACTICE

# What uses another goes before it.
KINDS = (
    *("request", "interest", "visit", "screening", "client", "exception", "practitioner"),
    *("muscle", "area", "topic", "tag", "account"),
)


@dataclass
class Cleared:
    """How many rows went, and a sentence for each that had to stay."""

    removed: int = 0
    kept: list[str] = field(default_factory=list)


@transaction.atomic
def reset() -> Cleared:
    """Remove what has a mark, changed or not, and leave the site with an empty home page.

    A page with somebody's own pages below it stays, and so does whatever is still in use
    elsewhere; these keep their marks, so a later reset tries again.
    """
    marks = Marks()
    cleared = Cleared()
    _pages(marks, cleared)
    for kind in KINDS:
        for key, row in marks.rows(kind).items():
            _remove(marks, cleared, key, row)
    _practice(marks)
    return cleared


def _pages(marks: Marks, cleared: Cleared) -> None:
    """The deepest first, so that a page whose own children all went can go too."""
    rows = marks.rows("page")
    for key, row in sorted(rows.items(), key=lambda item: -item[1].depth if item[1] else 0):
        if row is None:
            marks.forget(key)
            continue
        page = Page.objects.get(pk=row.pk)
        if page.numchild:
            cleared.kept.append(
                _("The page “%(page)s” stays: there are pages of your own below it.")
                % {"page": page.title}
            )
            continue
        if Site.objects.filter(root_page=page).exists():
            _empty_home()
        page.specific.delete()
        marks.forget(key)
        cleared.removed += 1


def _empty_home() -> None:
    """A bare front page in place of the demonstration's, for the site to stand on."""
    home = HomePage(title=_("Home"), hero_heading=_("Home"), live=False)
    Page.get_first_root_node().add_child(instance=home)
    home.save_revision().publish()
    point_site_at(home, "")


def _remove(marks: Marks, cleared: Cleared, key: str, row: Model | None) -> None:
    if row is None:
        marks.forget(key)
        return
    if _is_used(row):
        cleared.kept.append(_("“%(row)s” stays: one of your pages uses it.") % {"row": row})
        return
    try:
        with transaction.atomic():
            _clear_away_what_came_of(row)
            row.delete()
    except ProtectedError:
        cleared.kept.append(_("“%(row)s” stays: the diary needs it.") % {"row": row})
        return
    marks.forget(key)
    cleared.removed += 1


def _is_used(row: Model) -> bool:
    """By something of your own. Wagtail's index of references leaves topics and tags out."""
    match row:
        case Topic():
            return row.articles.exists()
        case Tag():
            items = [one.related_model for one in Tag._meta.related_objects if one.one_to_many]
            return any(model.objects.filter(tag=row).exists() for model in items)
    return ReferenceIndex.get_references_to(row).exists()


def _clear_away_what_came_of(row: Model) -> None:
    """Nobody asked and nobody came: what has been done with it since is a part of the play."""
    match row:
        case BookingRequest():
            about = Q(request=row) | Q(appointment__request=row)
        case Appointment():
            about = Q(appointment=row)
        case _:
            return
    AuditEvent.objects.filter(about).delete()
    OutboxMessage.objects.filter(about).delete()
    if isinstance(row, BookingRequest):
        Proposal.objects.filter(request=row).delete()
        Appointment.objects.filter(request=row).delete()


def _practice(marks: Marks) -> None:
    """What the settings still say in the demonstration's words goes back to the default."""
    if "practice" not in marks:
        return
    practice = PracticeSettings.current()
    for name, value in PRACTICE.items():
        if getattr(practice, name) == value:
            setattr(practice, name, PracticeSettings._meta.get_field(name).get_default())
    practice.save()
    marks.forget("practice")
