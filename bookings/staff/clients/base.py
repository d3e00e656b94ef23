"""What the pages that change a client's record have in common."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import cached_property

from .. import addresses
from ..form_page import FormPage
from ..forms.base import DeskForm, VersionForm
from ..generic import DetailView
from ..permissions import CHANGE_CLIENTS


class AboutClient(DetailView):
    """A page below a client's own."""

    title: Any

    def get_page_title(self) -> str:
        return str(self.title)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        *above, own = super().get_breadcrumbs_items()
        return [*above, {"url": self.back_url, "label": self.object.name}, own]

    @property
    def back_url(self) -> str:
        return addresses.client_detail(self.object.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(back_url=self.back_url, **kwargs)


class ClientFormPage(FormPage, AboutClient):
    """Its form has the version of the record that was seen."""

    permissions: tuple[str, ...] = (CHANGE_CLIENTS,)
    form_class: type[DeskForm] = VersionForm

    @cached_property
    def may_answer(self) -> bool:
        return self.request.user.has_perms(self.permissions)

    def make_form(self, data: Mapping[str, Any] | None = None, **options: Any) -> DeskForm:
        return self.form_class(data, row=self.object, **options)

    def renew(self) -> None:
        del self.object
        self.form.renew(self.object)

    def done_url(self) -> str:
        return self.back_url
