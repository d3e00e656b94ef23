"""Several machines: two servers and two workers on one PostgreSQL, one Valkey and one S3 service.

One of each dies in the middle, and so does the Valkey. Visitors reach them through something that
does what a proxy does: it takes turns, and goes on to the next where it cannot connect.
"""

import itertools
import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import override_settings
from django.utils import timezone
from environs import Env

from bookings.models import BookingRequest, OutboxMessage
from site_project.settings.storages import storages
from tests.bookings.smtp import smtp_server
from tests.bookings.worker import wait_until
from tests.drill.serving import CSRF_TOKEN, Server, Worker, environment
from tests.drill.visitors import Visitor, address_of
from tests.site_project.accounts.signing import LOG_IN, PASSWORD, make_owner

pytestmark = [
    pytest.mark.drill,
    pytest.mark.django_db,
    pytest.mark.only_on("postgresql"),
    pytest.mark.usefixtures("own_database"),
]

PEOPLE = 80
AT_ONCE = 8
SESSION = re.compile(r"__Host-sessionid=\w+")
PBKDF2 = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]


class Proxy:
    """In front of several servers; asked like one of them."""

    def __init__(self, *servers):
        self.turns = itertools.cycle(servers)
        self.answered = Counter()

    def ask(self, *args, **kwargs):
        for attempt in itertools.count(1):
            server = next(self.turns)
            try:
                answer = server.ask(*args, **kwargs)
            except ConnectionRefusedError:
                if attempt == 2:
                    raise
            else:
                self.answered[server.port] += 1
                return answer
        return None


@pytest.fixture
def machines(tmp_path, static, valkey, s3):
    """The settings of two machines, which share everything but their folders."""
    shared = s3 | {
        "CACHE_URL": f"redis://127.0.0.1:{valkey.port}",
        "STAFF_SECOND_FACTOR": "off",
    }
    both = []
    for name in ("here", "there"):
        folder = tmp_path / name
        folder.mkdir()
        both.append(environment(folder, static=static, **shared))
    return both


def test_nothing_is_lost_when_one_of_each_dies(machines, valkey, service, answers, figures):
    with smtp_server() as inbox, ExitStack() as running:
        servers = [running.enter_context(Server(env)) for env in machines]
        workers = [running.enter_context(Worker(env, smtp_port=inbox.port)) for env in machines]
        proxy = Proxy(*servers)
        visitors = [
            Visitor(number, server=proxy, service=service, answers=answers)
            for number in range(PEOPLE)
        ]

        def ask(visitor):
            visitor.check_patiently()
            return address_of(visitor.insist())

        with ThreadPoolExecutor(AT_ONCE) as threads:
            asked = [threads.submit(ask, visitor) for visitor in visitors]
            wait_until(lambda: sum(one.done() for one in asked) >= PEOPLE // 3)
            servers[0].kill()
            workers[0].kill()
            valkey.stop()
            pages = [one.result() for one in asked]
        # With a query nobody named it is made anew: what is kept asks no cache.
        assert servers[1].ask(f"{service.url}?from=mail").status == 200
        OutboxMessage.objects.filter(status="sending").update(leased_until=timezone.now())
        wait_until(lambda: not OutboxMessage.objects.exclude(status="sent").exists())

    stored = Counter(BookingRequest.objects.values_list("email", flat=True))
    ids = {f"/requested/{request.public_id}/" for request in BookingRequest.objects.all()}
    spread = [proxy.answered[server.port] for server in servers]
    figures.append(f"two machines: {len(pages)} acknowledged, answers of each {spread}")
    assert set(pages) == ids
    assert stored == Counter({visitor.email: 1 for visitor in visitors})
    assert min(spread) >= PEOPLE // 3
    assert set(inbox.ids) == set(OutboxMessage.objects.values_list("message_id", flat=True))
    assert "The shared cache does not answer" in servers[1].log.read_text()


def test_sessions_limits_uploads_and_cache_are_everybodys(machines, valkey, s3, monkeypatch):
    with override_settings(PASSWORD_HASHERS=PBKDF2):
        make_owner()
    for name, value in s3.items():
        monkeypatch.setenv(name, value)
    with override_settings(STORAGES=settings.STORAGES | {"default": storages(Env())["default"]}):
        default_storage.save("images/words.txt", ContentFile(b"the same everywhere"))
        default_storage.connection.meta.client.close()

    with Server(machines[0]) as here, Server(machines[1]) as there:
        signed_in = here.ask(LOG_IN, {"login_name": "olga", "password": PASSWORD})
        session = SESSION.findall(signed_in.headers["set-cookie"])[0]
        cookie = {"Cookie": f"{session}; __Host-csrftoken={CSRF_TOKEN}"}
        desks = [server.ask("/admin/", headers=cookie).status for server in (here, there)]
        there.ask("/admin/logout/", {}, headers=cookie)
        after = [server.ask("/admin/", headers=cookie).status for server in (here, there)]
        guesses = [
            server.ask(LOG_IN, {"login_name": "olga", "password": "wrong"}).status
            for server in (here, there) * 6
        ]
        uploads = [server.ask("/media/images/words.txt").text for server in (here, there)]
        keys = valkey.client().dbsize()

    assert (desks, after) == ([200, 200], [302, 302])
    assert guesses == [422] * 10 + [429] * 2
    assert uploads == ["the same everywhere"] * 2
    assert keys > 0
