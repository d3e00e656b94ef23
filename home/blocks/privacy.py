"""What the site does with what it is told, in words that follow its settings."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.blocks.headings import HeadingsMixin
from home.blocks.lists import heading_block
from home.blocks.parts import ProseBlock


class Topic(models.TextChoices):
    """What a privacy notice has to tell; the facts of each come from the settings."""

    COOKIES = "cookies", _("cookies and other companies")
    ACCESS = "access", _("who can see what")
    PROTECTION = "protection", _("how it is protected")
    MAIL = "mail", _("emails")
    KEPT = "kept", _("how long it is kept")
    RIGHTS = "rights", _("what clients can ask for")


class PrivacyFactsBlock(HeadingsMixin, blocks.StructBlock):
    heading = heading_block()
    about = blocks.ChoiceBlock(
        choices=Topic.choices,
        default=Topic.KEPT,
        label=_("About"),
        help_text=_(
            "The sentences are written by the site, from its settings, and change with them."
        ),
    )
    words = ProseBlock(
        label=_("In your own words"),
        required=False,
        help_text=_("What the site cannot know, below its sentences."),
    )

    class Meta:
        icon = "lock"
        label = _("Privacy facts")
        group = _("Lists")
        template = "blocks/privacy_facts.html"
        description = _("What is kept, how long and who sees it, as this site is really set.")
        preview_value = {
            "heading": _("For how long"),
            "about": Topic.KEPT,
            "words": _("<p>My notes on paper are kept for ten years.</p>"),
        }
