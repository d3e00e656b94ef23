"""Pages for what went wrong: words, a way back, the phone number."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from home import last_known
from home.traces import current_trace

# Shown without menu and settings: the database, or the host name, cannot be relied on.
STATIC = {400, 500, 503}


def error_page(request: HttpRequest, status: int, *, template: str = "") -> HttpResponse:
    """The page for `status`, a template `<status>.html`; it reads no request body.

    For 400, 500 and 503 it asks neither the database nor the request for anything.
    """
    template = template or f"{status}.html"
    if status in STATIC:
        contact = last_known.contact()
        # What failed may have done so before the middleware that chooses the language.
        with translation.override(contact.language):
            content = render_to_string(template, {"contact": contact, "trace": current_trace()})
        language = contact.language
    else:
        content = render_to_string(template, request=request)
        language = translation.get_language()
    response = HttpResponse(content, status=status, headers={"Content-Language": language})
    response["Cache-Control"] = "no-store"
    return response
