from django.contrib.auth.models import User

from .. import audit
from .period import Period


def record_export(*, report: str, period: Period, by: User) -> None:
    """Somebody takes a report along: which one (its key), and of which days."""
    about = f"{report} {period.first:%Y-%m-%d} {period.last:%Y-%m-%d}"
    audit.record(f"report exported: {about}", by=by)
