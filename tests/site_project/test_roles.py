import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from wagtail.models import Collection, Page

from site_project.roles import EDITOR, OWNER, RECEPTION, ROLES, THERAPIST, ensure_roles
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

# What each role may do, as the practice asked for it: one row a right.
MATRIX = {
    "wagtailadmin.access_admin": {OWNER, THERAPIST, RECEPTION, EDITOR},
    "bookings.view_bookingrequest": {OWNER, THERAPIST, RECEPTION},
    "bookings.answer_bookingrequest": {OWNER, THERAPIST, RECEPTION},
    "bookings.view_appointment": {OWNER, THERAPIST, RECEPTION},
    "bookings.view_outboxmessage": {OWNER, THERAPIST, RECEPTION},
    "bookings.view_healthanswers": {OWNER, THERAPIST},
    "bookings.change_calendarfeed": {OWNER, THERAPIST},
    "bookings.add_practitioner": {OWNER, THERAPIST},
    "bookings.change_practitioner": {OWNER, THERAPIST},
    "bookings.view_practitioner": {OWNER, THERAPIST},
    "bookings.delete_practitioner": set(),
    "bookings.change_bookingsettings": {OWNER, THERAPIST},
    "bookings.view_scheduleexception": {OWNER, THERAPIST, RECEPTION},
    "bookings.add_scheduleexception": {OWNER, THERAPIST, RECEPTION},
    "bookings.change_scheduleexception": {OWNER, THERAPIST, RECEPTION},
    "bookings.delete_scheduleexception": {OWNER, THERAPIST},
    "bookings.view_client": {OWNER, THERAPIST, RECEPTION},
    "bookings.add_client": {OWNER, THERAPIST, RECEPTION},
    "bookings.change_client": {OWNER, THERAPIST, RECEPTION},
    "bookings.erase_client": {OWNER, THERAPIST},
    "bookings.export_client": {OWNER, THERAPIST},
    "bookings.view_auditevent": {OWNER, THERAPIST},
    "bookings.view_waitlistentry": {OWNER, THERAPIST, RECEPTION},
    "bookings.view_blockedcontact": {OWNER, THERAPIST},
    "bookings.add_blockedcontact": {OWNER, THERAPIST},
    "bookings.delete_blockedcontact": {OWNER, THERAPIST},
    "bookings.view_screening": {OWNER, THERAPIST},
    "bookings.add_screening": {OWNER, THERAPIST},
    "home.add_muscle": {OWNER, THERAPIST},
    "home.change_muscle": {OWNER, THERAPIST},
    "home.delete_muscle": {OWNER, THERAPIST},
    "home.add_painarea": {OWNER, THERAPIST},
    "home.change_painarea": {OWNER, THERAPIST},
    "home.delete_painarea": {OWNER, THERAPIST},
    "home.change_practicesettings": {OWNER, THERAPIST},
    "auth.add_user": {OWNER},
    "auth.change_user": {OWNER},
    "auth.delete_user": {OWNER},
    "auth.change_group": {OWNER},
    "wagtailredirects.add_redirect": {OWNER},
    "wagtailcore.change_site": {OWNER},
}
ON_PAGES = {
    "add_page": {OWNER, THERAPIST, EDITOR},
    "change_page": {OWNER, THERAPIST, EDITOR},
    "publish_page": {OWNER, THERAPIST, EDITOR},
    "bulk_delete_page": {OWNER, THERAPIST},
    "lock_page": {OWNER, THERAPIST},
    "unlock_page": {OWNER, THERAPIST},
}
ON_FILES = {
    "add_image": {OWNER, THERAPIST, EDITOR},
    "change_image": {OWNER, THERAPIST, EDITOR},
    "choose_image": {OWNER, THERAPIST, EDITOR},
    "add_document": {OWNER, THERAPIST},
    "change_document": {OWNER, THERAPIST},
    "choose_document": {OWNER, THERAPIST},
    "add_collection": {OWNER},
    "change_collection": {OWNER},
    "delete_collection": {OWNER},
}


@pytest.mark.parametrize("permission", MATRIX)
def test_roles_may_do_what_the_matrix_says(permission):
    may = {role for role in ROLES if make_user(role=role).has_perm(permission)}

    assert may == MATRIX[permission]


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
def test_roles_work_on_the_whole_page_tree_and_in_all_collections(role):
    group = Group.objects.get(name=role.name)
    places = {place.page for place in group.page_permissions.all()}
    collections = {place.collection for place in group.collection_permissions.all()}

    assert {place.permission.codename for place in group.page_permissions.all()} == {
        codename for codename, roles in ON_PAGES.items() if role in roles
    }
    assert {place.permission.codename for place in group.collection_permissions.all()} == {
        codename for codename, roles in ON_FILES.items() if role in roles
    }
    assert places <= {Page.get_first_root_node()}
    assert collections <= {Collection.get_first_root_node()}


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
def test_every_permission_that_a_role_names_exists(role):
    granted = {
        f"{permission.content_type.app_label}.{permission.codename}"
        for permission in Group.objects.get(name=role.name).permissions.all()
    }

    assert granted == set(role.permissions)


def test_migrating_replaces_the_stock_groups():
    assert {group.name for group in Group.objects.all()} == {role.name for role in ROLES}


def test_ensure_roles_leaves_a_changed_group_as_the_practice_left_it():
    group = Group.objects.get(name=RECEPTION.name)
    group.permissions.clear()

    ensure_roles()

    assert group.permissions.count() == 0


def test_an_upgrade_gives_a_group_what_it_lacks_and_takes_nothing_away():
    group = Group.objects.get(name=RECEPTION.name)
    extra = Permission.objects.get(codename="change_muscle")
    group.permissions.set([extra])

    ensure_roles(upgrade=True)

    assert set(group.permissions.all()) - {extra} == set(
        Permission.objects.filter(codename__in=[p.split(".")[1] for p in RECEPTION.permissions])
    )
    assert extra in group.permissions.all()


def test_an_upgrade_leaves_a_group_in_its_section_of_the_tree():
    section = Page.objects.filter(depth=2).first()
    group = Group.objects.get(name=EDITOR.name)
    group.page_permissions.update(page=section)

    ensure_roles(upgrade=True)

    assert {place.page for place in group.page_permissions.all()} == {section}


def test_a_group_that_the_practice_calls_editors_stays():
    Group.objects.create(name="Editors")

    ensure_roles(upgrade=True)

    assert Group.objects.filter(name="Editors").exists()


def test_migrate_without_anything_to_do_changes_no_group():
    group = Group.objects.get(name=RECEPTION.name)
    group.permissions.clear()

    call_command("migrate", verbosity=0, interactive=False)

    assert group.permissions.count() == 0


def test_migrate_makes_a_missing_group_again():
    Group.objects.filter(name=RECEPTION.name).delete()

    call_command("migrate", verbosity=0, interactive=False)

    assert make_user(role=RECEPTION).has_perm("bookings.view_bookingrequest")
