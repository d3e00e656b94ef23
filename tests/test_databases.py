"""The suite's own databases: whether a test finds what it asked for and leaves nothing behind."""

import threading

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from wagtail.models import Page, Site

from home.models import DemoMark

User = get_user_model()


def make_user():
    return User.objects.create_user("left-behind", password="quick")


@pytest.mark.django_db
def test_empty_database_has_no_demonstration():
    assert (DemoMark.objects.exists(), User.objects.exists()) == (False, False)


@pytest.mark.django_db
def test_empty_database_can_be_searched():
    # The search tables exist only where the migrations ran.
    assert list(Page.objects.search("nothing is called this")) == []


@pytest.mark.parametrize("round_", [1, 2])
def test_demo_site_has_the_demonstration_and_forgets_what_a_test_did(demo_site, round_):
    assert Site.objects.get().root_page.specific._meta.label == "home.HomePage"
    assert User.objects.filter(username="left-behind").count() == 0
    make_user()


@pytest.mark.parametrize("round_", [1, 2])
def test_own_database_commits_and_other_threads_see_it(own_database, round_):
    committed, seen = [], []
    with transaction.atomic():
        transaction.on_commit(lambda: committed.append(True))
        make_user()

    def look():
        seen.append(User.objects.filter(username="left-behind").count())
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()

    assert (committed, seen) == ([True], [1])


def test_own_database_can_hold_the_demonstration(own_database, demo_site):
    assert DemoMark.objects.exists()


@pytest.mark.django_db
def test_nothing_is_left_in_the_empty_database():
    assert User.objects.count() == 0


@pytest.mark.django_db
def test_own_database_stands_aside_of_an_open_transaction(own_database, admin_user):
    assert not connection.in_atomic_block
    assert list(User.objects.all()) == [admin_user]
