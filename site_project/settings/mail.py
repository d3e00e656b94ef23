"""MAILERS from the environment: SMTP in each of its forms, or any other Django mail backend."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environs import Env

SMTP = "django.core.mail.backends.smtp.EmailBackend"
# TLS from the first byte on (RFC 8314).
SMTPS_PORT = 465
# For each wait for the server; Django's own default is for ever. domain/outbox.py counts on it.
TIMEOUT_SECONDS = 10


def mailer(env: Env) -> dict[str, Any]:
    """The default entry of MAILERS.

    MAIL_BACKEND is the path of a class, MAIL_OPTIONS its options as JSON; both empty, it is SMTP.
    A backend for the API of a mail service leaves the calendar parts out, so use its SMTP relay:

    SMTP_HOST, SMTP_PORT
        Port 587 unless said otherwise.
    SMTP_USER, SMTP_PASSWORD
        Both empty: no log-in.
    SMTP_SSL
        TLS from the start; on with port 465.
    SMTP_STARTTLS
        TLS after a greeting in clear, which a mail server that lacks it refuses; on otherwise.
    """
    backend = env("MAIL_BACKEND", "") or SMTP
    if backend != SMTP:
        return {"BACKEND": backend, "OPTIONS": env.json("MAIL_OPTIONS", {})}
    port = env.int("SMTP_PORT", 587)
    use_ssl = env.bool("SMTP_SSL", port == SMTPS_PORT)
    use_starttls = env.bool("SMTP_STARTTLS", not use_ssl)
    if use_ssl and use_starttls:
        raise ImproperlyConfigured("Set SMTP_SSL or SMTP_STARTTLS, not both.")
    options = {
        "host": env("SMTP_HOST", "localhost"),
        "port": port,
        "username": env("SMTP_USER", ""),
        "password": env("SMTP_PASSWORD", ""),
        "use_ssl": use_ssl,
        "use_tls": use_starttls,
        "timeout": TIMEOUT_SECONDS,
    }
    return {"BACKEND": backend, "OPTIONS": options}
