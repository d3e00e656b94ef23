"""CACHES from the environment: this process alone, or what all processes share."""

from typing import Any

from environs import Env

LOCAL = "django.core.cache.backends.locmem.LocMemCache"
SHARED = "site_project.shared_cache.ForgivingRedisCache"
# For each wait for its server: a page must not take much longer without it.
TIMEOUT_SECONDS = 1


def caches(env: Env) -> dict[str, Any]:
    """CACHE_URL (redis://… or rediss://…) names a Redis or Valkey; empty, each process has its own.

    Nothing that must not be lost is in it.
    """
    url = env("CACHE_URL", "")
    if not url:
        return {"default": {"BACKEND": LOCAL}}
    options = {"socket_connect_timeout": TIMEOUT_SECONDS, "socket_timeout": TIMEOUT_SECONDS}
    return {"default": {"BACKEND": SHARED, "LOCATION": url, "OPTIONS": options}}
