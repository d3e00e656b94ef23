from .lengths import ServiceLength
from .pages import ServicePage, ServicesIndexPage

__all__ = ["ServiceLength", "ServicePage", "ServicesIndexPage"]
