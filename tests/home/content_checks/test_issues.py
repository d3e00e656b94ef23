"""What the checks find, and what they leave alone."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from blog.models import ArticlePage
from home.content_checks import find_issues
from home.content_checks.claims import Claim, read_claims
from home.models import StandardPage, WritingSettings
from tests.factories.bookings import make_service
from tests.factories.pages import make_article, make_standard_page

pytestmark = pytest.mark.django_db

REVIEWED = {"reviewed_on": dt.date(2026, 1, 1), "next_review_on": dt.date(2027, 1, 1)}


def kinds(page):
    return [issue.kind for issue in find_issues(page, WritingSettings())]


def claimed(sentence):
    return [word for claim in WritingSettings().get_claims() for word in claim.found_in(sentence)]


def quote(text):
    return {"type": "quote", "value": {"text": text, "attribution": ""}}


def test_article_without_anything_lacks_a_way_on_and_a_review():
    assert kinds(make_article()) == ["call_to_action", "review_date"]


def test_finished_article_has_no_issues():
    call = {"type": "call_to_action", "value": {"service": make_service().pk, "label": "Ask"}}
    article = make_article(body=[call, quote("It may ease the ache.")], **REVIEWED)
    assert kinds(article) == []


@pytest.mark.parametrize("missing", REVIEWED)
def test_article_needs_both_dates_of_review(missing):
    assert "review_date" in kinds(make_article(**REVIEWED | {missing: None}))


def test_other_pages_need_neither():
    assert kinds(make_standard_page()) == []
    assert kinds(make_service()) == []


@pytest.mark.parametrize(
    ("alt_text", "decorative", "found"),
    [
        ("", False, ["alt_text"]),
        ("   ", False, ["alt_text"]),
        ("IMG_2031.jpg", False, ["alt_text"]),
        ("DSC-0042", False, ["alt_text"]),
        ("", True, []),
        ("Two hands on a neck", False, []),
        ("The room in 2026", False, []),
    ],
)
def test_picture_needs_words_unless_it_is_decorative(alt_text, decorative, found):
    image = get_image_model().objects.create(title="Hands", file=get_test_image_file())
    value = {"image": image.pk, "alt_text": alt_text, "decorative": decorative}
    body = [{"type": "image", "value": {"image": value, "caption": ""}}]
    assert kinds(StandardPage.objects.get(pk=make_standard_page(body=body).pk)) == found


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("It cures migraine.", ["cures"]),
        ("Curing you.", ["Curing"]),
        ("A cure.", ["cure"]),
        ("I guarantee it, guaranteed.", ["guarantee", "guaranteed"]),
        ("A secure place, accurate and procured.", []),
        ("Health and healthy.", []),
        ("I do not diagnose.", []),
        ("That is a hint, not a diagnosis.", []),
        ("This isn't a cure.", []),
        ("This isn’t really much of a cure.", []),
        ("It is not only good for you, friends tell me that it cures.", ["cures"]),
        ("PAIN-FREE in a day", ["PAIN-FREE"]),
        ("", []),
    ],
)
def test_claims_are_found_in_every_form_unless_denied(sentence, words):
    assert claimed(sentence) == words


def test_claim_is_found_wherever_it_stands():
    exercise = {"name": "x", "steps": ["This heals."], "stop_if": ""}
    page = ArticlePage(
        title="A cure",
        lead="Guaranteed.",
        search_description="A miracle.",
        body=[
            {"type": "text", "value": "<h2>Permanent</h2><p>No cure</p><p>we cure</p>"},
            {"type": "exercises", "value": {"exercises": [exercise]}},
        ],
    )
    issues = [issue for issue in find_issues(page, WritingSettings()) if issue.kind == "claim"]
    assert [(issue.where, issue.excerpt) for issue in issues] == [
        ("Title", "A cure"),
        ("Lead", "Guaranteed."),
        ("Meta description", "A miracle."),
        ("Text", "Permanent"),
        ("Text", "we cure"),
        ("Exercises", "This heals."),
    ]
    assert issues[0].suggestion == "Say what it may do, such as “may ease”."
    assert issues[0].words == "“cure” may promise too much."


@pytest.mark.parametrize(("number", "found"), [(30, []), (31, ["long_sentence"])])
def test_long_sentence_is_pointed_out(number, found):
    assert kinds(make_standard_page(body=[quote("word " * number)])) == found


def test_short_sentences_add_up_to_no_long_one():
    rich = "<p>" + "One two three. " * 20 + "</p><ul>" + "<li>four five six</li>" * 20 + "</ul>"
    assert kinds(make_standard_page(body=[{"type": "text", "value": rich}])) == []


def test_practice_changes_the_rules():
    rules = WritingSettings(claims="wonder: Say what happens.", longest_sentence=3)
    issues = find_issues(make_standard_page(lead="A cure and a wonder."), rules)
    assert [(issue.kind, issue.suggestion) for issue in issues] == [
        ("claim", "Say what happens."),
        ("long_sentence", "Make two of it."),
    ]


def test_list_of_claims_is_read_line_by_line():
    assert read_claims("cure: a: b\n\n  heal :c ") == [Claim("cure", "a: b"), Claim("heal", "c")]
    assert read_claims("") == []


def test_line_that_is_no_claim_is_refused_by_its_number():
    with pytest.raises(ValidationError) as refusal:
        WritingSettings(claims="cure: x\n\nheal").full_clean()
    assert refusal.value.message_dict == {
        "claims": ["Line 3: enter the word, a colon and a suggestion."]
    }


def test_list_of_claims_that_she_emptied_stays_empty():
    WritingSettings.objects.create(claims="")
    assert WritingSettings.load().get_claims() == []


def test_pages_of_the_demonstration_claim_nothing(demo_site):
    found = [
        (article.title, issue.excerpt)
        for article in ArticlePage.objects.live()
        for issue in find_issues(article, WritingSettings())
        if issue.kind in {"claim", "alt_text", "call_to_action"}
    ]
    assert found == []


def test_what_search_results_would_cut_is_named():
    fits = {"title": "x" * 65, "search_description": "x" * 160}
    assert kinds(make_standard_page(**fits)) == []
    long = {"title": "x" * 66, "search_description": "x" * 161}
    assert kinds(make_standard_page(**long)) == ["long_title", "long_description"]
    assert kinds(make_standard_page(**long | {"seo_title": "Short"})) == ["long_description"]
