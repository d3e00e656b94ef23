"""The pages that a new practice starts from: few words, and a box that says they are not hers."""

from django.utils.translation import gettext_lazy as _

from .front import ROOT_KEY
from .items import PageItem, block, text
from .statements import (
    ACCESSIBILITY_BODY,
    ACCESSIBILITY_LEAD,
    ACCESSIBILITY_SUMMARY,
    PRIVACY_BODY,
    PRIVACY_LEAD,
    PRIVACY_SUMMARY,
)

# While a page has this box, the checklist of the admin home asks for it.
STARTING_BOX_HEADING = _("Starting text")
STARTING_BOX = block(
    "callout",
    heading=STARTING_BOX_HEADING,
    text=_("<p>Read it, make it your own, and then remove this box.</p>"),
)


def starting_pages(practice_name: str) -> tuple[PageItem, ...]:
    """Home and the six pages below it, in the order of the menu."""
    return (
        PageItem(
            key="page:home",
            model="home.HomePage",
            title=practice_name,
            slug="home-page",
            parent=ROOT_KEY,
            fields={"hero_heading": practice_name},
        ),
        PageItem(
            key="page:services",
            model="services.ServicesIndexPage",
            title=_("Services"),
            slug="services",
            in_menus=True,
        ),
        PageItem(
            key="page:articles",
            model="blog.ArticleIndexPage",
            title=_("Articles"),
            slug="articles",
            in_menus=True,
        ),
        PageItem(
            key="page:about",
            model="home.StandardPage",
            title=_("About"),
            slug="about",
            in_menus=True,
            fields={
                "body": [
                    STARTING_BOX,
                    text(
                        _(
                            "<h2>Who I am</h2><p>What brought you to this work, in your own "
                            "words.</p>"
                            "<h2>How I work</h2><p>What a client can expect of you, and what "
                            "you do not do.</p>"
                            "<h2>What I have learned</h2><p>Training, memberships, years.</p>"
                        )
                    ),
                ]
            },
        ),
        PageItem(
            key="page:contact",
            model="home.ContactPage",
            title=_("Contact"),
            slug="contact",
            in_menus=True,
            fields={"lead": _("For a time, use the form of a service. Otherwise call or write.")},
        ),
        PageItem(
            key="page:privacy",
            model="home.StandardPage",
            title=_("Privacy"),
            slug="privacy",
            fields={
                "lead": PRIVACY_LEAD,
                "listing_summary": PRIVACY_SUMMARY,
                "body": [STARTING_BOX, *PRIVACY_BODY],
            },
        ),
        PageItem(
            key="page:accessibility",
            model="home.StandardPage",
            title=_("Accessibility"),
            slug="accessibility",
            fields={
                "lead": ACCESSIBILITY_LEAD,
                "listing_summary": ACCESSIBILITY_SUMMARY,
                "body": [STARTING_BOX, *ACCESSIBILITY_BODY],
            },
        ),
    )
