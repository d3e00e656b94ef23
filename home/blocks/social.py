"""Where else the practice can be found."""

from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class SocialLinkBlock(blocks.StructBlock):
    name = blocks.CharBlock(
        label=_("Name"), max_length=40, help_text=_("What the link says, such as Instagram.")
    )
    url = blocks.CharBlock(
        label=_("Address"),
        max_length=300,
        validators=[
            URLValidator(
                schemes=["https"], message=_("Enter an address that starts with https://.")
            )
        ],
    )

    class Meta:
        icon = "link"
        label = _("Link")
        description = _("A page of yours on another site.")
