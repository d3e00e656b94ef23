"""Whose a request is: found among the clients, made new, undone; and requests sent twice."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group, Permission

from bookings.domain.clients import add_client
from bookings.models import AuditEvent, BookingRequest, Client, Standing
from bookings.statuses import AppointmentStatus
from site_project import roles
from tests.bookings.staff.desk import CLIENTS, NOW, answer, confirm, logged_in, stored, url_of
from tests.factories.bookings import make_request
from tests.factories.people import make_user
from tests.factories.visits import make_visit

pytestmark = pytest.mark.usefixtures("now")

# Queries of the page of a request, in a warm process.
SUGGESTED, MATCHED = 20, 18


@pytest.fixture
def request_(service) -> BookingRequest:
    return make_request(service=service, phone="+44 1632 960 001")


@pytest.fixture
def vera(db) -> Client:
    return add_client(by=make_user(), name="Vera Visitör", phone="01632 960001")


def read(request: BookingRequest) -> BookingRequest:
    return BookingRequest.objects.get(pk=request.pk)


def test_who_it_may_be_is_shown_with_what_is_alike(request_, vera, reception):
    add_client(by=make_user(), name="Zora", email="VERA@example.org", standing=Standing.BLOCKED)
    add_client(by=make_user(), name="Somebody Else", email="else@example.org")

    response = reception.get(url_of(request_))

    assert [(one.client.name, one.alike) for one in response.context["suggested"]] == [
        ("Vera Visitör", ["the name", "the phone number"]),
        ("Zora", ["the email address"]),
    ]
    assert "Alike: the name, the phone number" in response.text
    assert "01632 960001" in response.text
    assert '<span class="desk-tag">Blocked</span>' in response.text
    assert "Somebody Else" not in response.text


def test_reception_says_that_it_is_the_same_person(request_, vera, reception):
    response = answer(reception, request_, "match", client=vera.pk)

    assert (response.status_code, response.url) == (302, url_of(request_))
    assert read(request_).client == vera
    event = AuditEvent.objects.get(action="client matched")
    assert (event.user, event.client, event.request) == (reception.user, vera, request_)
    page = reception.get(url_of(request_)).text
    assert "This is a request of Vera Visitör now." in page
    assert f'<a href="{CLIENTS}{vera.pk}/"><bdi>Vera Visitör</bdi></a>' in page
    assert "No visit before" in page
    assert "Same person" not in page


def test_visit_that_was_confirmed_before_becomes_the_clients(
    request_, vera, practitioner, reception
):
    assert confirm(reception, request_, practitioner).status_code == 302

    answer(reception, read(request_), "match", client=vera.pk)

    assert request_.appointments.get().client == vera


def test_reception_makes_a_new_client_and_undoes_it(request_, reception):
    assert answer(reception, request_, "new_client").status_code == 302
    made = Client.objects.get()
    assert (made.name, made.email, made.phone) == (
        "Vera Visitor",
        "vera@example.org",
        "+44 1632 960 001",
    )
    assert read(request_).client == made

    assert answer(reception, read(request_), "unmatch").status_code == 302

    assert read(request_).client is None
    assert list(Client.objects.all()) == [made]
    page = reception.get(url_of(request_)).text
    assert "Is somebody else: no longer this client’s" in page
    assert "Alike: the name, the email address, the phone number" in page


def test_another_client_is_found_by_a_word(request_, vera, reception):
    other = add_client(by=make_user(), name="Zora", phone="020 7946 0001")
    assert "Same person" not in reception.get(url_of(request_, "match")).text

    found = answer(reception, request_, "match", search="1", q="020 79460001")

    assert found.context["found"] == [other]
    assert "Same person" in found.text
    assert read(request_).client is None
    assert answer(reception, request_, "match", q="", client=other.pk).status_code == 302
    assert read(request_).client == other


@pytest.mark.parametrize("client", ["", "4711", "9" * 30, "x", "\x00"])
def test_client_who_is_not_there_is_refused_in_words(client, request_, vera, reception):
    before = stored()

    response = answer(reception, request_, "match", q="Vera", client=client)

    assert response.status_code == 422
    words = "Choose a client from the list" if client else "Find the client, and choose who it is"
    assert words in response.text
    assert response.context["found"] == [vera]
    assert stored() == before


@pytest.mark.parametrize("word", ["\x00", "V\x00", "x" * 60_000, "%", "_", "'"])
def test_search_for_a_client_takes_any_word(word, request_, vera, reception):
    response = answer(reception, request_, "match", search="1", q=word)

    assert (response.status_code, response.context["found"]) == (
        200,
        [vera] if word == "V\x00" else [],
    )


@pytest.mark.parametrize("action", ["match", "new_client"])
def test_whoever_was_first_is_shown(action, request_, vera, reception, therapist):
    answer(therapist, request_, "match", client=vera.pk)
    before = stored()

    late = answer(reception, request_, action, client=vera.pk)
    again = answer(reception, read(request_), action, client=vera.pk)

    assert (late.status_code, again.status_code) == (409, 409)
    assert "Somebody else has changed this request in the meantime." in late.text
    assert "This request belongs to a client already." in again.text
    assert stored() == before


def test_matching_takes_the_permissions_about_clients(request_, vera):
    group = Group.objects.create(name="Answerers")
    names = ["access_admin", "view_bookingrequest", "answer_bookingrequest"]
    group.permissions.set(Permission.objects.filter(codename__in=names))
    answerer = logged_in(roles.Role("Answerers", ()))
    before = stored()

    for action in ("match", "new_client", "unmatch"):
        refused = answer(answerer, request_, action, client=vera.pk)
        assert (refused.status_code, refused.url) == (302, "/admin/")

    page = answerer.get(url_of(request_)).text
    assert stored() == before
    assert "Vera Visitör" not in page
    assert "Make a new client" not in page


# --- Who has been here before ----------------------------------------------------------------


def test_visits_before_are_those_that_took_place(service, vera, practitioner, reception):
    for days, status in [
        (30, AppointmentStatus.COMPLETED),
        (20, AppointmentStatus.CONFIRMED),
        (10, AppointmentStatus.NO_SHOW),
        (5, AppointmentStatus.CANCELLED),
        (-5, AppointmentStatus.CONFIRMED),
    ]:
        visit = make_visit(practitioner, NOW - dt.timedelta(days=days), status=status)
        type(visit).objects.filter(pk=visit.pk).update(client=vera)
    request = make_request(service=service, been_before=False)
    assert "new here" in reception.get(url_of(request)).text
    answer(reception, request, "match", client=vera.pk)

    page = reception.get(url_of(request)).text

    assert "2 visits before, the last on 2 November 2026" in page
    assert "new here" not in page


# --- Sent twice ------------------------------------------------------------------------------


def test_possible_duplicate_is_flagged_and_chosen_on_its_page(request_, service, reception):
    first = make_request(service=service, name="V. Visitor", email="VERA@example.org")
    make_request(service=service, name="Other", email="other@example.org")

    page = reception.get(url_of(request_))

    assert page.context["possible_duplicates"] == [first]
    assert f'<a href="{url_of(first)}">{first.reference}</a>' in page.text
    link = f"{url_of(request_, 'duplicate')}?of={first.pk}"
    assert link in page.text
    assert f'value="{first.pk}" checked' in reception.get(link).text
    assert answer(reception, request_, "duplicate", of=first.pk).status_code == 302
    assert "Possible duplicate" not in reception.get(url_of(request_)).text


@pytest.mark.parametrize("of", ["x", "\x00", "9" * 30, ""])
def test_duplicate_page_passes_over_what_is_no_request(of, request_, service, reception):
    make_request(service=service, email="vera@example.org")

    assert reception.get(url_of(request_, "duplicate"), {"of": of}).status_code == 200


# --- Queries ---------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 30])
def test_page_of_a_request_takes_so_many_queries(
    number, request_, service, reception, django_assert_num_queries
):
    for count in range(number):
        add_client(by=make_user(), name="Vera Visitor", email=f"{count}@example.org")
        make_request(service=service)
    reception.get(url_of(request_))

    with django_assert_num_queries(SUGGESTED):
        reception.get(url_of(request_))


@pytest.mark.parametrize("number", [1, 30])
def test_page_of_a_matched_request_takes_so_many_queries(
    number, request_, vera, practitioner, reception, django_assert_num_queries
):
    for count in range(number):
        visit = make_visit(practitioner, NOW - dt.timedelta(days=count + 1))
        type(visit).objects.filter(pk=visit.pk).update(client=vera)
    answer(reception, request_, "match", client=vera.pk)
    reception.get(url_of(request_))

    with django_assert_num_queries(MATCHED):
        reception.get(url_of(request_))
