"""Pages and snippets that blocks choose: remembered, and never as they were before a change."""

import pytest

from home.blocks.chosen import PageBlock, SnippetBlock
from home.models import Muscle
from tests.factories.bookings import make_service
from tests.factories.pages import make_standard_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_database", "page_cache")]


@pytest.fixture
def muscle(own_database) -> Muscle:
    return Muscle.objects.create(name="Masseter", slug="chewing-muscle")


def test_second_look_asks_nothing(muscle, django_assert_num_queries):
    page, service = make_standard_page(), make_service()
    chosen = [
        (PageBlock(), page.page_ptr),
        (PageBlock("services.ServicePage"), service),
        (SnippetBlock("home.Muscle"), muscle),
    ]
    first = [block.bulk_to_python([row.pk]) for block, row in chosen]

    with django_assert_num_queries(0):
        again = [block.bulk_to_python([row.pk]) for block, row in chosen]
        title = again[1][0].title

    assert first == again == [[row] for _block, row in chosen]
    assert title == service.title


def test_change_is_seen_and_what_is_gone_is_none(muscle):
    block, key = SnippetBlock("home.Muscle"), muscle.pk
    before = block.bulk_to_python([key])[0].name
    muscle.name = "Temporalis"
    muscle.save()
    after = block.bulk_to_python([key])[0].name
    muscle.delete()

    assert (before, after) == ("Masseter", "Temporalis")
    assert block.bulk_to_python([key, None]) == [None, None]


def test_each_place_has_its_own_to_change(muscle):
    block = SnippetBlock("home.Muscle")

    one, nobody, other = block.bulk_to_python([muscle.pk, None, muscle.pk])
    one.name = "changed"

    assert (nobody, other.name) == (None, "Masseter")
    assert block.bulk_to_python([muscle.pk])[0].name == "Masseter"
