"""Videos elsewhere: a card with a picture of one's own, and a link."""

from urllib.parse import urlsplit

from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock


class VideoCardValue(blocks.StructValue):
    @property
    def host(self) -> str:
        """Where the link leads, as a visitor would call it."""
        return (urlsplit(self["url"]).hostname or "").removeprefix("www.")


class VideoCardBlock(blocks.StructBlock):
    """Links to a video at its host. No frame: nobody there learns who reads here."""

    picture = ImageBlock(label=_("Picture"))
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    length = blocks.RegexBlock(
        regex=r"^\d{1,3}:[0-5]\d\Z",
        label=_("Length"),
        help_text=_("Minutes and seconds, such as 4:30."),
        error_messages={"invalid": _("Enter minutes and seconds, such as 4:30.")},
    )
    url = blocks.CharBlock(
        label=_("Address"),
        max_length=500,
        validators=[
            URLValidator(
                schemes=["https"], message=_("Enter an address that starts with https://.")
            )
        ],
        help_text=_("Where the video is. It opens there, not inside this page."),
    )

    class Meta:
        icon = "media"
        label = _("Video")
        group = _("Words")
        template = "blocks/video_card.html"
        value_class = VideoCardValue
        description = _("A picture, title and length of a video, with a link to where it is.")

    def get_preview_value(self):
        """With the newest image of the library."""
        return self.normalize(
            {
                "picture": get_image_model().objects.order_by("-pk").first(),
                "title": _("Three stretches for the neck"),
                "length": "4:30",
                "url": "https://video.example/neck",
            }
        )
