"""Erasing somebody: who it is, what goes along, what is in the way, and one press."""

from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...domain.people.erasure import erase_client, erase_requester
from ...domain.people.person import Person, person_of_client, person_of_request
from .. import addresses
from ..answers.base import Answer
from ..clients.base import ClientFormPage
from ..detail import RequestPage
from ..permissions import ERASE_CLIENTS


class Erasing:
    template_name = "bookings/staff/people/erase.html"

    @cached_property
    def person(self) -> Person:
        raise NotImplementedError

    def renew(self) -> None:
        super().renew()
        self.__dict__.pop("person", None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        visits = self.person.visits_to_come(timezone.now())
        open_requests = self.person.open_requests()
        return super().get_context_data(
            person=self.person,
            visits=visits,
            open_requests=open_requests,
            is_settled=not (visits or open_requests),
            **kwargs,
        )

    def erased(self, number: int) -> str:
        return _("Erased. Requests that went along: %(number)s.") % {"number": number}


class EraseClient(Erasing, ClientFormPage):
    name = "erase"
    title = gettext_lazy("Erase this person")
    permissions = (ERASE_CLIENTS,)

    @cached_property
    def person(self) -> Person:
        return person_of_client(self.object)

    def perform(self, **answers: Any) -> str:
        number = erase_client(client_id=self.object.pk, **answers)
        return self.erased(number)

    def done_url(self) -> str:
        return addresses.client_list()


class EraseRequester(Erasing, Answer, RequestPage):
    """For a request that no client's record has."""

    name = "erase"

    @cached_property
    def person(self) -> Person:
        return person_of_request(self.object)

    def get_page_title(self) -> str:
        return str(self.action.label)

    def give(self, **answers: Any) -> str:
        return self.erased(erase_requester(**answers))
