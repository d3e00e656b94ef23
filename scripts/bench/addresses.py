"""Pages of the demonstration that stand for their kind."""

from typing import Final

HOME: Final = "/"
ARTICLE: Final = "/articles/trigger-points-headaches-and-migraines/"
SERVICE: Final = "/services/trigger-point-therapy/"
ARTICLES: Final = "/articles/"
SEARCH: Final = "/search/?q=article"
# Nothing that is kept answers it, so the page is made.
ANEW: Final = "?anew=1"
