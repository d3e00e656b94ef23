"""The settings of production, in a test."""

import importlib
from types import ModuleType
from typing import Final

HOST: Final = "practice.example"
ENVIRONMENT: Final = {
    "SECRET_KEY": "for-this-test-only-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGH",
    "LINK_KEY": "links-of-this-test-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGH",
    "HEALTH_KEYS": "Zm9yLXRoaXMtdGVzdC1vbmx5LTAxMjM0NTY3ODlhYmM=",
    "ALLOWED_HOSTS": HOST,
    "SITE_URL": f"https://{HOST}",
    "MAIL_FROM": f"desk@{HOST}",
}
# What says how the site faces the world; keys, databases and files stay the suite's.
FACING: Final = ("ALLOWED_HOSTS", "CSRF_", "SECURE_", "SESSION_COOKIE_", "TRUSTED_PROXIES")


def read_production(monkeypatch) -> ModuleType:
    """site_project.settings.production, as it is without any other setting."""
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    return importlib.reload(importlib.import_module("site_project.settings.production"))


def facing(production: ModuleType) -> dict[str, object]:
    return {name: value for name, value in vars(production).items() if name.startswith(FACING)}
