"""LOGGING from the environment: a line for each event, secrets cut out (site_project/watching)."""

from typing import Any

from environs import Env

FORMATS = {
    "line": "site_project.watching.lines.PlainLine",
    "json": "site_project.watching.lines.JSONLine",
}


def logs(env: Env) -> dict[str, Any]:
    """From these, all of them optional.

    LOG_FORMAT
        “line”, to be read by people, or “json”, to be collected.
    SENTRY_DSN
        Where errors are reported to, as Sentry and what is compatible with it say it.
    """
    name = env.str("LOG_FORMAT", "line")
    if name not in FORMATS:
        raise ValueError(f"LOG_FORMAT: {name} is not known; use {' or '.join(FORMATS)}.")
    handlers: dict[str, Any] = {
        "console": {"class": "logging.StreamHandler", "formatter": "chosen"},
    }
    if dsn := env.str("SENTRY_DSN", ""):
        handlers["errors"] = {
            "class": "site_project.watching.reporting.ReportErrors",
            "level": "ERROR",
            "dsn": dsn,
        }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"chosen": {"()": FORMATS[name]}},
        "handlers": handlers,
        "root": {"handlers": list(handlers), "level": "INFO"},
        "loggers": {
            # Not Django's own handlers, which would hide nothing and mail whole errors.
            "django": {"handlers": [], "level": "INFO"},
            "django.server": {"handlers": [], "level": "INFO", "propagate": True},
            # What was refused says the line of its request.
            "django.request": {"level": "ERROR"},
            # Anybody can cause it by a header, and does.
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            # Wagtail keeps its own record of edits in the database, and runs a few small tasks
            # at each save of which it tells twice.
            "wagtail": {"level": "WARNING"},
            "django_tasks": {"level": "WARNING"},
            # It would write down which passkey was used.
            "fido2": {"level": "WARNING"},
        },
    }


def only_what_is_slow(logging: dict[str, Any]) -> None:
    """No line for each request, where somebody reads along."""
    logging["loggers"]["site_project.watching.requests"] = {"level": "WARNING"}
