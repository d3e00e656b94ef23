from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..domain.submission import Wish
from .public import PublicForm
from .times import parse_slot
from .wishes import RANKS

PREFIX: Final = "rank_"
WINDOWS: Final = frozenset(f"wish_{number}" for number in RANKS)
WORDS: Final = {
    1: gettext_lazy("First choice"),
    2: gettext_lazy("Second choice"),
    3: gettext_lazy("Third choice"),
}


@dataclass(frozen=True)
class Ranked:
    """A wish on the check page; `field` is where its rank is chosen, None for an only one."""

    name: str
    wish: Wish
    field: BoundField | None


class RankingForm(PublicForm):
    """Which of two or three wishes is the first choice; part of the check page.

    `wishes` are those of a valid request form, by name. `typed` is what was posted: ranks
    that were chosen before one of the wishes changed are kept as far as they go. Bound
    (`data`) only when the check page is sent.
    """

    def __init__(
        self, data: QueryDict | None = None, *, wishes: dict[str, Wish], typed: QueryDict
    ) -> None:
        super().__init__(data)
        given = dict(kept_ranks(typed))
        names = sorted(wishes, key=lambda name: given.get(PREFIX + name, "9"))
        self.wishes = {name: wishes[name] for name in names}
        if len(names) > 1:
            choices = [(str(rank), WORDS[rank]) for rank in RANKS[: len(names)]]
            for rank, name in enumerate(names, start=1):
                field = _RankField(choices=choices, initial=str(rank))
                # The name of a time has colons, which an id must not have.
                field.widget.attrs["id"] = f"id_{PREFIX}{rank}"
                self.fields[PREFIX + name] = field

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        taken = set()
        for name in [name for name in self.fields if name in cleaned]:
            if cleaned[name] in taken:
                words = WORDS[int(cleaned[name])]
                self.add_error(
                    name,
                    _("“%(choice)s” is there twice. Give each its own place") % {"choice": words},
                )
            taken.add(cleaned.get(name))
        return cleaned

    @property
    def rows(self) -> Iterator[Ranked]:
        for name, wish in self.wishes.items():
            field = self[PREFIX + name] if PREFIX + name in self.fields else None
            yield Ranked(name, wish, field)

    def ranked(self) -> tuple[Wish, ...]:
        """The wishes, the first choice first; of a valid form, all of them as they were chosen."""
        return tuple(self.wishes.values())


class _RankField(forms.ChoiceField):
    default_error_messages = {
        "required": gettext_lazy("Choose a place for this time"),
        "invalid_choice": gettext_lazy("Choose a place from the list"),
    }


def kept_ranks(typed: Any) -> Iterator[tuple[str, str]]:
    """(name, value) of the ranks in what was typed, for a page that carries them on."""
    ranks = {str(rank) for rank in RANKS}
    for name in typed:
        wish = name.removeprefix(PREFIX)
        is_rank = wish != name and (wish in WINDOWS or parse_slot(wish))
        if is_rank and typed[name] in ranks:
            yield name, typed[name]
