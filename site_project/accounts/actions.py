"""What can be read in the history of an account (Wagtail's log), and what is mailed of it."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Action: (as a heading, what happened).
ACTIONS: Final[dict[str, tuple[Promise, Promise]]] = {
    "accounts.passkey_added": (_("Passkey added"), _("A passkey was added.")),
    "accounts.passkey_removed": (_("Passkey removed"), _("A passkey was removed.")),
    "accounts.passkey_renamed": (_("Passkey renamed"), _("A passkey was renamed.")),
    "accounts.app_added": (_("Authenticator app added"), _("An authenticator app was added.")),
    "accounts.app_removed": (
        _("Authenticator app removed"),
        _("The authenticator app was removed."),
    ),
    "accounts.codes_made": (_("Recovery codes made"), _("New recovery codes were made.")),
    "accounts.codes_removed": (_("Recovery codes removed"), _("The recovery codes were removed.")),
    "accounts.code_used": (_("Recovery code used"), _("A recovery code was used to sign in.")),
    "accounts.password_asked": (
        _("New password asked for"),
        _("A link to choose a new password was asked for."),
    ),
    "accounts.password_chosen": (
        _("Password chosen"),
        _("A new password was chosen with a mailed link."),
    ),
    "accounts.session_ended": (_("Signed out"), _("A browser was signed out from another.")),
    "accounts.sessions_ended": (
        _("Signed out everywhere"),
        _("All other browsers were signed out."),
    ),
    "accounts.rescued": (
        _("Access restored"),
        _("Access was restored on the server (rescue_account)."),
    ),
}
