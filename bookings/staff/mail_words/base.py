"""What the pages about words of mails have in common."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from home.languages import practice_language

from ...domain.errors import UnusableWording
from ...domain.mail_wordings import usable
from ...models import MailWording
from ...notifications.kinds import KINDS, MailKind
from ...notifications.wording import Wording, first_wording
from ..clock import InPracticeTime
from ..permissions import CHANGE_MAIL_WORDS


def address_of(name: str, language: str, *args: str) -> str:
    return reverse(name, args=args, query={"language": language})


@dataclass(frozen=True, kw_only=True)
class Words:
    """One kind of mail in one language; `own` is the practice's row, if it has one."""

    kind: MailKind
    language: str
    own: MailWording | None

    @property
    def now(self) -> Wording:
        """What stands in the form: her own, usable or not, else the original words."""
        return Wording(self.own.subject, self.own.body) if self.own else self.original

    @property
    def original(self) -> Wording:
        return first_wording(self.kind, self.language)

    @property
    def is_usable(self) -> bool:
        try:
            usable(self.kind, subject=self.now.subject, body=self.now.body)
        except UnusableWording:
            return False
        return True

    @property
    def url(self) -> str:
        return address_of("bookings_mail_write", self.language, self.kind.name)


class WordsPage(InPracticeTime, WagtailAdminTemplateMixin, View):
    """A page about words of mails, in the language that `?language=` names, else the practice's."""

    header_icon = "edit"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(CHANGE_MAIL_WORDS):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def language(self) -> str:
        asked = self.request.GET.get("language", "")
        return asked if asked in dict(settings.LANGUAGES) else practice_language(self.request)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        here = {"url": "", "label": self.get_page_title()}
        return [*self.breadcrumbs_items, *self.above(), here]

    def above(self) -> list[dict[str, str]]:
        return []

    def languages(self) -> list[tuple[str, str, bool]]:
        """Name, address of this page in it, whether it is the one shown; empty for a single one."""
        if len(settings.LANGUAGES) < 2:
            return []
        name, args = self.request.resolver_match.url_name, self.kwargs.values()
        return [
            (label, address_of(name, code, *args), code == self.language)
            for code, label in settings.LANGUAGES
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(languages=self.languages(), **kwargs)


class KindPage(WordsPage):
    """A page about one kind of mail."""

    @cached_property
    def words(self) -> Words:
        kind = KINDS.get(self.kwargs["kind"])
        if kind is None:
            raise Http404
        rows = MailWording.objects.filter(kind=kind.name, language=self.language)
        return Words(kind=kind, language=self.language, own=rows.first())

    @property
    def about(self) -> dict[str, Any]:
        """What every function of the domain wants to know."""
        return {"kind": self.words.kind, "language": self.language, "by": self.request.user}

    def address(self, name: str) -> str:
        return address_of(name, self.language, self.words.kind.name)

    def list_url(self) -> str:
        return address_of("bookings_mail_words", self.language)

    def above(self) -> list[dict[str, str]]:
        return [{"url": self.list_url(), "label": _("Words of mails")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(words=self.words, list_url=self.list_url(), **kwargs)
