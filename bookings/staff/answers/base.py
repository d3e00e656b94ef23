from typing import Any

from ...domain.errors import TransitionRefused
from .. import addresses
from ..actions import ACTIONS
from ..detail import RequestDetail, RequestPage
from ..form_page import RowFormPage
from ..inbox.way_back import way_back
from .note import NoteBeside


class Answer(RowFormPage):
    """An answer to the request `self.object`; the domain's function knows it as `request_id`."""

    actions = ACTIONS
    not_so = TransitionRefused

    def perform(self, **answers: Any) -> str:
        return self.give(request_id=self.object.pk, **answers)

    def give(self, **answers: Any) -> str:
        """Call the domain with its keyword-only arguments; say what was done."""
        raise NotImplementedError

    def done_url(self) -> str:
        return addresses.request_detail(self.object.pk)

    def client_is_told(self) -> str:
        return self.is_told(self.object.email)


class AnswerButton(Answer, RequestDetail):
    """A single button on the request's own page, where a refusal is shown too."""


class AnswerPage(NoteBeside, Answer, RequestPage):
    """An answer with a page of its own, below the request's; back to where one came from."""

    def done_url(self) -> str:
        return way_back(self.request) or super().done_url()

    def get_page_title(self) -> str:
        return f"{self.action.label}: {self.object.reference}"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        *above, own = super().get_breadcrumbs_items()
        request = {"url": super().done_url(), "label": self.object.reference}
        return [*above, request, own | {"label": self.action.label}]
