"""Services on the front page: the first of them, the way to the others, and what they cost."""

from decimal import Decimal

import pytest

from home.models import HomePage, PracticeSettings
from services.models import ServiceLength
from services.templatetags.services_tags import MOST_FIRST
from tests.factories.bookings import make_service
from tests.home.document import Document

pytestmark = pytest.mark.django_db
MORE = "See the services"


@pytest.fixture
def front_page(client):
    PracticeSettings.current()

    def get(number):
        for count in range(number):
            service = make_service(title=f"Service {count:02}", lengths=[(60, "60")])
        ServiceLength.objects.filter(page=service).update(price=Decimal(95))
        return client.get(HomePage.objects.get().url).text

    return get


def names(page):
    return [text for level, text in Document(page).headings if level == 3 and "Service" in text]


def test_as_many_as_there_is_room_for_are_all_shown(front_page):
    page = front_page(MOST_FIRST)

    assert names(page) == [f"Service {count:02}" for count in range(MOST_FIRST)]
    assert MORE not in page
    assert '"priceRange":"£60–£95"' in page


def test_the_others_are_a_link_away_and_count_for_the_prices(front_page):
    page = front_page(MOST_FIRST + 1)

    assert names(page) == [f"Service {count:02}" for count in range(MOST_FIRST)]
    assert f'<a href="/services/">{MORE}</a>' in page
    assert '"priceRange":"£60–£95"' in page
