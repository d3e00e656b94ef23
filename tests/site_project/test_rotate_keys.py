"""HEALTH_KEYS are renewed while the site runs, and everything that they closed comes along."""

import io
import re

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.core.management import CommandError, call_command
from django.db import connection

from bookings.domain.key_renewal import encrypted_fields, renew_field
from bookings.domain.notes import add_note, read_notes
from bookings.models import HealthAnswers, RequestNote
from bookings.models import encrypted as health_encryption
from home.key_renewal import Renewed
from site_project.accounts import encryption
from tests.factories.bookings import make_request, make_service
from tests.site_project.accounts.signing import (
    add_app,
    add_codes,
    code_now,
    enter,
    is_in,
    make_owner,
)

NEW_KEY = "bmV3LWtleS1vZi10ZXN0cy0wMTIzNDU2Nzg5YWJjZGU="
TOKEN = re.compile(rb"gAAAAA[\w-]{60,}={0,2}")


@pytest.fixture
def old_keys(settings):
    return list(settings.HEALTH_KEYS)


@pytest.fixture
def both_keys(settings, old_keys):
    """As an installation has them in between: set when what is kept has been written."""

    def set_them():
        settings.HEALTH_KEYS = [NEW_KEY, *old_keys]

    return set_them


def rotate(**options):
    out = io.StringIO()
    call_command("rotate_keys", stdout=out, **options)
    return dict(line.split(": ") for line in out.getvalue().splitlines())


def tokens():
    """All that looks encrypted, in whatever table."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  names of our own
            for row in cursor.fetchall():
                for value in row:
                    kept = bytes(value) if isinstance(value, memoryview) else value
                    kept = kept if isinstance(kept, bytes) else str(kept).encode()
                    for token in TOKEN.findall(kept):
                        yield table, token


def opened_by(keys):
    """Of each table with tokens: do these keys open all of them?"""
    opened = {}
    for table, token in tokens():
        opened[table] = opened.get(table, True) and any(opens(key, token) for key in keys)
    return opened


def in_clear(field):
    return dict(field.model.objects.values_list("pk", field.name))


def opens(key, token):
    try:
        key.decrypt(token)
    except InvalidToken:
        return False
    return True


def test_everything_comes_under_the_new_key(demo_site, settings, both_keys):
    """Whatever the demonstration keeps, in whatever table it may lie."""
    owner = make_owner()
    add_app(owner)
    add_codes(owner)
    request = make_request(service=make_service(), health="Behind the eye")
    add_note(request_id=request.pk, by=owner, text="Rang at ten.")
    kept = {field: in_clear(field) for field in encrypted_fields()}
    both_keys()

    said = rotate()

    settings.HEALTH_KEYS = [NEW_KEY]
    keys = [*health_encryption.keys(), *encryption.keys()]
    closed = {field.model._meta.db_table for field, rows in kept.items() if rows}
    assert opened_by(keys) == dict.fromkeys(closed | {"mfa_authenticator"}, True)
    for field, rows in kept.items():
        assert in_clear(field) == rows
    assert said["private notes"] == f"{RequestNote.objects.count()} renewed; 0 with the newest key"
    assert said["second factors"] == "2 renewed; 0 with the newest key"


@pytest.mark.django_db
def test_codes_of_second_factors_still_let_in(client, settings, both_keys):
    settings.STAFF_SECOND_FACTOR = True
    owner = make_owner()
    add_app(owner)
    codes = add_codes(owner)
    both_keys()
    rotate()
    settings.HEALTH_KEYS = [NEW_KEY]

    enter(client)
    client.post("/admin/login/code/", {"code": code_now()})

    assert is_in(client)
    assert Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes() == codes


@pytest.mark.django_db
def test_second_round_finds_nothing_to_do(both_keys):
    make_request(service=make_service(), health="Behind the eye")
    both_keys()
    rotate()
    before = list(tokens())
    assert rotate()["health answers"] == "0 renewed; 1 with the newest key"
    assert list(tokens()) == before


@pytest.mark.django_db
def test_dry_run_counts_and_writes_nothing(both_keys):
    make_request(service=make_service(), health="Behind the eye")
    add_app(make_owner())
    both_keys()
    before = list(tokens())

    said = rotate(dry_run=True)

    assert said["health answers"] == "1 to renew; 0 with the newest key"
    assert said["second factors"] == "1 to renew; 0 with the newest key"
    assert list(tokens()) == before


@pytest.mark.django_db
def test_what_no_key_opens_is_named_and_left(settings):
    lost = make_request(service=make_service(), health="Behind the eye").health_answers
    settings.HEALTH_KEYS = [NEW_KEY]
    kept = make_request(health="Above the ear").health_answers
    before = list(tokens())

    with pytest.raises(CommandError, match="Keep the older keys"):
        rotate()

    assert list(tokens()) == before
    assert HealthAnswers.objects.get(pk=kept.pk).answers["notes"] == "Above the ear"
    assert renew_field(field=HealthAnswers._meta.get_field("answers")) == Renewed(
        current=1, unreadable=[lost.pk]
    )


@pytest.mark.django_db
@pytest.mark.parametrize("number", [4, 5, 6])
def test_batches_leave_none_out(number, both_keys):
    request, owner = make_request(service=make_service()), make_owner()
    for text in range(number):
        add_note(request_id=request.pk, by=owner, text=str(text))
    both_keys()
    field = RequestNote._meta.get_field("text")

    assert renew_field(field=field, batch=5) == Renewed(renewed=number)
    assert [note.text for note in read_notes(request).readable] == [
        str(text) for text in reversed(range(number))
    ]


@pytest.mark.django_db
def test_row_that_somebody_writes_meanwhile_keeps_what_was_written(both_keys):
    """Between reading a batch and writing it."""
    request = make_request(service=make_service(), health="Behind the eye")
    answers = HealthAnswers.objects.get(request=request)
    both_keys()
    written = []

    def somebody_writes(execute, sql, params, many, context):
        if sql.startswith("UPDATE") and not written:
            written.append(True)
            answers.answers = answers.answers | {"notes": "Above the ear"}
            answers.save()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(somebody_writes):
        found = renew_field(field=HealthAnswers._meta.get_field("answers"))

    assert found == Renewed(changed=1)
    assert HealthAnswers.objects.get(pk=answers.pk).answers["notes"] == "Above the ear"


@pytest.mark.django_db
def test_site_reads_both_while_it_goes_on(both_keys, old_keys):
    before = make_request(service=make_service(), health="Behind the eye")
    both_keys()
    after = make_request(health="Above the ear")
    read = [HealthAnswers.objects.get(request=asked).answers["notes"] for asked in (before, after)]
    assert read == ["Behind the eye", "Above the ear"]
    assert opens(Fernet(old_keys[0]), next(tokens())[1])
