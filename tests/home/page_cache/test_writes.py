"""What is written changes a stamp, whichever way it is written, and only once it is committed."""

from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.db import connection, transaction
from wagtail.models import Page, Site
from wagtail.users.models import UserProfile

from home.page_cache import stamps, writes
from home.page_cache.memory import remembered
from home.page_cache.stamps import Stamp

pytestmark = pytest.mark.usefixtures("own_database", "page_cache")


def all_stamps():
    return stamps.read(*Stamp)


def changed_since(before) -> set[Stamp]:
    return {
        stamp for stamp, was, now in zip(Stamp, before, all_stamps(), strict=True) if was != now
    }


@pytest.mark.parametrize(
    "write",
    [
        lambda page: page.save(),
        lambda page: Page.objects.filter(pk=page.pk).update(title="Another"),
        lambda page: Page.objects.bulk_update([page], ["title"]),
        lambda page: page.add_child(instance=Page(title="Below", slug="below")),
        lambda page: connection.cursor().execute("UPDATE wagtailcore_page SET live = live"),
        lambda page: Site.objects.all().delete(),
    ],
)
def test_whatever_is_written_changes_the_stamp(write):
    page = Page.objects.get(depth=1)
    before = all_stamps()

    write(page)

    assert changed_since(before) == {Stamp.PAGES}


def test_reading_and_what_no_page_shows_change_none():
    user = User.objects.create(username="desk")
    before = all_stamps()

    list(Page.objects.select_related("content_type"))
    UserProfile.objects.create(user=user)

    assert all_stamps() == before


def test_diary_has_a_stamp_of_its_own():
    before = all_stamps()

    connection.cursor().execute("DELETE FROM bookings_appointment")

    assert changed_since(before) == {Stamp.DIARY}


@pytest.mark.parametrize(
    "write",
    [
        lambda user: user.save(),
        lambda user: user.groups.add(Group.objects.create(name="Desk")),
        lambda user: user.user_permissions.add(Permission.objects.first()),
        lambda user: User.objects.filter(pk=user.pk).update(is_active=False),
    ],
)
def test_accounts_and_what_they_may_do_have_a_stamp_of_their_own(write):
    user = User.objects.create(username="desk")
    before = all_stamps()

    write(user)

    assert changed_since(before) == {Stamp.PEOPLE}


def test_stamp_changes_when_it_is_committed_and_not_before():
    before = all_stamps()

    with transaction.atomic():
        Page.objects.update(title="Another")
        during = all_stamps()

    assert (during, all_stamps() == before) == (before, False)


def test_what_is_rolled_back_changes_nothing():
    before = all_stamps()

    with transaction.atomic():
        Page.objects.update(title="Another")
        transaction.set_rollback(True)

    assert all_stamps() == before


def test_rolled_back_savepoint_does_not_take_another_change_along():
    before = all_stamps()

    with transaction.atomic():
        with transaction.atomic():
            Page.objects.update(title="Given up")
            transaction.set_rollback(True)
        Page.objects.update(title="Kept")

    assert all_stamps() != before


def test_what_fails_after_a_commit_keeps_no_change_back():
    before = all_stamps()

    with pytest.raises(FileNotFoundError):
        update_and_delete_a_file_that_is_gone()

    assert all_stamps() != before


@transaction.atomic
def update_and_delete_a_file_that_is_gone():
    transaction.on_commit(Path("nowhere").unlink)
    Page.objects.update(title="Another")


def test_tables_that_are_named_exist():
    there = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    there.add("wagtailsearch_indexentry_fts")  # of SQLite alone

    assert writes.named_tables() - there == set()


@pytest.mark.parametrize(
    ("sql", "changed"),
    [
        ('SELECT "a" FROM "wagtailcore_page" FOR UPDATE', ()),
        ('SAVEPOINT "s1"', ()),
        ('INSERT OR IGNORE INTO "blog_topic" ("a") VALUES (1)', (Stamp.PAGES,)),
        ('INSERT INTO "home_job" ("a") VALUES (1)', ()),
        ('DELETE FROM "wagtailimages_rendition"', (Stamp.PAGES,)),
        ('  delete from "bookings_appointment"', (Stamp.DIARY,)),
        ('WITH found AS (SELECT 1) UPDATE "blog_topic" SET a = 1', (Stamp.PAGES,)),
        ('ALTER TABLE "bookings_client" ADD COLUMN a int', (Stamp.PAGES,)),
    ],
)
def test_statements_are_read_by_their_table(sql, changed):
    assert writes.changes(sql) == changed


def test_what_is_remembered_is_made_again_after_a_change():
    made = []

    @remembered(Stamp.PAGES)
    def titles(depth):
        made.append(depth)
        return list(Page.objects.filter(depth=depth).values_list("title", flat=True))

    first = titles(1), titles(1)
    Page.objects.filter(depth=1).update(title="Another")
    second = titles(1), titles(1)

    assert (first[0] == first[1], second, made) == (True, (["Another"], ["Another"]), [1, 1])


def test_own_uncommitted_changes_are_seen_and_not_kept():
    @remembered(Stamp.PAGES)
    def title():
        return Page.objects.get(depth=1).title

    before = title()
    with transaction.atomic():
        Page.objects.filter(depth=1).update(title="Given up")
        during = title()
        transaction.set_rollback(True)

    assert (during, title()) == ("Given up", before)


def test_nothing_is_kept_where_it_is_switched_off(settings):
    settings.PAGE_CACHE = False

    assert all_stamps() is None
