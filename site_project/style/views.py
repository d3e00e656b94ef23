"""The style page, in the public look: nothing on it is copied by hand, so it cannot lie."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from site_project.style import tokens
from site_project.style.blocks import block_examples
from site_project.style.examples import Section
from site_project.style.figures import figure_examples, snippet_examples
from site_project.style.pages import page_examples
from site_project.style.pieces import (
    client_examples,
    form_examples,
    frame_examples,
    paper_examples,
)
from site_project.style.sheets import component_sheets

# Which colours the examples have; by default those of the device.
SCHEMES: Final = {"": _("As on this device"), "light": _("Light"), "dark": _("Dark")}
# What each step of type is for.
TYPE: Final = (
    ("step-4", _("Title of a page")),
    ("step-3", _("Part of a page")),
    ("step-2", _("Section")),
    ("step-1", _("Lead, sub-heading")),
    ("step-0", _("Words")),
    ("step--1", _("Hint, caption")),
)


def sections(request: HttpRequest) -> list[Section]:
    return [
        Section(_("Around every page"), list(frame_examples(request))),
        Section(_("On pages"), list(page_examples(request))),
        Section(_("Blocks"), list(block_examples(request))),
        Section(_("Forms"), list(form_examples(request))),
        Section(_("The client’s own page"), list(client_examples(request))),
        Section(_("For paper"), list(paper_examples(request))),
        Section(_("Muscles and areas of pain"), list(snippet_examples(request))),
        Section(_("Figures"), list(figure_examples(request))),
    ]


@require_safe
def style_page(request: HttpRequest) -> HttpResponse:
    """For whoever is in the admin: all of it is, or may be, on public pages anyway."""
    scheme = request.GET.get("scheme", "")
    sheets = component_sheets()
    shown = sections(request)
    return TemplateResponse(
        request,
        "site_project/style/page.html",
        {
            "scheme": scheme if scheme in SCHEMES else "",
            "schemes": SCHEMES.items(),
            "groups": _groups(),
            "type": TYPE,
            "sections": [
                (section, [(one, one.sheets(sheets)) for one in section.examples])
                for section in shown
            ],
        },
    )


def _groups() -> list[tuple[tokens.Group, list[tuple[tokens.Colour, list[tokens.Ratio]]]]]:
    """Each group with its colours, and how well each of them reads on what it stands on."""
    groups = tokens.groups()
    return [
        (group, [(colour, tokens.ratios(colour, groups)) for colour in group.colours])
        for group in groups
    ]
