"""Two records of one person, at the desk."""

import pytest
from django.contrib.auth.models import Permission

from bookings.domain import clients, merging
from bookings.models import Client
from tests.bookings.staff.desk import CLIENTS, stored
from tests.factories.bookings import make_request
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

MERGE_QUERIES = 12


@pytest.fixture
def vera(now) -> Client:
    contact = {"email": "vera@example.org", "phone": "01632 960001"}
    return clients.add_client(by=make_user(), name="Vera", **contact, notes="Likes mornings.")


@pytest.fixture
def again(now) -> Client:
    contact = {"email": "VERA@example.org", "phone": ""}
    return clients.add_client(
        by=make_user(), name="Veronika", **contact, notes="By bus.", standing="trusted"
    )


def url(keep: Client, fold: Client) -> str:
    return f"{CLIENTS}{keep.pk}/merge/?with={fold.pk}"


def post(browser, keep: Client, fold: Client, **data):
    answers = {
        "version": keep.version,
        "other_version": fold.version,
        "name": "kept",
        "email": "kept",
        "phone": "kept",
        "standing": "normal",
        "notes": "Both.",
    }
    return browser.post(url(keep, fold), answers | data)


def likely(response) -> list[str]:
    return [client.name for client, _address in response.context["likely"]]


def test_likely_ones_share_address_number_or_name(vera, again, reception):
    user = make_user()
    clients.add_client(by=user, name="Number", phone="+44 1632 960 001")
    clients.add_client(by=user, name="vera")
    clients.add_client(by=user, name="Somebody", email="other@example.org")

    page = reception.get(f"{CLIENTS}{vera.pk}/same_person/")

    assert likely(page) == ["Number", "Veronika", "vera"]
    assert f'href="{url(vera, again)}"' in page.text


@pytest.mark.parametrize(
    ("text", "found"), [("some", ["Somebody"]), ("Vera", []), ("\0", []), ("x" * 5000, [])]
)
def test_others_are_found_by_a_word(text, found, vera, again, reception):
    clients.add_client(by=make_user(), name="Somebody", email="other@example.org")

    page = reception.get(f"{CLIENTS}{vera.pk}/same_person/", {"q": text})

    assert [client.name for client, _address in page.context["found"]] == found


def test_page_shows_both_and_suggests_what_stays(vera, again, reception):
    before = stored()

    page = reception.get(url(vera, again))

    form = page.context["form"]
    assert {name: form[name].value() for name in form.fields} == {
        "name": "kept",
        "email": "kept",
        "phone": "kept",
        "version": vera.version,
        "other_version": again.version,
        "standing": "normal",
        "notes": "Likes mornings.\n\nBy bus.",
    }
    assert "This can’t be undone." in page.text
    assert stored() == before


def test_what_only_one_of_them_has_is_suggested(vera, again, reception):
    assert reception.get(url(again, vera)).context["form"]["phone"].value() == "folded"


def test_what_is_the_same_is_not_asked(vera, reception):
    twin = clients.add_client(by=make_user(), name="Vera", email="vera@example.org")

    form = reception.get(url(vera, twin)).context["form"]

    assert {"name", "email"} & form.fields.keys() == set()


def test_two_become_one(vera, again, reception):
    request = make_request()
    clients.match(
        request_id=request.pk, version=request.version, client_id=again.pk, by=make_user()
    )

    response = post(reception, vera, again, name="folded", standing="trusted")

    assert (response.status_code, response.url) == (302, f"{CLIENTS}{vera.pk}/")
    one = Client.objects.get()
    assert (one.pk, one.name, one.email, one.phone, one.standing, one.notes) == (
        vera.pk,
        "Veronika",
        "vera@example.org",
        "01632 960001",
        "trusted",
        "Both.",
    )
    assert list(one.requests.all()) == [request]
    page = reception.get(response.url).text
    assert f"Another record of the same person folded in ({again.pk}), Reception Person" in page


def test_page_sent_twice_says_that_it_is_done(vera, again, reception):
    post(reception, vera, again)
    before = stored()

    response = post(reception, vera, again)

    assert (response.status_code, response.url) == (302, f"{CLIENTS}{vera.pk}/same_person/")
    assert "This client is no longer in the list." in reception.get(response.url).text
    assert stored() == before


@pytest.mark.parametrize("changed", ["keep", "fold"])
def test_record_that_changed_since_is_refused_with_what_was_chosen(changed, vera, again, reception):
    row = vera if changed == "keep" else again
    clients.correct_email(client_id=row.pk, email="new@example.org", by=make_user())

    response = post(reception, vera, again, name="folded")

    assert (response.status_code, Client.objects.count()) == (409, 2)
    assert "changed this client’s record in the meantime" in response.text
    form = response.context["form"]
    assert (form["name"].value(), form["notes"].value()) == ("folded", "Both.")
    assert "new@example.org" in dict(form.fields["email"].choices).values()
    seen = {name: form[name].value() for name in ("version", "other_version")}
    again_now, vera_now = Client.objects.get(pk=again.pk), Client.objects.get(pk=vera.pk)
    assert seen == {"version": vera_now.version, "other_version": again_now.version}
    assert post(reception, vera_now, again_now).status_code == 302


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"name": ""}, "Choose which to keep"),
        ({"email": "mine@example.org"}, "Choose which to keep"),
        ({"standing": "best"}, "Choose a standing"),
        ({"notes": "x" * 2001}, "Use 2000 characters or fewer"),
    ],
)
def test_bad_input_is_refused_in_words(data, words, vera, again, reception):
    response = post(reception, vera, again, **data)

    assert (response.status_code, words in response.text) == (422, True)
    assert Client.objects.count() == 2


@pytest.mark.parametrize("other", ["", "x", "-1", "9" * 20, "4711", "same"])
def test_another_that_is_none_leads_back_to_choosing(other, vera, reception):
    other = vera.pk if other == "same" else other

    for method in (reception.get, reception.post):
        response = method(f"{CLIENTS}{vera.pk}/merge/?with={other}")
        assert (response.status_code, response.url) == (302, f"{CLIENTS}{vera.pk}/same_person/")


@pytest.mark.parametrize("permission", ["view_client", "change_client", "answer_bookingrequest"])
def test_merging_takes_three_permissions(permission, vera, again, reception):
    gone = Permission.objects.get(codename=permission)
    reception.user.groups.get().permissions.remove(gone)

    responses = [
        reception.get(f"{CLIENTS}{vera.pk}/same_person/"),
        reception.get(url(vera, again)),
        reception.get(url(vera, vera)),
        post(reception, vera, again),
    ]

    assert {(response.status_code, response.url) for response in responses} == {(302, "/admin/")}
    assert Client.objects.count() == 2


@pytest.mark.parametrize(
    ("permission", "word"), [("view_appointment", "Visits"), ("view_bookingrequest", "Requests")]
)
def test_sides_say_what_somebody_may_see(permission, word, vera, again, reception):
    shown = f"<dt>{word}</dt>"
    before = reception.get(url(vera, again)).text.count(shown)

    gone = Permission.objects.get(codename=permission)
    reception.user.groups.get().permissions.remove(gone)

    assert (before, reception.get(url(vera, again)).text.count(shown)) == (2, 0)


@pytest.mark.parametrize("count", [1, 30])
def test_page_takes_so_many_queries(count, vera, again, reception, django_assert_num_queries):
    for _number in range(count):
        request = make_request()
        clients.match(
            request_id=request.pk, version=request.version, client_id=vera.pk, by=make_user()
        )
    reception.get(url(vera, again))

    with django_assert_num_queries(MERGE_QUERIES):
        reception.get(url(vera, again))


def test_folded_record_is_no_page_any_more(vera, again, reception):
    merging.merge_clients(
        keep_id=vera.pk,
        keep_version=vera.version,
        fold_id=again.pk,
        fold_version=again.version,
        by=make_user(),
    )

    assert reception.get(f"{CLIENTS}{again.pk}/").status_code == 404
