"""The page of a mail: how it goes, sending it again, putting it aside."""

import re

import pytest
from django.contrib.auth.models import Group, Permission

from bookings.domain.outbox import deliver_due
from bookings.models import BookingRequest, OutboxMessage
from bookings.statuses import MessageStatus
from site_project import roles
from tests.bookings.smtp import smtp_server
from tests.bookings.staff.desk import APPOINTMENTS, CLOSURES, MAIL, REQUESTS, logged_in, url_of
from tests.factories.bookings import make_request

pytestmark = pytest.mark.usefixtures("now", "practice")

OLD, NEW = "vera@exmaple.org", "vera@example.org"
BANNER = "See what is wrong"


@pytest.fixture
def failed(service):
    """A mail that the server refused, and the notice to the practice, which got there."""
    request = make_request(service=service, email=OLD)
    with smtp_server() as inbox:
        inbox.unknown = {OLD}
        deliver_due()
    return request.messages.get(template="request_received")


def page_of(mail, deed="") -> str:
    return f"{MAIL}{mail.pk}/" + (f"{deed}/" if deed else "")


def press(client, mail, deed="send_again", **data):
    """As somebody does who saw the mail as it is in memory."""
    return client.post(page_of(mail, deed), {"version": mail.version} | data)


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", response.text).split())


def row(mail) -> tuple[str, str]:
    mail.refresh_from_db()
    return mail.status, mail.recipient


def test_page_says_what_went_wrong_and_offers_to_send_it_again(failed, reception):
    response = reception.get(page_of(failed))

    assert "The mail server refused the address: 550 no such user" in words(response)
    form = response.context["again"]
    assert form["to"].value() == OLD
    assert list(form.fields) == ["version", "to", "from_now_on"]
    assert "Put aside" in words(response)


def test_mail_goes_to_the_corrected_address_from_now_on(failed, reception):
    response = press(reception, failed, to=NEW, from_now_on="on")

    assert (response.status_code, response.url) == (302, page_of(failed))
    assert row(failed) == ("queued", NEW)
    assert BookingRequest.objects.get().email == NEW
    assert f"On its way to {NEW}." in words(reception.get(page_of(failed)))
    timeline = words(reception.get(url_of(failed.request)))
    assert "Email address corrected" in timeline
    assert "A mail put back to be sent" in timeline


def test_page_names_what_goes_along(failed, reception):
    reception.post(url_of(failed.request, "ask"), {"version": 1, "question": "Which side?"})
    asked = failed.request.messages.get(template="needs_info")

    page = reception.get(page_of(failed))
    assert "These did not get there either. At another address, they go along:" in words(page)
    assert asked.subject in words(page)
    press(reception, failed, to=NEW)

    assert row(asked) == ("queued", NEW)
    assert f"These went along: {asked.subject}." in words(reception.get(page_of(failed)))


@pytest.mark.parametrize(
    ("to", "error"),
    [
        ("", "Enter an email address like name@example.org"),
        ("vera", "Enter an email address like name@example.org"),
        ("a@b.example, c@d.example", "Enter an email address like name@example.org"),
        ("x" * 250 + "@example.org", "Enter an email address of at most 254 characters"),
    ],
)
def test_bad_address_is_refused_in_words(failed, reception, to, error):
    response = press(reception, failed, to=to)

    assert response.status_code == 422
    assert response.context["again"].errors["to"][0] == error
    assert response.context["again"]["to"].value() == to
    assert row(failed) == ("failed", OLD)


def test_somebody_else_pressed_already(failed, reception, therapist):
    press(therapist, failed, to=NEW)

    response = press(reception, failed, to="other@example.org")

    assert response.status_code == 409
    assert "This mail was changed or tried again in the meantime." in words(response)
    assert row(failed) == ("queued", NEW)


def test_mail_that_is_no_longer_true_says_so_and_cannot_be_sent(failed, reception):
    reception.post(
        url_of(failed.request, "decline"), {"version": 1, "reason": "other", "message": ""}
    )

    page = reception.get(page_of(failed))
    assert page.context["again"] is None
    assert (
        "It can’t be sent any more, because what it says is no longer true. The request: Declined."
    ) in words(page)
    response = press(reception, failed, to=NEW)

    assert response.status_code == 409
    assert "what it says is no longer true" in words(response)
    assert row(failed) == ("failed", OLD)


def test_mail_that_is_settled_otherwise_is_put_aside(failed, reception):
    assert BANNER in reception.get(MAIL).text

    response = press(reception, failed, "put_aside")

    assert (response.status_code, response.url) == (302, page_of(failed))
    assert row(failed) == ("dropped", OLD)
    assert BANNER not in reception.get(MAIL).text
    assert press(reception, failed, "put_aside").status_code == 409


@pytest.mark.parametrize(
    ("status", "heading"),
    [("failed", "Send again"), ("sent", "Send again"), ("queued", "Send now")],
)
def test_what_the_button_is_called(failed, reception, status, heading):
    OutboxMessage.objects.update(status=status)

    buttons = re.findall(r"<button[^>]*>([^<]*)</button>", main(reception.get(page_of(failed))))

    assert buttons == [heading] + (["Put aside"] if status == "failed" else [])


def main(response) -> str:
    return response.text.partition('<div class="desk">')[2]


def test_mail_that_is_being_sent_has_no_button(failed, reception):
    OutboxMessage.objects.update(status="sending")

    page = reception.get(page_of(failed))

    assert "It is being sent at this moment." in words(page)
    assert "<button" not in main(page)


def test_notice_to_the_practice_corrects_no_clients_address(failed, reception):
    notice = failed.request.messages.get(template="request_notice")

    assert list(reception.get(page_of(notice)).context["again"].fields) == ["version", "to"]


def test_who_may_only_look_has_no_button(failed):
    group = Group.objects.create(name="Onlookers")
    names = ["access_admin", "view_outboxmessage"]
    group.permissions.set(Permission.objects.filter(codename__in=names))
    onlooker = logged_in(roles.Role("Onlookers", ()))

    page = onlooker.get(page_of(failed))

    assert (page.status_code, "<button" in main(page)) == (200, False)
    for deed in ("send_again", "put_aside"):
        assert press(onlooker, failed, deed, to=NEW).url == "/admin/"
    assert row(failed) == ("failed", OLD)


@pytest.mark.parametrize("status", MessageStatus.values)
def test_timeline_says_how_each_mail_goes_and_why(failed, reception, status):
    OutboxMessage.objects.update(status=status, last_error="Because of this.", attempts=2)

    page = reception.get(url_of(failed.request))

    entry = next(part for part in page.text.split("<li>") if page_of(failed) in part)
    said = " ".join(re.sub(r"<[^>]*>", " ", entry.partition("</li>")[0]).split())
    title = "Mail to the client: Request received"
    assert f"{title} {MessageStatus(status).label} Because of this." in said
    assert ("Next try: Sun 22 Nov, " in said) == (status == "queued")


@pytest.mark.parametrize("address", [REQUESTS, APPOINTMENTS, MAIL])
def test_banner_stands_above_the_lists_of_the_desk(failed, reception, address):
    assert BANNER in reception.get(address).text
    assert BANNER not in reception.get(f"{address}results/").text
    OutboxMessage.objects.update(status="sent")
    assert BANNER not in reception.get(address).text


def test_banner_is_for_those_who_may_see_mail(failed, onlooker, therapist):
    assert BANNER not in onlooker.get(REQUESTS).text
    assert BANNER not in therapist.get(CLOSURES).text
