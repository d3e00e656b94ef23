from .manage import manage
from .request import request_form
from .requested import requested

__all__ = ["manage", "request_form", "requested"]
