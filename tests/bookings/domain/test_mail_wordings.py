"""The practice's own words for mails: what is kept, and what is refused whoever asks."""

import datetime as dt

import pytest

from bookings.domain.errors import NoOwnAddress, StaleWording, UnusableWording
from bookings.domain.mail_wordings import (
    restore_first_wording,
    save_wording,
    send_trial_mail,
    usable,
)
from bookings.domain.outbox import deliver_due
from bookings.domain.resending import TESTED, why_not_again
from bookings.models import AuditEvent, MailWording, OutboxMessage
from bookings.notifications.kinds import KINDS
from bookings.notifications.wording import first_wording, wording_of
from tests.bookings.smtp import smtp_server
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

KIND = KINDS["request_confirmed"]
WORDS = {"subject": "Yes: {service}", "body": "See you.\n\n{appointment}"}


@pytest.fixture
def thea(db):
    return make_user(email="thea@example.org")


def save(by, seen=None, **words):
    save_wording(kind=KIND, language="en", seen=seen, by=by, **WORDS | words)


def stored() -> list[tuple[str, str]]:
    return list(MailWording.objects.values_list("subject", "body"))


def events() -> list[str]:
    return list(AuditEvent.objects.values_list("action", flat=True))


def test_own_words_are_kept_with_plain_ends_of_lines(thea):
    save(thea, subject="  Yes:\n{service} ", body="See you.\r\n\r\n{appointment}\r\n")

    assert stored() == [("Yes: {service}", "See you.\n\n{appointment}")]
    assert wording_of(KIND, "en").subject == "Yes: {service}"
    assert events() == ["own words: request_confirmed"]


def test_words_are_changed_again_by_whoever_has_seen_them(thea):
    save(thea)
    save(thea, seen=MailWording.objects.get().changed_at, subject="Aye: {service}")

    assert stored() == [("Aye: {service}", WORDS["body"])]


@pytest.mark.parametrize("seen", [None, dt.datetime(2026, 1, 1, tzinfo=dt.UTC)])
def test_words_that_somebody_else_has_changed_stay(seen, thea):
    save(thea)

    with pytest.raises(StaleWording):
        save(thea, seen=seen, subject="Aye: {service}")
    with pytest.raises(StaleWording):
        restore_first_wording(kind=KIND, language="en", seen=seen, by=thea)

    assert stored() == [tuple(WORDS.values())]
    assert events() == ["own words: request_confirmed"]


def test_words_that_somebody_else_has_taken_back_are_not_saved(thea):
    save(thea)
    seen = MailWording.objects.get().changed_at
    restore_first_wording(kind=KIND, language="en", seen=seen, by=thea)

    with pytest.raises(StaleWording):
        save(thea, seen=seen)

    assert stored() == []


def test_original_words_come_back(thea):
    save(thea)
    seen = MailWording.objects.get().changed_at

    restore_first_wording(kind=KIND, language="en", seen=seen, by=thea)
    restore_first_wording(kind=KIND, language="en", seen=None, by=thea)

    assert wording_of(KIND, "en") == first_wording(KIND, "en")
    assert events() == ["own words: request_confirmed", "first words: request_confirmed"]


def test_typing_the_original_words_is_going_back_to_them(thea):
    first = first_wording(KIND, "en")
    save(thea, subject=first.subject, body=first.body)
    assert (stored(), events()) == ([], [])
    save(thea)

    seen = MailWording.objects.get().changed_at
    save(thea, seen=seen, subject=first.subject, body=first.body)

    assert stored() == []


@pytest.mark.parametrize(
    ("change", "problems"),
    [
        (
            {"subject": "{clinet}"},
            {
                "subject": [
                    "This mail has no placeholder {clinet}. Take it out, or use one of the list."
                ],
                "body": [],
            },
        ),
        (
            {"subject": " ", "body": "Bye."},
            {
                "subject": ["Enter a subject."],
                "body": ["Without {appointment} this mail makes no sense. Add it."],
            },
        ),
        ({"body": " \r\n "}, {"subject": [], "body": ["Enter a text."]}),
        (
            {"subject": "x" * 201},
            {"subject": ["Use 200 characters or fewer; you have 201."], "body": []},
        ),
        (
            {"body": "{appointment}\n\n" + "x" * 3986},
            {"subject": [], "body": ["Use 4000 characters or fewer; you have 4001."]},
        ),
        (
            {"subject": "a\x00b", "body": "{appointment}\n\n\x1b[0m"},
            {
                name: ["Use letters, digits and punctuation only, without hidden characters."]
                for name in ("subject", "body")
            },
        ),
    ],
)
def test_words_that_can_not_be_sent_are_refused(change, problems, thea):
    with pytest.raises(UnusableWording) as refused:
        save(thea, **change)
    with pytest.raises(UnusableWording):
        send_trial_mail(kind=KIND, language="en", by=thea, **WORDS | change)

    assert refused.value.problems == problems
    assert (stored(), events(), OutboxMessage.objects.count()) == ([], [], 0)


def test_longest_words_fit(thea):
    body = "{appointment}\n\n" + "x" * 3985
    save(thea, subject="x" * 200, body=body)

    assert stored() == [("x" * 200, body)]
    assert usable(KIND, subject="\t".join("ab"), body=body).subject == "a b"


@pytest.mark.parametrize("name", KINDS)
def test_names_of_kinds_fit_the_audit_trail(name, thea):
    kind = KINDS[name]
    first = first_wording(kind, "en")
    save_wording(
        kind=kind, language="en", subject=f"{first.subject}!", body=first.body, seen=None, by=thea
    )
    seen = MailWording.objects.get().changed_at
    restore_first_wording(kind=kind, language="en", seen=seen, by=thea)

    assert all(len(action) <= 40 for action in events())
    assert len(events()) == 2


def test_test_mail_arrives_and_parses_back(practice, thea):
    body = "Grüße & <b>bold</b>, " + "very " * 300 + "long.\n\n{appointment}\n\n{policy}"
    send_trial_mail(kind=KIND, language="en", subject="Süß: {service}", body=body, by=thea)

    with smtp_server() as inbox:
        assert deliver_due() == 1

    (mail,) = inbox.messages
    text = mail.get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert inbox.recipients == [["thea@example.org"]]
    assert mail["Subject"] == "[Test] Süß: Deep tissue massage"
    assert text.startswith("Grüße & <b>bold</b>, very very")
    assert "Deep tissue massage, 60 minutes\nwith Alex Sample" in text
    html = mail.get_body(("html",)).get_content()
    assert "<p>Grüße &amp; &lt;b&gt;bold&lt;/b&gt;, very" in html
    assert events() == ["test mail: request_confirmed"]
    row = OutboxMessage.objects.get()
    assert (row.template, row.status, row.request) == ("test", "sent", None)
    assert why_not_again(row) == TESTED
    assert stored() == []


def test_two_tests_are_two_mails(practice, thea):
    for _again in range(2):
        send_trial_mail(kind=KIND, language="en", by=thea, **WORDS)

    assert OutboxMessage.objects.count() == 2


def test_longest_subject_of_a_test_is_cut(practice, thea):
    practice.practice_name = "x" * 80
    practice.save()
    subject = "{practice}" * 20
    send_trial_mail(kind=KIND, language="en", by=thea, **WORDS | {"subject": subject})

    assert OutboxMessage.objects.get().subject == "[Test] " + "x" * 248


def test_account_without_an_address_gets_no_test(practice):
    with pytest.raises(NoOwnAddress):
        send_trial_mail(kind=KIND, language="en", by=make_user(email=""), **WORDS)

    assert (OutboxMessage.objects.count(), events()) == (0, [])
