"""Privacy and accessibility: what this software does, whoever runs it.

The demonstration shows these texts, and a new practice starts from them. They are promises:
change them together with what they describe.
"""

from django.utils.translation import gettext_lazy as _

from .items import block, text

PRIVACY_LEAD = _(
    "What this website keeps about you, who can see it, and for how long. "
    "In short: only what you send, and only the people who work here."
)
PRIVACY_SUMMARY = _("What this website stores about you, who can see it and for how long.")
PRIVACY_BODY = [
    text(
        _(
            "<h2>When you only read</h2>"
            "<p>Reading leaves nothing behind for us to look at. There are no statistics, no "
            "advertising and no fonts, maps or scripts from other companies. A page with a "
            "form sets one small cookie that protects the form; it says nothing about you. "
            "The server may write an ordinary technical log to keep the site running.</p>"
        )
    ),
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
            "<p>What you tell about your health is encrypted in the database. It is in no "
            "email, neither to you nor to us. How often an area of pain is named is counted "
            "by month and article, without any names.</p>"
        )
    ),
    text(
        _(
            "<h2>After that</h2>"
            "<p>If a time is confirmed, it goes into the diary with your name. Copies of the "
            "emails that were sent to you are kept, and so is a record of who here did what "
            "with your request, and when.</p>"
        )
    ),
    text(
        _(
            "<h2>Who can see it</h2>"
            "<p>Those who treat you, and the owner of the practice, can see all of your "
            "request. Reception can see it without what you told about your health. "
            "It is neither sold nor passed on. The computers that store it and send the email may "
            "belong to a hosting company.</p>"
        )
    ),
    text(
        _(
            "<h2>For how long</h2>"
            "<p>Nothing is deleted automatically yet. Requests, appointments and copies of "
            "emails stay until they are removed by hand.</p>"
        )
    ),
    text(
        _(
            "<h2>Your say in it</h2>"
            "<p>You agree to the use of what you tell about your health, and you can take "
            "that back at any time. You can also ask what is stored about you, have it put "
            "right, or have it removed. Call or write; the phone number and the email "
            "address are at the foot of every page.</p>"
        )
    ),
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
