"""What a visitor sends, as values; no form, no HTTP."""

import datetime as dt
import json
from dataclasses import asdict, dataclass, field
from decimal import Decimal

from django.utils.crypto import salted_hmac

from blog.models import ArticlePage
from services.models import ServicePage

from ..models import Screening, ScreeningOutcome


@dataclass(frozen=True, kw_only=True)
class Wish:
    """A live time (slot_start, slot_end; UTC) or a window in the practice's wall time.

    Nothing at all means any time. Dates are inclusive, Monday is 0.
    """

    slot_start: dt.datetime | None = None
    slot_end: dt.datetime | None = None
    date_from: dt.date | None = None
    date_until: dt.date | None = None
    weekdays: tuple[int, ...] = ()
    time_from: dt.time | None = None
    time_until: dt.time | None = None


@dataclass(frozen=True, kw_only=True)
class Health:
    """What was said about health, with the questions as they were worded.

    `cautions` are the safety questions that were ticked, word for word.
    """

    notes: str = ""
    areas: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    questions: dict[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.notes or self.areas or self.cautions)


@dataclass(frozen=True, kw_only=True)
class Submission:
    service: ServicePage
    minutes: int
    price: Decimal
    wishes: tuple[Wish, ...]
    name: str
    email: str = ""
    phone: str = ""
    been_before: bool | None = None
    health: Health = Health()
    # The safety questions that were answered, None where none were asked.
    screening: Screening | None = None
    article: ArticlePage | None = None
    language: str = "en"

    @property
    def screening_outcome(self) -> ScreeningOutcome | None:
        if self.screening is None:
            return None
        return ScreeningOutcome.CAUTION if self.health.cautions else ScreeningOutcome.CLEAN

    def digest(self) -> str:
        """A keyed hash of the content: tells a retry from another request, reveals nothing."""
        content = [
            [self.service.pk, self.minutes, self.article.pk if self.article else None],
            [asdict(wish) for wish in self.wishes],
            [self.name, self.email, self.phone, self.been_before],
            [self.health.notes, self.health.areas, self.health.cautions],
            [self.screening.pk if self.screening else None],
        ]
        text = json.dumps(content, default=str)
        return salted_hmac("bookings.submission", text, algorithm="sha256").hexdigest()
