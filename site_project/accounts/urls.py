"""All addresses of signing in. What allauth has besides is not there.

They lie below /admin/, in front of Wagtail's own (site_project/urls.py), under the names by
which allauth finds its pages. Each is under the policy of public pages and kept by nobody.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.decorators.csp import csp_override

from .views import codes, confirming, entering, factors, passwords, sessions, unsent

View = Callable[..., HttpResponse]


def page(route: str, view: View, name: str) -> URLPattern:
    guard: Any = csp_override(settings.SECURE_CSP)
    return path(route, never_cache(guard(view)), name=name)


urlpatterns = [
    page("login/", entering.log_in, "account_login"),
    page("login/code/", entering.enter_code, "mfa_authenticate"),
    page("login/passkey/", entering.passkey_log_in, "mfa_login_webauthn"),
    page("password/forgotten/", passwords.forgotten, "account_reset_password"),
    page("password/forgotten/sent/", passwords.forgotten_done, "account_forgotten_done"),
    page(
        "password/new/<str:uidb64>/<str:token>/", passwords.new_password, "password_reset_confirm"
    ),
    page("security/", factors.overview, "mfa_index"),
    page("security/confirm/password/", confirming.by_password, "account_reauthenticate"),
    page("security/confirm/code/", confirming.by_code, "mfa_reauthenticate"),
    page("security/confirm/passkey/", confirming.by_passkey, "mfa_reauthenticate_webauthn"),
    page("security/passkeys/add/", factors.add_passkey, "mfa_add_webauthn"),
    page("security/passkeys/<int:pk>/rename/", factors.rename_passkey, "mfa_edit_webauthn"),
    page("security/passkeys/<int:pk>/remove/", factors.remove_passkey, "mfa_remove_webauthn"),
    page("security/app/add/", factors.add_app, "mfa_activate_totp"),
    page("security/app/remove/", factors.remove_app, "mfa_deactivate_totp"),
    page("security/codes/", codes.codes, "mfa_view_recovery_codes"),
    page("security/codes/new/", codes.new_codes, "mfa_generate_recovery_codes"),
    page("security/session/", sessions.session, "account_session"),
    page("security/sessions/", sessions.own, "account_sessions"),
    page("security/sessions/of/<int:pk>/", sessions.of_another, "account_sessions_of"),
    page("security/unsent/", unsent.unsent, "account_unsent"),
    page("security/unsent/<int:pk>/send/", unsent.send, "account_send_unsent"),
    page("security/unsent/<int:pk>/remove/", unsent.throw_away, "account_throw_unsent_away"),
]

# While a second factor is asked for: where one signs in, shows it, and leaves again ...
OPEN_TO_ALL = {
    *("account_login", "mfa_authenticate", "mfa_login_webauthn", "wagtailadmin_logout"),
    *("account_reset_password", "account_forgotten_done", "password_reset_confirm"),
    *("account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"),
    "account_session",
}
# ... and where the first one is set up.
OPEN_FOR_SETTING_UP = {
    *(pattern.name for pattern in urlpatterns if pattern.name != "account_sessions_of"),
}
