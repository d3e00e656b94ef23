"""The desk's lists of visits, mails and log find a page by an index, however many rows there are.

An index that has the first column is enough to sort by. What is counted is read without one, and
no further than to the last row that is counted.
"""

import pytest

from site_project.roles import OWNER
from tests.factories.people import make_user
from tests.volume.plans import plans

pytestmark = pytest.mark.only_on("postgresql")

VISITS, MAILS, LOG = (f"/admin/bookings/{name}/" for name in ("appointments", "mail", "log"))


@pytest.fixture
def owner(at_volume, client):
    client.force_login(make_user(role=OWNER))
    return client


@pytest.mark.parametrize("address", [VISITS, MAILS, LOG])
@pytest.mark.parametrize("page", ["1", "50"])
def test_page_of_a_list_sorts_few_rows(address, page, owner):
    def look():
        response = owner.get(address, {"p": page})
        assert len(response.context["object_list"]) == 20

    nodes = [node for _sql, nodes in plans(look) for node in nodes]

    assert [
        node for node in nodes if node["Node Type"] == "Sort" and node["Plan Rows"] > 5000
    ] == []


# With nothing remembered.
@pytest.mark.parametrize(("address", "queries"), [(VISITS, 14), (MAILS, 13), (LOG, 12)])
def test_page_of_a_list_takes_few_queries(address, queries, owner, django_assert_num_queries):
    owner.get(address)

    with django_assert_num_queries(queries):
        owner.get(address)
