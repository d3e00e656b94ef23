"""Every figure, with all that can be switched on in it."""

from collections.abc import Iterator

from django.http import HttpRequest
from wagtail.models import PreviewableMixin
from wagtail.snippets.models import get_snippet_models

from home.figures import VIEWS
from home.figures.drawing import Drawing
from site_project.style.examples import Example, parts, rendered


def figure_examples(request: HttpRequest) -> Iterator[Example]:
    """For each view: all of its muscles with numbers, then each alone, then each place of pain."""
    for view in VIEWS.values():
        drawings = [view.draw(view.regions), *(view.draw([key]) for key in view.regions)]
        drawings += [view.draw([], pain=key) for key in view.pain_regions]
        yield Example(view.label, view.title, _gallery(request, drawings))


def snippet_examples(request: HttpRequest) -> Iterator[Example]:
    """The first of each kind of snippet, as its preview shows it, below the heading."""
    for model in get_snippet_models():
        row = model.objects.first() if issubclass(model, PreviewableMixin) else None
        if row is None:
            continue
        template = row.get_preview_template(request, row.default_preview_mode)
        context = row.get_preview_context(request, row.default_preview_mode)
        page = rendered(request, template, **context)
        yield Example(
            model._meta.verbose_name.capitalize(),
            str(row),
            "".join(parts(page, "main > .wrap > :not(h1)")),
        )


def _gallery(request: HttpRequest, drawings: list[Drawing]) -> str:
    return rendered(request, "site_project/style/figures.html", drawings=drawings)
