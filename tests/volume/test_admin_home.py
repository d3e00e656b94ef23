"""What the desk looks at many times a day reads no big table from end to end."""

import pytest
from django.urls import reverse

from bookings.models import Practitioner
from site_project.roles import EDITOR, OWNER, RECEPTION, THERAPIST
from tests.factories.people import make_user
from tests.volume.plans import big_scans

pytestmark = pytest.mark.only_on("postgresql")

# Nobody scrolls through more in the morning.
MOST_BYTES = 60_000


@pytest.mark.parametrize("role", [OWNER, THERAPIST, RECEPTION, EDITOR], ids=lambda role: role.name)
def test_admin_home_scans_no_big_table(at_volume, client, role):
    user = make_user(role=role)
    if role is THERAPIST:
        Practitioner.objects.filter(pk=Practitioner.objects.earliest("pk").pk).update(user=user)
    client.force_login(user)
    home = reverse("wagtailadmin_home")

    assert big_scans(lambda: client.get(home)) == []
    assert len(client.get(home).content) < MOST_BYTES
