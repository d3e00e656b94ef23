"""A few lines for machines that read for people (llmstxt.org); search engines don't need it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from home.page_cache.limits import same_for_everybody


@same_for_everybody
@require_safe
@cache_control(max_age=3600, public=True)
def llms(request: HttpRequest) -> HttpResponse:
    """Who this is, what is offered, what there is to read; never a time, which soon is wrong."""
    return render(request, "home/llms.txt", content_type="text/plain; charset=utf-8")
