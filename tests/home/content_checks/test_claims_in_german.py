"""The list that a German practice starts with, and how German bends and denies its words."""

import pytest
from django.urls import reverse

from home.content_checks.claims import read_claims
from home.content_checks.default_claims import ENGLISH, GERMAN
from home.models import PracticeSettings, WritingSettings
from site_project.roles import OWNER
from tests.factories.people import make_user

CLAIMS = read_claims(GERMAN, "de")


def german_practice():
    practice = PracticeSettings.current()
    practice.language = "de"
    practice.save()


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Das heilt Migräne.", ["heilt"]),
        ("Heilende Hände, eine Heilung.", ["Heilende", "Heilung"]),
        ("Viele wurden geheilt.", ["geheilt"]),
        ("Ich garantiere es, mit Garantien.", ["garantiere", "Garantien"]),
        ("Eine dauerhafte, wissenschaftlich bewiesene Wirkung.", ["bewiesene", "dauerhafte"]),
        ("Diagnosen und Wunder.", ["Diagnosen", "Wunder"]),
        ("Ein Heilpraktiker, eine heile Welt, ein Teil, wunderbar.", ["heile"]),
        ("Ich heile nicht.", []),
        ("Das heilt keine Krankheiten.", []),
        ("Ich stelle keine Diagnose.", []),
        ("Eine Diagnose stelle ich nicht.", []),
        ("Massage kann Migräne nicht heilen.", []),
        ("Das heilt nicht nur Migräne.", ["heilt"]),
        ("Nicht lindern, sondern heilen.", ["heilen"]),
        ("Es heilt, was nicht heil war.", ["heilt"]),
    ],
)
def test_german_claims_are_found_in_every_form_unless_denied(sentence, words):
    assert sorted(word for claim in CLAIMS for word in claim.found_in(sentence)) == sorted(words)


@pytest.mark.django_db
def test_list_that_nobody_changed_is_in_the_language_of_the_practice():
    assert WritingSettings.load().claims == ENGLISH
    german_practice()
    rules = WritingSettings.load()
    assert rules.claims == GERMAN
    assert rules.get_claims() == CLAIMS


@pytest.mark.django_db
def test_list_of_her_own_stays_and_goes_by_the_grammar_of_the_practice():
    WritingSettings.objects.create(claims="sofort: Lassen Sie es weg.")
    german_practice()
    (claim,) = WritingSettings.load().get_claims()
    found = [list(claim.found_in(words)) for words in ("Es hilft sofort.", "Hilft nicht sofort.")]
    assert found == [["sofort"], []]


@pytest.mark.django_db
def test_form_shows_the_german_list(client):
    client.force_login(make_user(role=OWNER))
    german_practice()
    rules = reverse("wagtailsettings:edit", args=["home", "writingsettings"])
    page = client.get(f"{rules}{WritingSettings.load().pk}/")
    assert "Heilung: Schreiben Sie" in page.text
