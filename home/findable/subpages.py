"""What a page shows at addresses other than its own."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Subpage:
    """A view below a page, or a further page of its list: `subpage` in the context of a template.

    Without a title it is the page itself, at another address. `url` is absolute, and empty in a
    preview. Not `indexed` is what would only repeat other pages to those who search.
    """

    url: str
    title: str = ""
    description: str = ""
    number: int = 1
    indexed: bool = True
