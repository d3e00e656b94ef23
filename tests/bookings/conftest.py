import pytest
from wagtail.models import Page, Site

from home.models import HomePage, PracticeSettings


@pytest.fixture
def practice(db) -> PracticeSettings:
    """A practice that can be mailed, in a zone that is neither UTC nor the server's."""
    practice = PracticeSettings.current()
    practice.practice_name = "Test Practice"
    practice.email = "hello@practice.example.org"
    practice.notify_email = "desk@practice.example.org"
    practice.phone = "+44 1632 960 001"
    practice.time_zone = "America/New_York"
    practice.save()
    return practice


@pytest.fixture
def site(practice) -> Site:
    """The default site with an empty home page, for tests that speak HTTP."""
    home = Page.get_first_root_node().add_child(
        instance=HomePage(title="Home", hero_heading="Home", slug="site-home")
    )
    site = Site.objects.get(is_default_site=True)
    site.root_page = home
    site.save()
    practice.privacy_page = home
    practice.save()
    return site
