"""Privacy and accessibility: what this software does, whoever runs it.

The demonstration shows these texts, and a new practice starts from them. They are promises:
change them together with what they describe.
"""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .items import block, text


def privacy_facts(heading: Promise, about: str) -> dict[str, Any]:
    """Sentences that follow the settings (site_project/privacy.py)."""
    return block("privacy_facts", heading=heading, about=about, words="")


PRIVACY_LEAD = _(
    "What this website keeps about you, who can see it, and for how long. "
    "In short: only what you send, and only the people who work here."
)
PRIVACY_SUMMARY = _("What this website stores about you, who can see it and for how long.")
PRIVACY_BODY = [
    text(
        _(
            "<h2>When you only read</h2>"
            "<p>Reading leaves nothing behind for us to look at. The server may write an "
            "ordinary technical log to keep the site running.</p>"
        )
    ),
    privacy_facts(_("Cookies and other companies"), "cookies"),
    text(
        _(
            "<h2>When you ask for a time</h2>"
            "<p>Nothing is stored until you press the last button, <b>Send my request</b>. "
            "Then this is kept:</p>"
            "<ul>"
            "<li>your name, and your email address or phone number, to answer you</li>"
            "<li>the service, its length and price, and the times that would suit you</li>"
            "<li>whether you have been here before, and the article that you came from</li>"
            "<li>what you tell about your health: what is going on and where it hurts</li>"
            "<li>which words you agreed to, and when</li>"
            "<li>a scrambled form of your network address, to notice floods of requests; "
            "the address itself is not in the request</li>"
            "</ul>"
            "<p>How often an area of pain is named is counted by month and article, without any "
            "names.</p>"
        )
    ),
    text(
        _(
            "<h2>After that</h2>"
            "<p>If a time is confirmed, it goes into the diary with your name. A record is kept "
            "of who here did what with your request, and when.</p>"
        )
    ),
    privacy_facts(_("Who can see it"), "access"),
    privacy_facts(_("How it is protected"), "protection"),
    privacy_facts(_("Emails"), "mail"),
    privacy_facts(_("For how long"), "kept"),
    privacy_facts(_("Your say in it"), "rights"),
]

ACCESSIBILITY_LEAD = _(
    "This website should work for you, whatever you use to read it. Here is what has been done, "
    "what has not, and whom to tell if something is in your way."
)
ACCESSIBILITY_SUMMARY = _(
    "How this website is built to be accessible, what has not been tested, and how to report "
    "a problem."
)
ACCESSIBILITY_BODY = [
    text(
        _(
            "<h2>What you can expect</h2>"
            "<ul>"
            "<li>Every page works with a keyboard alone and without JavaScript.</li>"
            "<li>Text can be enlarged, and pages fit a narrow screen without sideways "
            "scrolling.</li>"
            "<li>Colours keep a strong contrast, and there is a dark version if your device "
            "asks for one.</li>"
            "<li>What a drawing shows is also said in the list beside it.</li>"
            "<li>If something is missing in a form, the page says what, and where, and keeps "
            "what you have typed.</li>"
            "</ul>"
            "<p>The standard we aim for is WCAG 2.2, level AA.</p>"
        )
    ),
    text(
        _(
            "<h2>How it was tested</h2>"
            "<p>The pages are checked with an automatic tool, in light and dark, and by hand "
            "while they are made. They have not been audited from outside, and people who "
            "use screen readers or other aids every day have not tested them yet. "
            "So there may be faults that nobody has told us about.</p>"
        )
    ),
    block(
        "callout",
        heading=_("Is something in your way?"),
        text=_(
            "<p>Call or write, and say which page it was and what you were trying to do. "
            "You can also ask for a time by phone or email instead of the form.</p>"
        ),
    ),
]
