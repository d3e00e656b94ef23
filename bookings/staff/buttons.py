"""What every button of the desk has, and where on the row's page it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.utils.functional import Promise


class Place(Enum):
    """Where on the row's page its button stands."""

    # The main ones: on a phone they stay at the bottom of the screen.
    FRONT = "front"
    NEXT = "next"
    MORE = "more"
    # Beside what it is about: the offered times, the health answers, the client.
    THERE = "there"


@dataclass(frozen=True, kw_only=True)
class Action:
    """`name` is the last part of its address; one without a page is a single button.

    `permissions` are what it takes besides the one to answer requests.
    """

    name: str
    label: Promise
    has_page: bool = False
    style: str = "button-secondary"
    place: Place = Place.FRONT
    permissions: tuple[str, ...] = ()

    def is_possible(self, row: Any) -> bool:
        raise NotImplementedError

    def is_allowed(self, user: Any) -> bool:
        return user.has_perms(self.permissions)


def buttons(actions: Iterable[Action]) -> dict[str, Any]:
    """Where the buttons of a page go: in three rows, and by name what stands elsewhere."""
    actions = list(actions)
    return {
        "actions": [action for action in actions if action.place == Place.FRONT],
        "next_actions": [action for action in actions if action.place == Place.NEXT],
        "more_actions": [action for action in actions if action.place == Place.MORE],
        "there": {action.name: action for action in actions if action.place == Place.THERE},
    }
