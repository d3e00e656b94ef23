"""The check page's rows: every question with its answer, and the control to change it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ..times import PARTS_OF_DAY, day_words
from .fields import parse_day
from .request import RequestForm
from .wishes import RANKS


@dataclass(frozen=True)
class Row:
    question: str
    answers: list[str] = field(default_factory=list)
    # The id of the control, empty where there is nothing to change.
    control: str = ""


def check_rows(form: RequestForm) -> Iterator[Row]:
    """The rows of a valid form, in the order of the page; without answers: “Not provided”."""
    yield Row(_("Service"), [form.service.title])
    yield Row(
        _("Length and price"),
        [_chosen(form, "minutes")],
        control=form.control_id("minutes") if len(form.lengths) > 1 else "",
    )
    yield from _wish_rows(form)
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


def _text(form: RequestForm, name: str) -> tuple[str, list[str], str]:
    value = form.cleaned_data[name]
    return str(form.fields[name].label), [value] if value else [], form.control_id(name)


def _chosen(form: RequestForm, name: str) -> str:
    return str(dict(form.fields[name].choices)[form.cleaned_data[name]])


def _wish_rows(form: RequestForm) -> Iterator[Row]:
    if form.cleaned_data["any_time"]:
        yield Row(_("When"), [str(form.fields["any_time"].label)], form.control_id("any_time"))
        return
    questions = [_("First choice"), _("Second choice"), _("Third choice")]
    for rank, question in zip(RANKS, questions, strict=True):
        yield Row(question, _wish(form, rank), form.control_id(f"wish_{rank}_day"))


def _wish(form: RequestForm, rank: int) -> list[str]:
    day = form.cleaned_data[f"wish_{rank}_day"]
    if not day:
        return []
    part = form.cleaned_data[f"wish_{rank}_part"]
    words = [_option(form, f"wish_{rank}_day", day)]
    if part:
        words.append(str(PARTS_OF_DAY[part][2]))
    return [", ".join(words)]


def _option(form: RequestForm, name: str, value: str) -> str:
    """The words of a chosen option, in a group or not."""
    for key, words in form.fields[name].choices:
        for option, option_words in words if isinstance(words, list) else [(key, words)]:
            if option == value:
                return str(option_words)
    day = parse_day(value)
    return day_words(day) if day else value
