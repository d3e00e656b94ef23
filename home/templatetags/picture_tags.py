"""A picture in the sizes that exist; Wagtail's own tag makes those that don't, while one waits."""

from django import template
from django.template import Context
from django.template.base import Parser, Token
from django.utils.safestring import SafeString
from wagtail.images.models import Picture
from wagtail.images.templatetags.wagtailimages_tags import PictureNode, image

from home.renditions import original, ready

register = template.Library()


class ReadyPictureNode(PictureNode):
    def render(self, context: Context) -> SafeString | str:
        shown = self.validate_image(context)
        if not shown:
            return ""
        sizes = [each.spec for each in self.get_filters()]
        attrs = {name: value.resolve(context) for name, value in self.attrs.items()}
        renditions = ready(shown, sizes)
        if not renditions:
            attrs.pop("sizes", None)  # nothing to choose from
            renditions = {sizes[0]: original(shown, sizes[0])}
        return Picture(renditions, attrs).__html__()


@register.tag
def ready_picture(parser: Parser, token: Token) -> ReadyPictureNode:
    """{% ready_picture image format-{avif,jpeg} width-{400,800} alt="" %}, as Wagtail's `picture`.

    The sizes are among those of home/renditions.py, which has them made. Until one format is
    there, the picture as it was uploaded stands in the same room.
    """
    as_wagtails = Token(token.token_type, token.contents.replace("ready_picture", "picture", 1))
    node = image(parser, as_wagtails)
    return ReadyPictureNode(node.image_expr, node.filter_specs, node.output_var_name, node.attrs)
