from django.utils.functional import SimpleLazyObject

from home.models import PracticeSettings


def practice(request):
    """`practice` in every template: the practice's settings, read once a request if at all."""
    return {"practice": SimpleLazyObject(lambda: PracticeSettings.load(request_or_site=request))}
