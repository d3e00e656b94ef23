"""All that is kept of somebody, as a file for them (row 14)."""

import io
import json
import zipfile

import pytest
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command

from bookings.models import AuditEvent, BookingRequest, Client
from bookings.statuses import RequestStatus
from site_project import roles
from tests.bookings.staff.desk import CLIENTS, answer, logged_in
from tests.factories.bookings import make_request
from tests.factories.lives import CANARY, EMAIL, NAME, PHONE, make_life

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def life() -> Client:
    return make_life()


def unpacked(content):
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        assert zipped.namelist() == ["data.json", "data.html"]
        return json.loads(zipped.read("data.json")), zipped.read("data.html").decode()


def export(browser, client, **data):
    return browser.post(f"{CLIENTS}{client.pk}/export/", {"version": client.version} | data)


def test_file_holds_all_that_is_the_persons(therapist, life):
    response = export(therapist, life)

    data, page = unpacked(response.content)
    assert response["Content-Disposition"] == 'attachment; filename="person.zip"'
    assert response["Cache-Control"].startswith("no-store, private")
    assert list(data) == [
        *("made_at", "practice", "record", "requests", "visits", "mails", "history"),
    ]
    assert (data["record"]["name"], data["record"]["email"]) == (NAME, EMAIL)
    declined, matched = data["requests"]
    assert declined["message_to_you"] == f"Dear {CANARY}"
    assert declined["health"]["notes"] == f"sore {CANARY}"
    assert declined["consent"]["given_at"] == "2026-10-23T10:00:00Z"
    assert matched["replies"] == [
        {
            "at": "2026-10-23T10:00:00Z",
            "question": f"Is it {CANARY}?",
            "answer": f"Yes, {CANARY}",
        }
    ]
    assert [visit["status"] for visit in data["visits"]] == ["Completed", "Cancelled"]
    assert {mail["to"] for mail in data["mails"]} == {EMAIL}
    assert "Request sent" in [line["what"] for line in data["history"]]
    for words in (NAME, EMAIL, PHONE, f"sore {CANARY}", "What is kept of you", "23 October 2026"):
        assert words in page


def test_what_colleagues_wrote_comes_only_when_asked_for(therapist, life):
    without = unpacked(export(therapist, life).content)
    with_notes = unpacked(export(therapist, life, with_notes="on").content)

    secrets = (f"told me: {CANARY}", f"likes {CANARY}")
    never = (f"for {CANARY}", f"asked for by {CANARY}", f"ill: {CANARY}", therapist.user.last_name)
    for data, page in (without, with_notes):
        text = json.dumps(data) + page
        assert [word for word in never if word in text] == []
    assert [word for word in secrets if word in str(without)] == []
    assert with_notes[0]["practice_notes"]["on_the_record"] == f"likes {CANARY}"
    assert with_notes[0]["practice_notes"]["on_requests"][0]["text"] == f"told me: {CANARY}"
    assert f"told me: {CANARY}" in with_notes[1]


def test_file_has_nothing_of_who_shares_the_number(therapist, life):
    data, page = unpacked(export(therapist, life).content)

    assert "Namesake" not in str(data) + page
    assert "other@example.org" not in str(data) + page


def test_export_is_recorded_and_looking_at_the_page_is_none(therapist, life):
    therapist.get(f"{CLIENTS}{life.pk}/export/")
    assert not AuditEvent.objects.filter(action="person exported").exists()

    export(therapist, life)

    events = AuditEvent.objects.filter(action="person exported")
    assert [(event.user, event.client) for event in events.filter(client=life)] == [
        (therapist.user, life)
    ]
    assert events.filter(request__isnull=False).count() == 2
    page = therapist.get(f"{CLIENTS}{life.pk}/").text
    assert "All that is kept of this person taken along" in page


def test_sender_without_a_record_gets_a_file_too(therapist):
    asked = make_request(name=NAME, health=f"sore {CANARY}")

    data, page = unpacked(answer(therapist, asked, "export").content)

    assert "record" not in data
    assert [request["reference"] for request in data["requests"]] == [asked.reference]
    assert f"sore {CANARY}" in page


def test_what_visitors_typed_is_words_on_the_page(therapist):
    asked = make_request(name="<b>Bold</b>", health="<script>alert(1)</script>")

    _data, page = unpacked(answer(therapist, asked, "export").content)

    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_permission_to_read_health_answers_is_needed_too(life):
    browser = logged_in(roles.RECEPTION)
    browser.user.user_permissions.add(Permission.objects.get(codename="export_client"))

    assert export(browser, life).status_code in {302, 403}
    assert not AuditEvent.objects.filter(action="person exported").exists()


def test_answers_without_their_key_are_said_so(therapist, life, settings):
    settings.HEALTH_KEYS = ["bmV3LWtleS1uZXcta2V5LW5ldy1rZXktbmV3LWtleS0="]

    refused = export(therapist, life)

    assert refused.status_code == 409
    assert "the key that they were stored with is missing" in refused.text
    assert not AuditEvent.objects.filter(action="person exported").exists()


def test_command_writes_a_file_for_nobody_elses_eyes(life, tmp_path, capsys):
    file = tmp_path / "person.zip"
    declined = BookingRequest.objects.get(status=RequestStatus.DECLINED)

    call_command("export_person", str(file), request=declined.reference.lower())

    data, _page = unpacked(file.read_bytes())
    assert [request["reference"] for request in data["requests"]] == [declined.reference] + [
        request.reference for request in life.requests.all()
    ]
    assert file.stat().st_mode & 0o777 == 0o600
    assert NAME not in capsys.readouterr().out
    with pytest.raises(CommandError, match="File exists"):
        call_command("export_person", str(file), client=life.pk)
