"""A practice with a row of everything that the admin has pages for, and canaries in all of them.

It stands on the demonstration (`demo_site`). `Practice.rows` says by kind which rows there are;
the kinds of the desk are named as their lists are (“bookings/requests” is “requests”).
"""

from dataclasses import dataclass, field
from typing import Any, Final

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, ModelLogEntry, Revision, Site

from blog.models import ArticleIndexPage, ArticlePage, Topic
from bookings.domain.blocking import block_contact
from bookings.domain.clients import add_client
from bookings.domain.replies import reply
from bookings.domain.submission import Wish
from bookings.models import (
    BlockedContact,
    BookingRequest,
    Client,
    ConsentText,
    OutboxMessage,
    Practitioner,
    RequestNote,
    ScheduleException,
    Screening,
)
from bookings.views.situation import State
from home.models import HomePage, Muscle, PainArea
from services.models import ServicePage
from site_project.roles import OWNER
from tests.factories.bookings import make_practitioner, make_request
from tests.factories.people import make_user
from tests.factories.pictures import make_image
from tests.factories.situations import DAY, HOUR, make_over, make_situation

# Each stands where its name says, and nowhere else.
NAME: Final = "Canaryname"
EMAIL: Final = "canary-contact@example.org"
PHONE: Final = "01632 960 777"
HEALTH: Final = "canary-health"
REPLY: Final = "canary-reply"
NOTE: Final = "canary-note"
CLIENT_NOTE: Final = "canary-client-note"
BLOCKED_NOTE: Final = "canary-blocked-note"
CLOSURE_NOTE: Final = "canary-closure-note"
MAIL: Final = "canary-mail"
PASSKEY: Final = "canary-passkey"

REQUEST: Final = "bookings.view_bookingrequest"
APPOINTMENT: Final = "bookings.view_appointment"
CLIENT: Final = "bookings.view_client"
OUTBOX: Final = "bookings.view_outboxmessage"
CLOSURE: Final = "bookings.view_scheduleexception"
BLOCKED: Final = "bookings.view_blockedcontact"
VIEW_HEALTH: Final = "bookings.view_healthanswers"
# Any one of these lets an account see the canary.
SEEN_WITH: Final[dict[str, set[str]]] = {
    NAME: {REQUEST, APPOINTMENT, CLIENT, OUTBOX, CLOSURE},
    EMAIL: {REQUEST, APPOINTMENT, CLIENT, OUTBOX, BLOCKED},
    PHONE: {REQUEST, APPOINTMENT, CLIENT, OUTBOX, BLOCKED},
    HEALTH: {VIEW_HEALTH},
    REPLY: {VIEW_HEALTH},
    NOTE: {REQUEST},
    CLIENT_NOTE: {CLIENT},
    BLOCKED_NOTE: {BLOCKED},
    CLOSURE_NOTE: {CLOSURE},
    MAIL: {OUTBOX},
    PASSKEY: set(),
}
SITUATIONS: Final = (
    State.DECLINED,
    State.OFFERED,
    State.QUESTION,
    State.WAITLISTED,
    State.CONFIRMED,
)
PERSON: Final = {"name": f"{NAME} Person", "email": EMAIL, "phone": PHONE}


@dataclass
class Practice:
    """`rows` are keys by kind, the first one what a page is usually about."""

    rows: dict[str, list[Any]] = field(default_factory=dict)
    # The requests by the state that they are in.
    requests: dict[str, BookingRequest] = field(default_factory=dict)


def make_practice() -> Practice:
    practice = Practice()
    _fill_the_desk(practice)
    _fill_the_site(practice)
    # Of all that the factories make with one name, no two stand on a page.
    for thea in Practitioner.objects.filter(name="Thea Therapist"):
        Practitioner.objects.filter(pk=thea.pk).update(name=f"{thea.name} {thea.pk}")
    return practice


def hidden_from(user: User | None) -> list[str]:
    """The canaries that `user` (None: anonymous) may not see anywhere."""
    held = user.get_all_permissions() if user else set()
    return [canary for canary, permissions in SEEN_WITH.items() if held.isdisjoint(permissions)]


def _fill_the_desk(practice: Practice) -> None:
    owner = make_user(role=OWNER)
    service = ServicePage.objects.filter(practitioners__isnull=False).first()
    asked = {"service": service} | PERSON
    states = practice.requests
    otto = make_practitioner(name="Otto Other", services=[service])
    free = (timezone.now() + 5 * DAY).replace(hour=11, minute=0, second=0, microsecond=0)
    states["received"] = make_request(
        **asked, health=f"{HEALTH} received", wishes=(Wish(slot_start=free, slot_end=free + HOUR),)
    )
    states["caution"] = make_request(**asked, health=f"{HEALTH} caution")
    states["quarantined"] = make_request(
        **asked, health=f"{HEALTH} quarantined", signals=["honeypot"]
    )
    for state in SITUATIONS:
        states[state] = make_situation(state, **asked, health=f"{HEALTH} {state}")
    area = PainArea.objects.first().slug
    states["over"] = make_over(area, **asked, health=f"{HEALTH} over")
    _make_answer(states["question"])
    for request in states.values():
        RequestNote.objects.create(
            request=request, by=owner, at=timezone.now(), text={"text": NOTE}
        )
    client = add_client(by=owner, notes=CLIENT_NOTE, **PERSON)
    BookingRequest.objects.filter(pk=states["confirmed"].pk).update(client=client)
    BookingRequest.objects.filter(pk=states["caution"].pk).update(screening_outcome="caution")
    mail = states["received"].messages.get(template="request_received")
    OutboxMessage.objects.filter(pk=mail.pk).update(
        text=MAIL, html=MAIL, status="failed", last_error="550 no such user"
    )
    day = timezone.localdate() + 20 * DAY
    ScheduleException.objects.create(date_from=day, date_until=day, private_note=CLOSURE_NOTE)
    block_contact(by=owner, email=EMAIL, phone=PHONE, note=BLOCKED_NOTE)
    other = add_client(by=owner, notes=CLIENT_NOTE, **PERSON)
    ModelLogEntry.objects.log_action(client, "wagtail.edit", user=owner)
    practice.rows |= {
        "requests": [request.pk for request in states.values()],
        "appointments": [states[state].appointments.get().pk for state in ("confirmed", "over")],
        "clients": _keys(Client),
        "other clients": [other.pk],
        "free times": [f"{otto.pk}@{free:%Y%m%dT%H%MZ}"],
        "closures": _keys(ScheduleException),
        "practitioners": _keys(Practitioner),
        "mail": [mail.pk, *_keys(OutboxMessage)],
        "blocked": _keys(BlockedContact),
        "safety-questions": _keys(Screening),
        "consent-texts": _keys(ConsentText),
        "kinds of mail": ["waitlisted"],
    }


def _make_answer(request: BookingRequest) -> None:
    reply(request_id=request.pk, version=request.version, answer=REPLY)


def _fill_the_site(practice: Practice) -> None:
    article = ArticlePage.objects.first()
    for _earlier_and_later in range(2):
        article.save_revision()
    query = Query.get("neck")
    SearchPromotion.objects.create(query=query, page=article)
    Redirect.objects.create(old_path="/old", redirect_link="/new")
    make_image()
    collection = Collection.get_first_root_node().add_child(instance=Collection(name="Sheets"))
    passkey = Authenticator.objects.create(
        user=make_user(), type=Authenticator.Type.WEBAUTHN, data={"name": PASSKEY}
    )
    document = get_document_model()
    document.objects.create(title="Sheet", file=ContentFile(b"%PDF-1.4", name="sheet.pdf"))
    practice.rows |= {
        "pages": [article.pk, *_keys(HomePage), *_keys(ServicePage)],
        "indexes": _keys(ArticleIndexPage),
        "revisions": _keys(Revision),
        "images": _keys(get_image_model()),
        "documents": _keys(document),
        "collections": [collection.pk],
        "blog_topic": _keys(Topic),
        "home_muscle": _keys(Muscle),
        "home_painarea": _keys(PainArea),
        "redirects": _keys(Redirect),
        "queries": _keys(Query),
        "sites": _keys(Site),
        "users": _keys(User),
        "groups": _keys(Group),
        # Of somebody else, so that it is there for nobody.
        "passkeys": [passkey.pk],
        # What is not made: workflows are switched off, nobody edits at the moment.
        "nothing": [1],
    }


def _keys(model: Any) -> list[Any]:
    keys = list(model.objects.order_by("pk").values_list("pk", flat=True)[:3])
    assert keys, f"there is no {model._meta.verbose_name}"
    return keys
