"""How long somebody who signed in stays so, and what her browser keeps of it."""

from environs import Env, validate

# Each row says whose it is and when it ends (site_project/accounts/sessions.py).
SESSION_ENGINE = "site_project.accounts.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True


def idle_minutes(env: Env) -> int:
    """DESK_IDLE_MINUTES: after so many without use staff are signed out.

    An hour is the longest that NIST SP 800-63B-4 (2.2.3) allows, and as long as a treatment.
    """
    return env.int("DESK_IDLE_MINUTES", 60, validate=validate.Range(10, 60))


def session_hours(env: Env) -> int:
    """DESK_SESSION_HOURS: after so many staff are signed out in any case; at most a day (ibid.)."""
    return env.int("DESK_SESSION_HOURS", 24, validate=validate.Range(1, 24))
