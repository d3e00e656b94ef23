"""Bad input at every address of the desk, on both databases (security.md, 17, 25, 33 and 34)."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client as Browser

from tests.admin.accounts import SUPERUSER, browsers, listed
from tests.admin.bad_input import TYPES, bodies, complaints, leads_away, queries, with_query
from tests.admin.doors import Door, find_door, tried
from tests.admin.practice import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_site")]


@pytest.fixture
def superuser(db) -> Browser:
    return browsers()[SUPERUSER]


@pytest.fixture
def desk(superuser) -> list[Door]:
    """Without the parts of lists: the views of whole lists answer there too."""
    practice = make_practice()
    return [
        find_door(pattern, practice, superuser)
        for pattern in tried()
        if pattern.is_ours and not pattern.name.endswith("_index_results")
    ]


def answers_of(ask: Callable[[], HttpResponse]) -> list[str]:
    """What is wrong with the answer; what it changed is undone, and so is what it broke."""
    before = transaction.savepoint_create()
    response = ask()
    wrong = complaints(response)
    transaction.savepoint_rollback(before)
    return wrong


def test_parameters_that_make_no_sense_are_passed_over(superuser, desk):
    wrong = [
        f"{door.url} {query[:200]}: {found}"
        for door in desk
        if door.answer.status_code == 200
        for query in queries(door.answer)
        for found in answers_of(
            lambda url=door.url, query=query: superuser.get(with_query(url, query))
        )
    ]

    assert not wrong, listed(wrong)


def test_forms_refuse_garbage_in_words(superuser, desk):
    wrong = [
        f"{door.url} with {str(body)[:200]}: {found}"
        for door in desk
        for body in bodies(door.answer)
        for found in answers_of(lambda url=door.url, body=body: superuser.post(url, body))
    ]

    assert not wrong, listed(wrong)


def test_bodies_that_are_no_form_are_refused(superuser, desk):
    wrong = [
        f"{door.url} with {kind}: {found}"
        for door in desk
        for kind, body in TYPES
        for found in answers_of(
            lambda url=door.url, kind=kind, body=body: superuser.generic(
                "POST", url, body.encode(), content_type=kind
            )
        )
    ]

    assert not wrong, listed(wrong)


@pytest.mark.once
def test_no_parameter_leads_off_the_site(superuser, desk):
    wrong = [found for door in desk for found in leads_away(superuser, door.url)]

    assert not wrong, listed(wrong)
