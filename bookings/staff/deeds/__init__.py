"""What staff do with appointments: a page or a button for each row of staff.visit_actions."""

from typing import Final

from .areas import NoteAreas
from .arrivals import Arrive, NotHere
from .book import BookVisit
from .buttons import Complete, NoShow
from .move import Move
from .pages import Cancel, Correct

VISIT_DEEDS: Final = (Arrive, NotHere, Complete, NoShow, Move, NoteAreas, Correct, Cancel)

__all__ = ["VISIT_DEEDS", "BookVisit"]
