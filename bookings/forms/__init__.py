from .request import RequestForm

__all__ = ["RequestForm"]
