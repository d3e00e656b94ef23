"""The pages on which the therapist edits the words of mails."""

import re

import pytest
from django.test import override_settings
from django.utils.csp import build_policy

from bookings.domain.mail_wordings import save_wording
from bookings.models import MailWording, OutboxMessage
from bookings.notifications.kinds import KINDS
from bookings.notifications.wording import first_wording
from bookings.staff.mail_words.preview import PREVIEW_CSP
from bookings.staff.permissions import permissions_of_its_own
from home.models import PracticeSettings
from site_project import roles
from tests.bookings.staff.desk import MAIL_WORDS, logged_in
from tests.factories.bookings import make_request

pytestmark = pytest.mark.django_db

KIND = KINDS["request_confirmed"]
URL = f"{MAIL_WORDS}request_confirmed/"
WORDS = {"subject": "Yes: {service}", "body": "See you.\n\n{appointment}"}


@pytest.fixture(autouse=True)
def furnished(practice):
    return practice


@pytest.fixture
def own(therapist):
    """Words of the practice's own, as saved by somebody else."""
    save_wording(kind=KIND, language="en", seen=None, by=therapist.user, **WORDS)
    return MailWording.objects.get()


def seen(row: MailWording) -> str:
    return row.changed_at.isoformat()


def stored() -> list[tuple[str, str, str, str]]:
    rows = MailWording.objects.values_list("kind", "language", "subject", "body")
    return list(rows.order_by("pk"))


def test_list_has_every_kind_and_says_whose_words_are_sent(own, therapist):
    page = therapist.get(MAIL_WORDS).text

    assert [page.count(f'href="{MAIL_WORDS}{name}/?language=en"') for name in KINDS] == [1] * len(
        KINDS
    )
    assert page.index("To the client") < page.index("To the practice")
    assert page.count(">your own<") == 1
    assert page.count(">original<") == len(KINDS) - 1
    assert "Yes: {service}" in page


def test_list_says_that_words_have_become_wrong(own, therapist):
    MailWording.objects.update(body="{gone}")

    page = therapist.get(MAIL_WORDS).text

    assert page.count("to mend: the original is sent") == 1


def test_list_takes_the_same_queries_for_one_and_all_own_words(
    own, therapist, django_assert_num_queries
):
    therapist.get(MAIL_WORDS)
    with django_assert_num_queries(10):
        therapist.get(MAIL_WORDS)
    for kind in KINDS.values():
        first = first_wording(kind, "en")
        MailWording.objects.update_or_create(
            kind=kind.name,
            language="en",
            defaults={
                "subject": f"{first.subject}!",
                "body": first.body,
                "changed_at": own.changed_at,
            },
        )

    with django_assert_num_queries(10):
        page = therapist.get(MAIL_WORDS).text

    assert page.count(">your own<") == len(KINDS)


def test_page_takes_these_queries(own, therapist, django_assert_num_queries):
    therapist.get(URL)
    with django_assert_num_queries(13):
        therapist.get(URL)
    with django_assert_num_queries(7):
        therapist.get(f"{URL}preview/")


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_has_its_page_and_its_preview(name, therapist):
    first = first_wording(KINDS[name], "en")

    page = therapist.get(f"{MAIL_WORDS}{name}/")
    preview = therapist.get(f"{MAIL_WORDS}{name}/preview/")

    assert (page.context["form"]["subject"].value(), page.context["form"]["body"].value()) == (
        first.subject,
        first.body,
    )
    assert page.text.count("must stay") == len(KINDS[name].needs | KINDS[name].subject_needs)
    assert preview.status_code == 200
    assert "Test Practice" in preview.context["mail"].text


def test_unknown_kind_has_no_page(therapist):
    pages = [therapist.get(f"{MAIL_WORDS}unknown/{page}") for page in ("", "preview/", "original/")]

    assert [page.status_code for page in pages] == [404] * 3


def test_words_are_saved(therapist):
    response = therapist.post(URL, WORDS | {"seen": ""})

    assert (response.status_code, response.url) == (302, f"{MAIL_WORDS}?language=en")
    assert stored() == [("request_confirmed", "en", *WORDS.values())]


def test_bad_words_are_named_at_their_fields_and_nothing_is_lost(therapist):
    body = "<b>See</b> {clinet}\x00"

    response = therapist.post(URL, {"subject": "", "body": body, "seen": ""})

    assert response.status_code == 422
    assert response.context["form"].errors == {
        "subject": ["Enter a subject."],
        "body": [
            "This mail has no placeholder {clinet}. Take it out, or use one of the list.",
            "Without {appointment} this mail makes no sense. Add it.",
            "Use letters, digits and punctuation only, without hidden characters.",
        ],
    }
    assert "&lt;b&gt;See&lt;/b&gt; {clinet}" in response.text
    assert "<title>Error: " in "".join(response.text.split("\n")).replace("  ", "")
    assert stored() == []


@pytest.mark.parametrize("sent_as", ["", "yesterday", "2026-01-01", "2026-01-01T00:00:00+00:00"])
def test_stale_words_are_not_saved_and_both_are_shown(sent_as, own, therapist):
    mine = {"subject": "Mine: {service}", "body": "Mine.\n\n{appointment}"}

    response = therapist.post(URL, mine | {"seen": sent_as})

    assert response.status_code == 409
    assert "Somebody else has changed these words" in response.text
    assert 'value="Mine: {service}"' in response.text
    assert "Yes: {service}" in response.text
    assert stored() == [("request_confirmed", "en", *WORDS.values())]
    again = response.context["form"]["seen"].value()
    assert therapist.post(URL, mine | {"seen": again}).status_code == 302
    assert stored() == [("request_confirmed", "en", *mine.values())]


def test_bad_words_do_not_hide_that_somebody_was_faster(own, therapist):
    response = therapist.post(URL, WORDS | {"subject": "", "seen": ""})

    assert (response.status_code, response.context["form"]["seen"].value()) == (422, "")


def test_test_goes_to_the_account_in_the_words_as_typed(therapist):
    therapist.user.email = "thea@example.org"
    therapist.user.save()

    response = therapist.post(URL, WORDS | {"seen": "", "test": "yes"})

    mail = OutboxMessage.objects.get()
    assert (mail.recipient, mail.subject) == ("thea@example.org", "[Test] Yes: Deep tissue massage")
    assert "A test mail to thea@example.org is on its way." in response.text
    assert 'value="Yes: {service}"' in response.text
    assert (response.status_code, stored()) == (200, [])
    page = therapist.get(f"/admin/bookings/mail/{mail.pk}/").text
    assert mail.subject in page
    assert ("It was a test." in page, "Send again" in page) == (True, False)


def test_test_of_bad_words_is_not_sent(therapist):
    response = therapist.post(URL, WORDS | {"body": "Bye.", "seen": "", "test": "yes"})

    assert response.status_code == 422
    assert "Without {appointment} this mail makes no sense." in response.text
    assert OutboxMessage.objects.count() == 0


def test_account_without_an_address_is_told(therapist):
    therapist.user.email = ""
    therapist.user.save()

    response = therapist.post(URL, WORDS | {"seen": "", "test": "yes"})

    assert response.status_code == 422
    assert "Your account has no email address." in response.text
    page = therapist.get(URL).text
    assert ("Send a test to me" in page, 'href="/admin/account/"' in page) == (False, True)


def test_original_words_come_back_once_that_was_confirmed(own, therapist):
    page = therapist.get(f"{URL}original/").text
    assert ("Yes: {service}" in page, "Confirmed: {service} ({reference})" in page) == (True, True)
    assert stored() != []

    response = therapist.post(f"{URL}original/", {"seen": seen(own)})

    assert (response.status_code, response.url) == (302, f"{URL}?language=en")
    assert stored() == []
    assert therapist.get(f"{URL}original/").url == f"{URL}?language=en"


def test_original_words_do_not_replace_newer_ones(own, therapist):
    response = therapist.post(f"{URL}original/", {"seen": ""}, follow=True)

    assert "Somebody else has changed these words" in response.text
    assert stored() == [("request_confirmed", "en", *WORDS.values())]


def test_preview_shows_what_is_typed_and_keeps_nothing(therapist):
    response = therapist.post(f"{URL}preview/", WORDS)

    assert response.context["mail"].subject == "Yes: Deep tissue massage"
    assert "See you.\n\nTuesday" in response.text
    assert (stored(), OutboxMessage.objects.count()) == ([], 0)


def test_preview_of_bad_words_says_what_is_wrong(therapist):
    response = therapist.post(f"{URL}preview/", {"subject": "{<b>}"})

    assert response.status_code == 422
    assert "This mail has no placeholder {&lt;b&gt;}." in response.text
    assert "Enter a text." in response.text


def test_preview_reflects_no_parameter(therapist):
    response = therapist.get(f"{URL}preview/", {"subject": "canary", "body": "canary"})

    assert response.status_code == 200
    assert "canary" not in response.text


def test_preview_knows_no_real_client(therapist):
    make_request(name="Secret Name", email="secret@example.org")

    pages = [therapist.get(f"{MAIL_WORDS}{name}/preview/").text for name in KINDS]

    assert [page for page in pages if "ecret" in page] == []


def test_preview_has_its_own_policy_and_can_be_framed_by_us_only(therapist):
    response = therapist.get(f"{URL}preview/")

    assert response["Content-Security-Policy"] == build_policy(PREVIEW_CSP)
    assert "default-src 'none'" in build_policy(PREVIEW_CSP)
    assert "script" not in build_policy(PREVIEW_CSP)
    assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_preview_runs_nothing(therapist):
    page, preview = therapist.get(URL).text, therapist.get(f"{URL}preview/").text

    assert [re.findall(r"<iframe[^>]*\ssandbox[\s>]", text) != [] for text in (page, preview)] == [
        True,
        True,
    ]
    assert "allow-" not in page + preview


def test_markup_is_text_wherever_it_is_shown(furnished, therapist):
    furnished.practice_name = "<b>Hands</b>"
    furnished.save()
    evil = {"subject": "<i>s</i>", "body": '"><script>x</script>\n\n{appointment}'}

    preview = therapist.post(f"{URL}preview/", evil).text
    therapist.post(URL, evil | {"seen": ""})
    pages = [therapist.get(url).text for url in (MAIL_WORDS, URL, f"{URL}original/")]

    assert "&amp;lt;script&amp;gt;x&amp;lt;/script&amp;gt;" in preview
    for page in (preview, *pages):
        assert [tag for tag in ("<i>s", "<script>x", "<b>Hands") if tag in page] == []


def test_the_permission_is_offered_for_groups_and_reception_lacks_it():
    names = permissions_of_its_own().values_list("codename", flat=True)

    assert "change_mailwording" in names
    may = [role.name for role in roles.ROLES if "bookings.change_mailwording" in role.permissions]
    assert may == ["Owner", "Therapist"]


@pytest.mark.parametrize(
    ("role", "shown"), [(roles.THERAPIST, 1), (roles.OWNER, 1), (roles.RECEPTION, 0)]
)
def test_menu_leads_to_the_list_for_whoever_may(role, shown):
    assert logged_in(role).get("/admin/").text.count(MAIL_WORDS) == shown


def test_languages_are_offered_where_there_are_several(therapist):
    with override_settings(LANGUAGES=[("en", "English")]):
        assert "?language=de" not in therapist.get(URL).text
    with override_settings(LANGUAGES=[("en", "English"), ("de", "Deutsch")]):
        page = therapist.get(URL, {"language": "de"}).text
        therapist.post(f"{URL}?language=de", WORDS | {"seen": ""})

    assert f'href="{URL}?language=de" aria-current="page"' in page
    assert f'href="{URL}?language=en"' in page
    assert stored() == [("request_confirmed", "de", *WORDS.values())]


def test_unknown_language_is_the_practices(therapist):
    PracticeSettings.objects.update(language="de")

    therapist.post(f"{URL}?language=xx", WORDS | {"seen": ""})

    assert stored() == [("request_confirmed", "de", *WORDS.values())]
