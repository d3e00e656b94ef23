"""Settings that are read by nearly every request and written once a month."""

from copy import copy
from typing import Self

from wagtail.contrib.settings.models import BaseGenericSetting

from home.page_cache.memory import remembered
from home.page_cache.stamps import Stamp


class RememberedSetting(BaseGenericSetting):
    """One row for the installation, made with its defaults if absent; no query while unchanged."""

    class Meta:
        abstract = True

    @classmethod
    def current(cls) -> Self:
        """The row, for code without a request."""
        return cls.load()

    @classmethod
    def _get_or_create(cls) -> Self:
        """A copy for each, since forms change theirs before they know whether it is good."""
        return copy(_stored(cls))


@remembered(Stamp.PAGES)
def _stored[T: RememberedSetting](model: type[T]) -> T:
    return super(RememberedSetting, model)._get_or_create()
