"""The diary reads no big table from end to end, whatever lies in the past."""

import pytest
from django.urls import reverse

from bookings.models import Practitioner
from site_project.roles import OWNER
from tests.factories.people import make_user
from tests.factories.volume import NOW
from tests.volume.plans import big_scans

pytestmark = pytest.mark.only_on("postgresql")


@pytest.mark.parametrize("page", ["bookings_own_week", "bookings_day", "bookings_today"])
@pytest.mark.parametrize("whose", ["all", "one"])
def test_page_of_the_diary_scans_no_big_table(page, whose, at_volume, client):
    client.force_login(make_user(role=OWNER))
    who = "all" if whose == "all" else Practitioner.objects.earliest("pk").pk

    def look():
        response = client.get(reverse(page), {"who": who})
        assert response.status_code == 200
        assert len(response.content) < 60_000

    assert big_scans(look) == []


def test_free_time_scans_no_big_table(at_volume, client):
    client.force_login(make_user(role=OWNER))
    person = Practitioner.objects.earliest("pk")
    at = f"{person.pk}@{NOW:%Y%m%d}T1800Z"

    response = client.get(reverse("bookings_gap"), {"at": at})

    assert response.context["gap"].words == "17:00–23:59"
    assert big_scans(lambda: client.get(reverse("bookings_gap"), {"at": at})) == []
