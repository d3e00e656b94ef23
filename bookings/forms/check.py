"""The check page's rows: every question with its answer, and the control to change it."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from ..models import RequestPreference
from .ranking import WINDOWS, Ranked, RankingForm
from .request import RequestForm
from .screening import APPLIES


@dataclass(frozen=True)
class Row:
    question: str
    answers: list[str] = field(default_factory=list)
    # The id of the control, empty where there is nothing to change.
    control: str = ""
    # Answers that call for something: (answer, what to do about it), instead of `answers`.
    advised: list[tuple[str, str]] = field(default_factory=list)
    # A question that is asked on this page itself.
    field: BoundField | None = None


def check_rows(form: RequestForm, ranking: RankingForm) -> Iterator[Row]:
    """The rows of a valid form, in the order of the page; without answers: “Not provided”."""
    yield Row(_("Service"), [form.service.title])
    yield from _screening_row(form)
    yield Row(
        _("Length and price"),
        [_chosen(form, "minutes")],
        control=form.control_id("minutes") if len(form.lengths) > 1 else "",
    )
    yield from _wish_rows(form, ranking)
    for name in ("name", "email", "phone"):
        yield Row(*_text(form, name))
    yield Row(
        _("Have you been here before?"),
        [_chosen(form, "been_before")] if form.cleaned_data["been_before"] else [],
        form.control_id("been_before"),
    )
    yield Row(_("What is going on?"), *_text(form, "notes")[1:])
    if form.fields["areas"].choices:
        areas = dict(form.fields["areas"].choices)
        yield Row(
            _("Where does it hurt?"),
            [areas[slug] for slug in form.cleaned_data["areas"]],
            form.control_id("areas"),
        )
    yield Row(
        _("Consent"),
        [form.consent_text.text] if form.cleaned_data["consent"] else [],
        form.control_id("consent"),
    )


def _screening_row(form: RequestForm) -> Iterator[Row]:
    if form.screening is None:
        return
    yield Row(
        form.fields[APPLIES].label,
        [_("None of these")],
        form.control_id(APPLIES),
        advised=[(row.text, row.advice) for row in form.cautions()],
    )


def _text(form: RequestForm, name: str) -> tuple[str, list[str], str]:
    value = form.cleaned_data[name]
    return str(form.fields[name].label), [value] if value else [], form.control_id(name)


def _chosen(form: RequestForm, name: str) -> str:
    return str(dict(form.fields[name].choices)[form.cleaned_data[name]])


def _wish_rows(form: RequestForm, ranking: RankingForm) -> Iterator[Row]:
    """One wish is an answer; several are questions of their own: which one is the first choice?"""
    for row in ranking.rows:
        words = _words(form, row)
        if row.field:
            yield Row(words, control=_control(form, row.name), field=row.field)
        else:
            yield Row(_("When"), [words], _control(form, row.name))


def _words(form: RequestForm, row: Ranked) -> str:
    wish = RequestPreference(**asdict(row.wish))
    return wish.in_words(form.free.diary.zone, names_zone=False)


def _control(form: RequestForm, name: str) -> str:
    if name == "any_time":
        return form.control_id(name)
    return form.control_id(f"{name}_day" if name in WINDOWS else "times")
