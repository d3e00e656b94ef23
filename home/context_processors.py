from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from home.models import PracticeSettings
from home.page_cache.limits import good_today


def practice(request: HttpRequest) -> dict[str, SimpleLazyObject]:
    """`practice` in every template: the practice's settings, read once a request if at all.

    What a page says of today (the notice, opening hours, closures) is said of the practice's day,
    so a page that knows the practice is true until that is over.
    """

    def load() -> PracticeSettings:
        found = PracticeSettings.load(request_or_site=request)
        good_today(request, found.zone)
        return found

    return {"practice": SimpleLazyObject(load)}
