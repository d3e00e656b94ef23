"""Running words and pictures."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock

from home.blocks.headings import Heading, HeadingsMixin, headings_of_html
from home.blocks.parts import TEXT_FEATURES, ProseBlock


class LeadBlock(blocks.TextBlock):
    def __init__(self, **kwargs):
        super().__init__(max_length=600, rows=3, **kwargs)

    class Meta:
        icon = "title"
        label = _("Lead")
        group = _("Words")
        template = "blocks/lead.html"
        description = _("A sentence or two in larger type, to open a part of the page.")
        preview_value = _("I know the ache behind one eye. That is why I do this work.")


class TextBlock(HeadingsMixin, ProseBlock):
    def __init__(self, **kwargs):
        super().__init__(features=TEXT_FEATURES, **kwargs)

    def get_headings(self, value):
        return headings_of_html(value.source)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = _("Words")
        template = "blocks/text.html"
        description = _("Paragraphs, headings, lists and links.")
        preview_value = _(
            "<h2>What a trigger point is</h2><p>A tight, tender spot in a muscle. Press it, and "
            "you may feel pain <b>somewhere else</b>.</p><ul><li>in the temple</li>"
            "<li>behind the eye</li></ul>"
        )


class CaptionedImageBlock(blocks.StructBlock):
    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(
        label=_("Caption"),
        required=False,
        max_length=200,
        help_text=_("Shown under the picture. It does not replace the alt text."),
    )

    class Meta:
        icon = "image"
        label = _("Image")
        group = _("Words")
        template = "blocks/image.html"
        description = _("Your own photograph, with its alt text and a caption.")

    def get_preview_value(self):
        """The newest image of the library, since a preview cannot bring a picture of its own."""
        image = get_image_model().objects.order_by("-pk").first()
        return self.normalize({"image": image, "caption": _("The treatment room")})


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("What was said"), max_length=600)
    attribution = blocks.CharBlock(
        label=_("Who said it"),
        required=False,
        max_length=120,
        help_text=_("As little as the person agreed to, such as a first name."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quote")
        group = _("Words")
        template = "blocks/quote.html"
        description = _("Someone's own words, set apart.")
        preview_value = {
            "text": _("The spot was in my shoulder. The pain was behind my eye."),
            "attribution": _("A client"),
        }


class QuestionBlock(HeadingsMixin, blocks.StructBlock):
    question = blocks.CharBlock(label=_("Question"), max_length=160)
    answer = ProseBlock(label=_("Answer"))

    def get_headings(self, value):
        return [Heading(value["question"], level=3)]

    class Meta:
        icon = "help"
        label = _("Question and answer")
        group = _("Words")
        template = "blocks/question.html"
        description = _("A question as a client asks it, as a heading, and your answer.")
        preview_value = {
            "question": _("Does it hurt?"),
            "answer": _("<p>It can be tender for a few seconds. You say when it is enough.</p>"),
        }
