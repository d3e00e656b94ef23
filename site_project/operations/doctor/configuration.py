from collections.abc import Iterator

from django.conf import settings
from django.core import checks

from .findings import Finding, note, wrong

# The database is asked by a check of its own.
TAGS_LEFT_OUT = {checks.Tags.database}


def configuration() -> Iterator[Finding]:
    """What Django's own checks, those for deployment too, say of the settings."""
    if settings.ALLOW_DEMO_CONTENT:
        yield note("This is a trial: production has settings of its own (docs/deploy.md).")
        return
    for message in checks.run_checks(include_deployment_checks=True):
        if not message.is_silenced() and message.level >= checks.WARNING:
            yield wrong(f"{message.id}: {message.msg}")
