"""A practice of many years: 100,000 requests and as many visits, made by PostgreSQL itself.

Row `i` of a kind is made from one row and SQL that says what differs. Times count from NOW, to
which a test travels. Five practitioners have eight visits a day each, far into the past and
fifty days ahead; of the requests a few thousand are open, as many as a practice that never
looks would have.
"""

import datetime as dt
from typing import Any, Final

from django.db import connection, models

from bookings.models import (
    Appointment,
    AuditEvent,
    BookingRequest,
    Client,
    OutboxMessage,
    Practitioner,
    RequestPreference,
)
from tests.factories.bookings import make_practitioner, make_service

# A Monday morning in London.
NOW: Final = dt.datetime(2027, 1, 4, 9, 30, tzinfo=dt.UTC)
# Requests, and visits.
ROWS: Final = 100_000
CLIENTS: Final = ROWS // 5
PRACTITIONERS: Final = 5
# Of the requests how many are not settled: a share of each state, and of the settled ones too.
UNSETTLED: Final = 3_300
_UNSETTLED_MIX: Final = {
    "received": 600,
    "in_review": 400,
    "needs_info": 300,
    "proposed": 400,
    "waitlisted": 600,
    "quarantined": 1_000,
}
_SETTLED_MIX: Final = {
    "declined": 11_700,
    "expired": 7_000,
    "withdrawn": 6_000,
    "spam": 2_000,
    "confirmed": 70_000,
}
DAYS_AHEAD: Final = 50
_LAPSING = "('received', 'in_review', 'needs_info', 'proposed', 'waitlisted')"

_LATEST = f"timestamptz '{NOW:%Y-%m-%d %H:%M}+00'"
_DAY = f"date '{NOW:%Y-%m-%d}' + {DAYS_AHEAD} - (i - 1) / {PRACTITIONERS * 8}"
_START = f"""(({_DAY})::timestamp AT TIME ZONE 'UTC'
    + (9 + (i - 1) / {PRACTITIONERS} % 8) * interval '1 hour')"""
_VISIT_STATUS = f"""CASE WHEN {_START} > {_LATEST} THEN 'confirmed' WHEN i % 20 = 0 THEN 'no_show'
    WHEN i % 20 = 1 THEN 'cancelled' ELSE 'completed' END"""


def make_volume(rows: int = ROWS, unsettled: int = UNSETTLED) -> None:
    """So many requests and visits, and a fifth as many clients, into an empty, migrated PostgreSQL.

    `unsettled` of the requests are. Then its statistics are brought up to date.
    """
    # The requests with a visit are the last of them, the visits with a request the first.
    clients, with_visit = rows // 5, rows * 7 // 10
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
    service = make_service()
    people = [make_practitioner(services=[service]) for _count in range(PRACTITIONERS)]
    _make_clients(clients)
    _make_requests(rows, clients, with_visit, unsettled=unsettled, service_id=service.pk)
    _make_visits(rows, clients, with_visit, people, service_id=service.pk)
    _make_mails(rows, sent=_sent(unsettled))
    with connection.cursor() as cursor:
        # What autovacuum would have done by now: new rows wait in a list of a GIN index.
        cursor.execute(
            "SELECT gin_clean_pending_list(index.oid) FROM pg_class index "
            "JOIN pg_am kind ON kind.oid = index.relam WHERE kind.amname = 'gin'"
        )
        cursor.execute("ANALYZE")
        cursor.execute("RESET statement_timeout")


def _status(number: int, unsettled: int) -> str:
    """The state of request `i`: the unsettled ones are the first."""
    parts = ((_UNSETTLED_MIX, unsettled), (_SETTLED_MIX, number - unsettled))
    last, cases = 0.0, []
    for mix, requests in parts:
        for status, share in mix.items():
            last += requests * share / sum(mix.values())
            cases.append(f"WHEN i <= {round(last)} THEN '{status}'")
    return f"CASE {' '.join(cases)} END"


def _sent(unsettled: int) -> str:
    """When: the unsettled ones in the last weeks, the others in the last three years."""
    return f"""{_LATEST} - CASE WHEN i <= {unsettled} THEN i * interval '9 minutes'
        ELSE i * interval '15 minutes' END"""


def _make_clients(number: int) -> None:
    multiply(
        Client(created_at=NOW),
        number,
        name="'Client ' || i",
        email="'client' || i || '@example.org'",
        phone="'020 7946 ' || lpad((i % 10000)::text, 4, '0')",
    )


def _make_requests(
    number: int, clients: int, with_visit: int, *, unsettled: int, service_id: int
) -> None:
    status, sent = _status(number, unsettled), _sent(unsettled)
    request = BookingRequest(
        service_id=service_id,
        service_name="Massage for the neck",
        minutes=60,
        price=60,
        currency="GBP",
        language="en",
        created_at=NOW,
    )
    multiply(
        request,
        number,
        # No reference has a 0, 1, 2 or 5.
        reference="""translate(lpad((i / 1000)::text, 3, '0') || '-'
            || lpad((i % 1000)::text, 3, '0'), '0125', 'BCDF')""",
        public_id="gen_random_uuid()",
        submission_key="gen_random_uuid()",
        name="'Client ' || i % 20000",
        email="'client' || i % 20000 || '@example.org'",
        phone="'020 7946 ' || lpad((i % 10000)::text, 4, '0')",
        status=status,
        created_at=sent,
        first_answered_at=f"CASE WHEN i > {unsettled} THEN {sent} + i % 50 * interval '1 hour' END",
        expires_at=f"CASE WHEN {status} IN {_LAPSING} THEN {_LATEST} + interval '7 days' END",
        client_id=f"CASE WHEN i > {number - with_visit} THEN 1 + i % {clients} END",
    )
    wish = RequestPreference(rank=1)
    slot = f"date_trunc('hour', {_LATEST}) + (i % 1200) * interval '1 hour'"
    multiply(
        wish,
        number,
        request_id="i",
        slot_start=slot,
        slot_end=f"{slot} + interval '1 hour'",
    )
    event = AuditEvent(at=NOW, actor="client", action="submitted", to_status="received")
    multiply(event, number, request_id="i", at=sent)


def _make_visits(
    number: int, clients: int, with_visit: int, people: list[Practitioner], *, service_id: int
) -> None:
    visit = Appointment(
        service_id=service_id,
        service_name="Massage for the neck",
        price=60,
        currency="GBP",
        time_zone="Europe/London",
        changed_at=NOW,
    )
    first = people[0].pk
    multiply(
        visit,
        number,
        uid="gen_random_uuid()",
        request_id=f"CASE WHEN i <= {with_visit} THEN i + {number - with_visit} END",
        client_id=f"CASE WHEN i > {with_visit} THEN 1 + i % {clients} END",
        practitioner_id=f"{first} + (i - 1) % {PRACTITIONERS}",
        start=_START,
        end=f"{_START} + interval '1 hour'",
        occupied_from=_START,
        occupied_until=f"{_START} + interval '1 hour'",
        local_start=f"to_char({_START} AT TIME ZONE 'Europe/London', 'YYYY-MM-DD\"T\"HH24:MI')",
        status=_VISIT_STATUS,
        cancelled_at=f"CASE WHEN {_VISIT_STATUS} = 'cancelled' THEN {_START} END",
        cancelled_by=f"CASE WHEN {_VISIT_STATUS} = 'cancelled' THEN 'client' ELSE '' END",
    )


def _make_mails(number: int, *, sent: str) -> None:
    mail = OutboxMessage(
        template="request_received",
        subject="We have your request",
        status="sent",
        created_at=NOW,
        not_before=NOW,
    )
    multiply(
        mail,
        number,
        dedupe_key="'volume ' || i",
        message_id="'<' || i || '@example.org>'",
        recipient="'client' || i % 20000 || '@example.org'",
        text="'Words.'",
        request_id="i",
        created_at=sent,
        status="CASE WHEN i % 20000 = 0 THEN 'failed' ELSE 'sent' END",
    )


def multiply(row: models.Model, number: int, **each: str) -> None:
    """`number` rows like `row`, with keys from 1; `each` is SQL for a column, of `i`."""
    fields = [field for field in row._meta.concrete_fields if not field.generated]
    shared = [field for field in fields if not field.primary_key and field.attname not in each]
    differing = {name: sql.replace("%", "%%") for name, sql in each.items()}
    expressions = (
        {row._meta.pk.attname: "i"} | differing | {field.attname: "%s" for field in shared}
    )
    columns = {field.attname: connection.ops.quote_name(field.column) for field in fields}
    values: list[Any] = [
        field.get_db_prep_save(getattr(row, field.attname), connection) for field in shared
    ]
    table = connection.ops.quote_name(row._meta.db_table)
    names = ", ".join(columns[name] for name in expressions)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT {', '.join(expressions.values())} "  # noqa: S608
            f"FROM generate_series(1, {number}) AS i",
            values,
        )
        key = f"pg_get_serial_sequence('{row._meta.db_table}', 'id')"
        cursor.execute(f"SELECT setval({key}, {number})")
