"""The validator itself: what it refuses."""

import pytest

from tests.home.findable.vocabulary import breaches

pytestmark = pytest.mark.once

PERSON = {"@type": "Person", "@id": "https://x.example/#p", "name": "A"}
OFFER = {"@type": "Offer", "price": "48", "priceCurrency": "GBP"}


@pytest.mark.parametrize(
    ("node", "found"),
    [
        ({"@type": "Person", "name": "A", "url": "https://x.example/"}, []),
        ({"@type": "Massage"}, ["no type 'Massage'"]),
        ({"@type": "Person", "headline": "x"}, ["Person has no headline"]),
        ({"@type": "Person", "name": ""}, ["Person.name is empty"]),
        ({"@type": "Person", "url": "/about/"}, ["Person.url is not '/about/'"]),
        ({"@type": "BlogPosting", "dateModified": "2026-01-02T09:00:00+00:00"}, []),
        (
            {"@type": "BlogPosting", "dateModified": "1 May"},
            ["BlogPosting.dateModified is not '1 May'"],
        ),
        (
            {"@type": "BlogPosting", "author": OFFER},
            ["BlogPosting.author is no Offer"],
        ),
        (
            {"@type": "BlogPosting", "author": {"@id": "https://x.example/#q"}},
            ["BlogPosting.author leads nowhere: https://x.example/#q"],
        ),
        ({"@type": "BlogPosting", "author": {"@id": PERSON["@id"]}}, []),
        (
            {"@type": "OpeningHoursSpecification", "opens": "9 am"},
            ["OpeningHoursSpecification.opens is not '9 am'"],
        ),
        (
            {"@type": "OpeningHoursSpecification", "dayOfWeek": ["https://schema.org/Munday"]},
            ["OpeningHoursSpecification.dayOfWeek is not 'https://schema.org/Munday'"],
        ),
        ({"@type": "ListItem", "position": "first"}, []),
        ({"@type": "GeoCoordinates", "latitude": [50.0]}, []),
    ],
)
def test_breach_of_the_vocabulary_is_named(node, found):
    assert breaches([PERSON, {"@id": "https://x.example/#n"} | node]) == found


def test_two_nodes_with_one_name_are_a_breach():
    assert breaches([PERSON, PERSON]) == ["two nodes with one @id"]
