"""What somebody may ask the practice for: all that is kept of them, and that it is forgotten."""

from .erase import EraseClient, EraseRequester
from .take_along import ExportClient, ExportRequester

__all__ = ["EraseClient", "EraseRequester", "ExportClient", "ExportRequester"]
