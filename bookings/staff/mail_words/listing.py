"""All kinds of mail, and whose words each is sent in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ...models import MailWording
from ...notifications.kinds import KINDS, Audience
from .base import Words, WordsPage


class MailWordsList(WordsPage):
    """All kinds, those to the client first. One query for the words."""

    template_name = "bookings/staff/mail_words_list.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def get_page_title(self) -> str:
        return _("Words of mails")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = {row.kind: row for row in MailWording.objects.filter(language=self.language)}
        groups = [
            (
                audience.label,
                [
                    Words(kind=kind, language=self.language, own=own.get(kind.name))
                    for kind in KINDS.values()
                    if kind.audience == audience
                ],
            )
            for audience in Audience
        ]
        return super().get_context_data(groups=groups, **kwargs)
