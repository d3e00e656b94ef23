"""What Wagtail starts by inline scripts, started without one, for a policy that allows none.

static/js/admin_starters.js does what an element says that `starter` wrote; the templates below
templates/wagtailadmin that replace Wagtail's write it too. Inline scripts that a later Wagtail
adds are blocked by the policy and turn the browser tests red.
"""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.widgets import BaseChooser


def starter(name: str, *options: Any) -> SafeString:
    """The element that starts `name`, one of STARTERS in the script, with these options."""
    return format_html(
        '<template data-controller="starter" data-starter-name-value="{}" '
        'data-starter-options-value="{}"></template>',
        name,
        json.dumps(options),
    )


def render_chooser(
    self: BaseChooser,
    name: str,
    value: Any,
    attrs: Mapping[str, Any] | None = None,
    renderer: Any = None,
) -> SafeString:
    """BaseChooser.render with a starter in place of its inline script; it has no template."""
    attrs = dict(attrs or {})
    data = self.get_value_data(value)
    options = self.get_js_init_options(attrs["id"], name, data)
    return format_html(
        "{}{}",
        self.render_html(name, data, attrs),
        starter(self.js_constructor, attrs["id"], options),
    )


def replace_inline_scripts() -> None:
    """Called once, at the start."""
    BaseChooser.render = render_chooser
