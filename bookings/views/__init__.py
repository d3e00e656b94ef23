from .request import request_form
from .requested import requested

__all__ = ["request_form", "requested"]
