import pytest
from django.utils import translation

from home.models import PracticeSettings

from .production import HOST, facing, read_production
from .pseudo import write_pseudo_german


@pytest.fixture
def pseudo_german(tmp_path, settings, demo_site):
    write_pseudo_german(tmp_path)
    settings.LOCALE_PATHS = [tmp_path]
    practice = PracticeSettings.current()
    practice.language = "de"
    practice.save()
    with translation.override("de"):  # error pages are rendered without the middleware
        yield


@pytest.fixture
def production(settings, monkeypatch):
    """Hosts, HTTPS, cookies and proxies as in production; the client's host is production.HOST."""
    for name, value in facing(read_production(monkeypatch)).items():
        setattr(settings, name, value)
    settings.WAGTAILADMIN_BASE_URL = f"https://{HOST}"
    return settings
