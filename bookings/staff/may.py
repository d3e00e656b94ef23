"""Why somebody can't do something with a request: asked of each one, also of fifty at once."""

from django.contrib.auth.models import AnonymousUser, User
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..domain.errors import TransitionRefused
from ..models import BookingRequest
from .actions import RequestAction
from .permissions import ANSWER_REQUESTS, VIEW_REQUESTS

NOT_ALLOWED = _("Your account may not do this with this request.")


def why_not(
    user: User | AnonymousUser, request: BookingRequest, action: RequestAction
) -> str | Promise:
    """In words; empty where `user` may do it and the state of the request allows it.

    A rule about single requests, of their client or of health, goes here.
    """
    if not user.has_perms([VIEW_REQUESTS, ANSWER_REQUESTS, *action.permissions]):
        return NOT_ALLOWED
    return "" if action.is_possible(request) else TransitionRefused.message
