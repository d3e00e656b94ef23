"""A cache that machines share (Redis or Valkey), and without which the site goes on."""

import logging
from functools import wraps
from typing import Any

from django.core.cache.backends.dummy import DummyCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

EMPTY = DummyCache("", {})


def _or_empty(name: str) -> Any:
    method = getattr(RedisCache, name)

    @wraps(method)
    def tried(cache: RedisCache, *args: Any, **kwargs: Any) -> Any:
        try:
            return method(cache, *args, **kwargs)
        except RedisError as error:
            log.warning("The shared cache does not answer: %s", type(error).__name__)
            return getattr(EMPTY, name)(*args, **kwargs)

    return tried


class ForgivingRedisCache(RedisCache):
    """While its server is away it is as one that is empty, and keeps nothing."""

    add = _or_empty("add")
    get = _or_empty("get")
    set = _or_empty("set")
    touch = _or_empty("touch")
    delete = _or_empty("delete")
    has_key = _or_empty("has_key")
    incr = _or_empty("incr")
    get_many = _or_empty("get_many")
    set_many = _or_empty("set_many")
    delete_many = _or_empty("delete_many")
    clear = _or_empty("clear")
