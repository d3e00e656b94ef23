"""Back to the inbox as it was: the same tab, search, filters and page.

Only the question part of its address travels along, as `back`; the rest is known here. So
whatever somebody puts there, one comes back to the inbox and nowhere else.
"""

from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from .. import addresses

NAME = "back"
# More is no address that the inbox made.
LONGEST = 2_000


def with_way_back(query: str) -> str:
    """The question part of a link that leads away from the inbox at `query`."""
    return urlencode({NAME: query})


def way_back(request: HttpRequest) -> str | None:
    """The address of the inbox; None for somebody who came from elsewhere."""
    if NAME not in request.GET:
        return None
    query = QueryDict(request.GET[NAME][:LONGEST]).urlencode()
    return addresses.request_list() + (f"?{query}" if query else "")
