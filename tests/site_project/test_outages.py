"""The site while its database may only be read: everything that is there can be looked at."""

import pytest
from django.test import Client
from wagtail.models import Page

from services.models import ServicePage
from tests.factories.outages import make_read_only

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_database", "demo_site")]


def test_every_page_can_be_read_where_nothing_can_be_written():
    client = Client(raise_request_exception=False)
    addresses = [page.url for page in Page.objects.live().exclude(depth=1)]
    addresses += [f"{service.url}request/" for service in ServicePage.objects.live()]
    addresses += ["/search/?q=neck", "/sitemap.xml", "/robots.txt", "/llms.txt"]
    make_read_only()

    answers = {address: client.get(address).status_code for address in addresses}

    assert {address: status for address, status in answers.items() if status != 200} == {}
    assert len(answers) > 20
