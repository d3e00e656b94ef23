"""What opens the links in mails before the client does: scanners, previews, prefetchers.

security.md, row 3: seven agents, with scripts running, and the quieter ways of looking.
"""

import re
from itertools import cycle

import pytest
from django.db import connection
from django.test import Client as HttpClient

from bookings.domain.manage import manage_token
from bookings.domain.outbox import deliver_due
from bookings.models import OutboxMessage
from bookings.views.situation import State
from tests.bookings.smtp import smtp_server
from tests.browser.fixtures import watched_page
from tests.factories.bookings import make_practitioner, make_service
from tests.factories.situations import make_situation

AGENTS = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 SafeLinks",
    "Mozilla/5.0 (compatible; Barracuda Sentinel)",
    "Mozilla/5.0 (compatible; Proofpoint URL Defense)",
    "Mozilla/5.0 (compatible; MimecastBot)",
    "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 BingPreview/1.0b",
    "WhatsApp/2.23 N",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mail",
]
QUIET_WAYS = [
    ("get", {}),
    ("get", {"purpose": "prefetch", "sec-purpose": "prefetch;prerender"}),
    ("get", {"range": "bytes=0-0"}),
    ("get", {"x-moz": "prefetch"}),
    ("head", {}),
    ("options", {}),
]


@pytest.fixture
def links(page, demo_site):
    """Every link in the mails to clients, and the own link in every state it can show."""
    service = make_service()
    make_practitioner(services=[service])
    own = set()
    with smtp_server() as inbox:
        for state in State:
            own.add(f"/my-request/{manage_token(make_situation(state, service=service))}/")
            # What is said of a state goes out while it is so.
            while deliver_due():
                pass
    found = {link for mail in inbox.messages for part in mail.walk() for link in links_in(part)}
    assert len(found & own) > 10
    mails = OutboxMessage.objects.filter(request__service=service)
    assert set(mails.values_list("status", flat=True)) <= {"sent", "dropped"}
    return sorted(found | own)


def links_in(part):
    is_text = part.get_content_maintype() == "text"
    return re.findall(r"/my-request/[\w/.=-]+", part.get_content()) if is_text else []


def everything():
    """Every row of bookings as the database has it; mails that would be sent among them."""
    with connection.cursor() as cursor:
        tables = [t for t in connection.introspection.table_names(cursor) if "bookings_" in t]
        rows = {}
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY id')  # noqa: S608  names of our own
            rows[table] = cursor.fetchall()
    assert len(rows) > 20
    return rows


def look(browser, server, agent, links):
    """Open each link, let its scripts run, then press every button that needs no choice."""
    with watched_page(browser, server, user_agent=agent) as page:
        for link in links:
            page.goto(link)
            assert page.locator("meta[http-equiv=refresh]").count() == 0
            for number in range(page.locator("main button").count()):
                page.goto(link)
                for summary in page.locator("main summary").all():
                    summary.click()
                page.locator("main button").nth(number).click()


def test_whoever_opens_a_mailed_link_changes_nothing(browser, server, links):
    before = everything()
    assert len(links) >= len(State)

    for link in links:
        for method, headers in QUIET_WAYS:
            answer = getattr(HttpClient(), method)(link, headers=headers)
            assert answer.status_code in {200, 405}, (method, link)
    for agent, link in zip(cycle(AGENTS), links, strict=False):
        look(browser, server, agent, [link])

    assert everything() == before


@pytest.mark.drill
def test_a_hundred_looks_by_seven_agents_change_nothing(browser, server, links):
    before = everything()
    assert len(AGENTS) * len(links) >= 100

    for agent in AGENTS:
        look(browser, server, agent, links)

    assert everything() == before
