"""How Wagtail is set; its address, which an installation says, is in base.py."""

WAGTAIL_SITE_NAME = "Practice"
# Neither an avatar host nor an update check: no third party learns who works here.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# Accounts are offered no time zone: all work in the practice's (home.middleware).
WAGTAIL_USER_TIME_ZONES: list[str] = []
# One person writes and publishes; a review queue would only stand in her way.
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "home.search.backend"}}
WAGTAILDOCS_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
# Never by the address of a bucket, which asks nobody who they are.
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "home.document_form.DocumentForm"
