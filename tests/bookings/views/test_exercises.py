"""The client's own page after a visit: what to do at home, and nothing of it anywhere else."""

import logging

import pytest

from bookings.domain.manage import manage_token
from bookings.models import AuditEvent, HealthAnswers, OutboxMessage, Treatment
from bookings.views.situation import State
from home.models import HomePage, PracticeSettings, WhereItHurtsPage
from tests.factories.areas import make_area
from tests.factories.situations import make_over, make_situation

pytestmark = pytest.mark.django_db

OTHER_KEYS = ["b" * 43 + "="]


def address(asked):
    return f"/my-request/{manage_token(asked)}/"


def areas_page():
    page = WhereItHurtsPage(title="Where does it hurt?", slug="where")
    return HomePage.objects.get().add_child(instance=page)


def headings(visitor, level):
    return [
        heading.get_text(strip=True) for heading in visitor.page.main.select(f"section {level}")
    ]


@pytest.mark.parametrize(
    ("said", "noted", "shown"),
    [
        (["Canary"], None, ["Canary"]),
        (["Canary"], ["jaw"], ["Jaw"]),
        ([], ["jaw", "canary"], ["Canary", "Jaw"]),
        (["Canary"], [], []),
        ([], None, []),
        (["Gone"], None, []),
    ],
)
def test_page_shows_exercises_for_what_was_treated(visitor, service, said, noted, shown):
    make_area("Canary", exercises=2)
    make_area("Jaw")
    request = {"service": service, "areas": said}
    asked = make_situation(State.OVER, **request) if noted is None else make_over(*noted, **request)

    visitor.open(address(asked))

    assert headings(visitor, "h2") == (["Exercises for you"] if shown else [])
    assert headings(visitor, "h3") == shown
    exercises = ["Let it hang, 1", "Let it hang, 2"] if "Canary" in shown else []
    assert headings(visitor, "h4") == exercises + ["Let it hang, 1"] * ("Jaw" in shown)


@pytest.mark.parametrize("state", State)
def test_no_other_state_shows_any(visitor, service, state):
    make_area("Canary")
    asked = make_situation(state, service=service, areas=["Canary"])

    text = visitor.open(address(asked)).response.text

    assert ("Canary" in text) == (state == State.OVER)


def test_page_without_a_key_is_a_page_without_exercises(visitor, service, settings):
    make_area("Canary")
    asked = make_over("canary", service=service, areas=["Canary"])
    settings.HEALTH_KEYS = OTHER_KEYS

    response = visitor.open(address(asked)).response

    assert response.status_code == 200
    assert ("Thank you for coming." in response.text, "Canary" in response.text) == (True, False)


def test_nothing_is_left_once_what_was_said_and_noted_is_deleted(visitor, service):
    make_area("Canary")
    asked = make_over("canary", service=service, areas=["Canary"])
    Treatment.objects.all().delete()
    HealthAnswers.objects.all().delete()

    assert "Canary" not in visitor.open(address(asked)).response.text


def test_area_is_named_on_the_page_alone(visitor, service, caplog):
    caplog.set_level(logging.DEBUG)
    make_area("Canary")
    asked = make_over("canary", service=service, areas=["Canary"])
    looks = AuditEvent.objects.count()

    response = visitor.open(address(asked)).response

    assert "Canary" in response.text
    assert AuditEvent.objects.count() == looks
    title, headers = visitor.title, str(response.headers) + str(response.cookies)
    rows = [*AuditEvent.objects.values(), *OutboxMessage.objects.values()]
    for place in (title, headers, str(rows), response.request["PATH_INFO"]):
        assert "canary" not in place.lower()
    logged = [r.getMessage() for r in caplog.records if not r.name.startswith("django.db")]
    assert [line for line in logged if "canary" in line.lower()] == []


def test_many_exercises_are_links_to_the_pages_of_their_areas(visitor, service):
    page = areas_page()
    for number, name in enumerate(["Ankle", "Jaw", "Wrist"]):
        make_area(name, exercises=9, sort_order=number)
    asked = make_over("ankle", "jaw", "wrist", service=service)

    visitor.open(address(asked))

    assert headings(visitor, "h3") == ["Ankle", "Jaw", "More exercises"]
    (link,) = visitor.page.main.select("section li > a")
    assert (link.get_text(), link["href"]) == ("Wrist", f"{page.url}wrist/")


def test_site_without_pages_of_areas_shows_all_of_them(visitor, service):
    for number, name in enumerate(["Ankle", "Jaw", "Wrist"]):
        make_area(name, exercises=9, sort_order=number)
    asked = make_over("ankle", "jaw", "wrist", service=service)

    visitor.open(address(asked))

    assert headings(visitor, "h3") == ["Ankle", "Jaw", "Wrist"]


def test_timer_comes_only_where_something_is_held(visitor, service):
    area = make_area("Ankle")
    asked = make_over("ankle", service=service)
    assert visitor.open(address(asked)).page.select("template#hold-timer")

    area.at_home = [{"type": "exercise", "value": {"name": "Walk", "steps": ["Walk."]}}]
    area.save()

    assert not visitor.open(address(asked)).page.select("template#hold-timer")


@pytest.mark.parametrize("number", [1, 12])
def test_queries(client, service, site, number, django_assert_num_queries):
    PracticeSettings.current()
    slugs = [make_area(f"Area {i}").slug for i in range(number)]
    asked = make_over(*slugs, service=service)
    client.get(address(asked))

    with django_assert_num_queries(13):
        client.get(address(asked))
