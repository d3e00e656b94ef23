"""That the compiled words are those of the source: stale ones show as English on a German page."""

from typing import Any

from django.core import checks
from django.core.checks import CheckMessage, Tags, register

from .catalogues import is_stale, languages


@register(Tags.translation)
def check_catalogues(**kwargs: Any) -> list[CheckMessage]:
    return [
        checks.Warning(
            f"The words in “{language}” are not compiled, or changed since they were.",
            hint="Run “manage.py translations” wherever the site is set up, beside collectstatic.",
            id="site_project.W010",
        )
        for language in languages()
        if is_stale(language)
    ]
