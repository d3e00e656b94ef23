"""The body of an article for readers that have neither our styles nor our figures."""

import re
from urllib.parse import urljoin

from django.http import HttpRequest
from django.template.loader import render_to_string
from lxml import etree, html

from blog.models import ArticlePage
from home.models import PracticeSettings

# What stands for itself anywhere. Of other elements only the words stay ...
KEPT = {
    *("p", "h2", "h3", "h4", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "table"),
    *("thead", "tbody", "tr", "th", "td", "a", "b", "strong", "i", "em", "br", "img"),
    *("figure", "figcaption", "time", "div"),
}
# ... and of these nothing: a drawing without its styles is a blot, and the list beside it says
# the same; a form belongs to the page.
DROPPED = ("svg", "script", "style", "template", "form", "button", "input", "select", "textarea")
ATTRIBUTES = {"href", "src", "alt", "width", "height", "datetime", "start"}
ADDRESSES = ("href", "src")
# What XML 1.0 cannot hold; lone surrogates are not even text.
UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: object) -> str:
    """`text` as XML can hold it: a control character that somebody pasted is left out."""
    return UNFIT.sub("", str(text))


def article_html(request: HttpRequest, article: ArticlePage) -> str:
    """The lead and the body of `article`, in plain HTML with absolute addresses."""
    practice = PracticeSettings.load(request_or_site=request)
    context = {"page": article, "practice": practice}
    source = render_to_string("blog/feed_body.html", context, request)
    return plain_html(source, base=article.get_full_url(request) or "")


def plain_html(source: str, *, base: str) -> str:
    tree = html.fragment_fromstring(xml_text(source), create_parent="div")
    etree.strip_elements(tree, etree.Comment, *DROPPED, with_tail=False)
    for element in list(tree.iterdescendants()):
        if element.tag not in KEPT:
            element.drop_tag()
            continue
        for name in set(element.attrib) - ATTRIBUTES:
            del element.attrib[name]
        for name in ADDRESSES:
            if name in element.attrib:
                element.set(name, urljoin(base, element.get(name)))
    inner = [html.tostring(child, encoding="unicode") for child in tree]
    return "".join([tree.text or "", *inner]).strip()
