from wagtail.snippets.models import register_snippet

from home.snippets import BodyGroup

register_snippet(BodyGroup)
