from http import HTTPStatus

from django.forms import Form
from django.http import HttpRequest, HttpResponse


class AccountPage:
    """For a FormView whose form is an AccountForm: what is wrong has its own status.

    429 with Retry-After when there were too many attempts, else 422; what was typed stays on
    the page, but for passwords. Forms get the request, by which attempts are counted.
    """

    request: HttpRequest

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"request": self.request}

    def form_invalid(self, form: Form) -> HttpResponse:
        return refused(super().form_invalid(form), form)


def refused(response: HttpResponse, form: Form) -> HttpResponse:
    seconds = getattr(form, "retry_after", None)
    if seconds is None:
        response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
    else:
        response.status_code = HTTPStatus.TOO_MANY_REQUESTS
        response["Retry-After"] = str(seconds)
    return response
