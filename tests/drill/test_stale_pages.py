"""200 answers after each kind of change, from all processes: none is of before (T3)."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest
from django.db import connection
from django.test import override_settings

from home.models import PracticeSettings
from tests.drill.serving import CSRF_TOKEN, HOST, Server, environment
from tests.drill.test_machines import PBKDF2, SESSION
from tests.factories.changes import changes
from tests.factories.pages import make_standard_page
from tests.site_project.accounts.signing import LOG_IN, PASSWORD, make_owner

pytestmark = [pytest.mark.drill, pytest.mark.usefixtures("own_database", "demo_site")]

ANSWERS = 200
AT_ONCE = 4


@pytest.fixture(autouse=True)
def _same_machine(settings, tmp_path):
    """What this process changes, the servers are told of as by any other process beside them."""
    settings.PAGE_CACHE = True
    settings.STAMPS_FILE = tmp_path / "stamps"


def state(folder, static, settings):
    folder.mkdir(exist_ok=True)
    (folder / "media").symlink_to(settings.MEDIA_ROOT)
    return environment(folder, static=static, SERVER_PROCESSES="1")


def ask_all(servers, path, number=ANSWERS):
    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(lambda n: servers[n % len(servers)].ask(path), range(number)))


def is_kept(answer):
    return "age" in {name.lower() for name in answer.headers}


def test_no_answer_is_stale_after_any_kind_of_change(tmp_path, static, settings, figures):
    env = state(tmp_path, static, settings)
    kinds, stale, cold = 0, [], []
    with ExitStack() as stack:
        servers = [stack.enter_context(Server(env)) for _ in range(2)]
        for change in changes():
            before = [server.ask(change.path) for server in servers for _twice in range(2)]
            kinds += 1
            change.make()
            old = [answer for answer in ask_all(servers, change.path) if not change.shows(answer)]
            if old:
                stale.append((change.name, len(old)))
            if before[0].status == 200 and not (is_kept(before[1]) and is_kept(before[3])):
                cold.append(change.name)
    figures.append(f"{connection.vendor}: {kinds} kinds of change, stale answers: {stale}")
    assert (stale, cold) == ([], [])


def test_what_the_admin_changes_in_one_process_is_changed_in_all(tmp_path, static, settings):
    with override_settings(PASSWORD_HASHERS=PBKDF2):
        make_owner()
    page, parent = make_standard_page(title="Parking"), make_standard_page(title="Around")
    moved, left = (f"{parent.url}{page.slug}/", page.url)
    env = state(tmp_path, static, settings) | {"STAFF_SECOND_FACTOR": "off"}
    deeds = [
        (f"/admin/pages/{page.pk}/move/{parent.pk}/confirm/", left, 301),
        (f"/admin/pages/{page.pk}/unpublish/", moved, 404),
        (f"/admin/pages/{parent.pk}/delete/", parent.url, 404),
    ]
    with Server(env) as here, Server(env) as there:
        signed_in = here.ask(LOG_IN, {"login_name": "olga", "password": PASSWORD})
        session = SESSION.findall(signed_in.headers["set-cookie"])[0]
        cookie = {"Cookie": f"{session}; __Host-csrftoken={CSRF_TOKEN}"}
        for deed, path, status in deeds:
            warm_up(here, path)
            warm_up(there, path)
            assert here.ask(deed, {}, headers=cookie).status == 302
            found = {answer.status for answer in ask_all([here, there], path)}
            assert (deed, found) == (deed, {status})


def test_nothing_kept_is_given_to_sessions_previews_and_odd_queries(tmp_path, static, settings):
    with Server(state(tmp_path, static, settings)) as server:
        server.ask("/about/")
        session = {"Cookie": f"__Host-csrftoken={CSRF_TOKEN}; __Host-sessionid=nobody"}
        odd = ("/about/?preview=1", "/about/?page=x", "/about/?utm_source=mail", "/search/?q=neck")

        assert is_kept(server.ask("/about/"))
        assert not any(is_kept(server.ask("/about/", headers=session)) for _ in range(ANSWERS))
        assert not any(is_kept(server.ask(path)) for path in odd for _ in range(ANSWERS // 10))
        assert server.ask("/about/", headers={"Host": f"other.{HOST}"}).status == 400


@pytest.mark.only_on("postgresql")
def test_machines_tell_each_other(tmp_path, static, settings, figures):
    near, far = state(tmp_path, static, settings), state(tmp_path / "far", static, settings)
    took = []
    with Server(near) as here, Server(far) as there:
        for number in range(20):
            warm_up(there, "/about/")
            tell(number)
            took.append(seconds_until(there, number))
            answers = ask_all([here, there], "/about/", ANSWERS // 10)
            assert all(phone(number) in answer.text for answer in answers)
            assert is_kept(answers[-1])
        figures.append(f"another machine knew after {max(took) * 1000:.0f} ms at most")

        cut_off_listeners()
        tell(21)
        answers = ask_all([here, there], "/about/")
        assert all(phone(21) in answer.text for answer in answers)
        warm_up(there, "/about/")


def warm_up(server, path):
    until = time.monotonic() + 30
    while not is_kept(server.ask(path)):
        assert time.monotonic() < until, server.log.read_text()
        time.sleep(0.05)


def phone(number):
    return f"+44 1632 960 {number:03}"


def tell(number):
    practice = PracticeSettings.current()
    practice.phone = phone(number)
    practice.save()


def seconds_until(server, number):
    began = time.monotonic()
    while phone(number) not in server.ask("/about/").text:
        assert time.monotonic() - began < 10
    return time.monotonic() - began


def cut_off_listeners():
    """As a restart of the database or a cut network does it; returns when they are gone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND query ~ '(LISTEN|pg_notify)'"
        )
        assert len(cursor.fetchall()) >= 2
