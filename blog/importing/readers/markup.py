"""What may be hostile in HTML, and is bounded here: its tree, and the data inside its addresses."""

import base64
import binascii
import re
from urllib.parse import unquote_to_bytes

from django.utils.translation import gettext as _
from lxml import etree

from blog.importing.errors import Refused

MAX_TAGS = 40_000
MAX_DEPTH = 120
DATA_URL = re.compile(
    r"data:image/[\w.+-]+(?P<coded>;base64)?,(?P<data>.*)", re.DOTALL | re.IGNORECASE
)


def parsed(html: str) -> etree._Element | None:
    """The tree of the page; None if there is not one element in it. Raises Refused."""
    if html.count("<") > MAX_TAGS:
        raise Refused(_("This page has too many parts to be an article."))
    # Told how it is encoded, lxml believes no declaration inside. Its size is bounded already.
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        tree = etree.fromstring(html.encode(), parser)
    except etree.XMLSyntaxError:
        return None
    if tree is None:
        return None
    depth = 0
    for event, _element in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise Refused(_("The parts of this page lie too deep inside each other."))
    return tree


def data_of(source: str) -> bytes | None:
    """The picture inside an address; None if the address leads elsewhere."""
    match = DATA_URL.match(source.strip())
    if not match:
        return None
    if not match["coded"]:
        return unquote_to_bytes(match["data"])
    try:
        return base64.b64decode(unquote_to_bytes(match["data"]))
    except binascii.Error:
        return b""
