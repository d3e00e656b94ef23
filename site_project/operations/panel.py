"""The banner on the admin's home page while something that runs by itself does not."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from bookings.staff.permissions import VIEW_MAIL

from ..checklist import PERMISSION
from .lateness import BACKUP, RETENTION, WORKER, backup_is_ours, states


class SilencePanel(Component):
    """What has fallen silent, in words; nothing while all runs. One query."""

    name = "operations-silence"
    template_name = "site_project/silence.html"
    order = 5

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"troubles": list(_troubles())}


def silence_panels(request: HttpRequest) -> list[Component]:
    """For those who answer clients or look after the site."""
    user = request.user
    return [SilencePanel()] if user.has_perm(VIEW_MAIL) or user.has_perm(PERMISSION) else []


def _troubles() -> Iterator[str]:
    found = states([WORKER, BACKUP, RETENTION])
    if found[WORKER].is_late:
        yield _("The worker does not run: no mail is sent, and nothing lapses or is published.")
    backup = found[BACKUP]
    if backup_is_ours() and (backup.is_late or backup.error):
        yield _("The last backup failed, or is older than it should be.")
    retention = found[RETENTION]
    # Before its first run there is nothing to say: it is the worker's, as above.
    if retention.error or (retention.last and retention.is_late):
        yield _("What is no longer needed of clients was not deleted.")
