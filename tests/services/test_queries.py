import pytest

from home.models import PainArea, PracticeSettings
from tests.factories.bookings import make_service

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 30])
def test_service_page_takes_the_same_queries_whatever_it_has(
    client, django_assert_num_queries, count
):
    PracticeSettings.current()
    areas = [PainArea.objects.create(name=str(n), slug=f"a{n}") for n in range(count)]
    service = make_service(lengths=[(15 + minutes, "50") for minutes in range(count)])
    service.pain_areas.set(areas)
    service.save()
    client.get(service.url)
    with django_assert_num_queries(19):
        assert client.get(service.url).status_code == 200
