"""How staff sign in; STAFF_SECOND_FACTOR, which an installation may set, is in base.py."""

# In seconds: how long a mailed link to choose a new password works.
PASSWORD_RESET_TIMEOUT = 3600
AUTHENTICATION_BACKENDS = ["site_project.accounts.backend.StaffBackend"]
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
# One way to a new password: site_project/accounts/views/passwords.py.
WAGTAIL_PASSWORD_RESET_ENABLED = False
# allauth: staff sign in, and nobody signs up. Attempts are counted by accounts/throttle.py.
ACCOUNT_ADAPTER = "site_project.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False
MFA_ADAPTER = "site_project.accounts.adapters.SecondFactorAdapter"
MFA_RATE_LIMITS = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RECOVERY_CODES_SHOW_ONCE = True
# Clocks of phones are off by a few seconds.
MFA_TOTP_TOLERANCE = 1
