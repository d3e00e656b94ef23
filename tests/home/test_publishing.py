"""What was scheduled happens, and what fails holds nobody up."""

import datetime as dt

import pytest
from wagtail.models import Page, PageLogEntry
from wagtail.signals import page_published

from home.publishing import publish_due
from tests.factories.pages import make_standard_page

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)
    return time_machine


def schedule(page, **times: dt.datetime) -> None:
    for name, time in times.items():
        setattr(page, name, time)
    page.save_revision().publish()


def slugs() -> dict[str, str]:
    return dict(Page.objects.filter(title__startswith="Page").values_list("title", "slug"))


def scheduled_pages() -> Page:
    """Pages get new addresses in one to three hours; the one returned then has the second's."""
    for number in (1, 2, 3):
        page = make_standard_page(title=f"Page {number}", slug=f"old-{number}")
        page.save_revision().publish()
        page.refresh_from_db()
        page.slug = f"new-{number}"
        schedule(page, go_live_at=NOW + number * HOUR)
    return make_standard_page(title="Rival", slug="new-2")


def test_page_that_fails_does_not_stop_the_later_ones_and_is_tried_again(clock):
    rival = scheduled_pages()
    failing = Page.objects.get(title="Page 2")
    clock.shift(4 * HOUR)

    for _round in range(2):
        with pytest.raises(ExceptionGroup) as raised:
            publish_due()
        assert slugs() == {"Page 1": "new-1", "Page 2": "old-2", "Page 3": "new-3"}
        assert raised.value.message == f"Scheduled, but failed: page {failing.pk} (Page 2)"
        (error,) = raised.value.exceptions
        assert list(error.message_dict) == ["slug"]

    rival.delete()
    publish_due()
    publish_due()

    assert slugs() == {"Page 1": "new-1", "Page 2": "new-2", "Page 3": "new-3"}
    assert PageLogEntry.objects.filter(action="wagtail.publish.scheduled").count() == 3


def test_nothing_is_kept_of_a_page_that_fails_half_way(clock):
    page = make_standard_page(title="Page 1", live=False)
    schedule(page, go_live_at=NOW + HOUR)
    clock.shift(2 * HOUR)

    def fail(**kwargs):
        raise RuntimeError("half way")

    page_published.connect(fail)
    try:
        with pytest.raises(ExceptionGroup):
            publish_due()
    finally:
        page_published.disconnect(fail)

    page.refresh_from_db()
    assert page.live is False
    publish_due()
    page.refresh_from_db()
    assert page.live is True


def test_page_that_has_expired_goes_although_another_fails(clock):
    scheduled_pages()
    page = make_standard_page(title="Page 4")
    schedule(page, expire_at=NOW + HOUR)
    publish_due()
    page.refresh_from_db()
    assert page.live is True
    clock.shift(4 * HOUR)

    with pytest.raises(ExceptionGroup):
        publish_due()

    page.refresh_from_db()
    assert (page.live, page.expired) == (False, True)
    assert PageLogEntry.objects.filter(action="wagtail.unpublish.scheduled").count() == 1
