"""The sizes of pictures are made without a visitor, who is shown what there is meanwhile."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.images import get_image_model

from home.making_sizes import CLAIMED_FOR, make_wanted, want_everywhere
from home.models import PracticeSettings, WantedSize
from home.publishing import publish_due
from home.renditions import ALWAYS, LOGO, SHARED
from site_project.roles import THERAPIST
from tests.factories.pages import make_article, make_home, make_standard_page
from tests.factories.people import make_user
from tests.factories.pictures import make_image, picture_bytes
from tests.home.document import Document

pytestmark = pytest.mark.usefixtures("own_database")

Picture = get_image_model()
Rendition = Picture.get_rendition_model()
QUICK = [size for size in ALWAYS if "jpeg" in size]


def image_block(image):
    return {"type": "image", "value": {"image": {"image": image.pk, "alt_text": "Hands"}}}


def portrait_block(image):
    value = {"about": "Me.", "picture": {"image": image.pk, "alt_text": "Me"}}
    return {"type": "author_card", "value": value}


def video_block(image):
    picture = {"image": image.pk, "alt_text": "Me"}
    value = {"picture": picture, "title": "x", "length": "1:00", "url": "https://video.example/1"}
    return {"type": "video_card", "value": value}


def make_everything():
    """A practice with a logo and a picture for links, and a page with every place of a picture."""
    practice = PracticeSettings.current()
    practice.sharing_image = make_image(title="Shared", content=picture_bytes())
    practice.logo = make_image(title="Logo", content=picture_bytes("PNG", (1200, 300)))
    practice.save()
    make_home()
    image = make_image(content=picture_bytes())
    body = [image_block(image), video_block(image), portrait_block(image)]
    page = make_standard_page(body=body)
    own = make_image(title="Own", content=picture_bytes())
    article = make_article(body=body, sharing_image=own)
    article.save_revision().publish()
    return page, article


def made_by_visitors(client, *pages):
    """How many renditions appear while all that shows pictures is asked for."""
    before = Rendition.objects.count()
    for address in ["/", "/articles/feed/", *(page.url for page in pages)]:
        client.get(address)
    return Rendition.objects.count() - before


@pytest.mark.parametrize("worker_was_there", [False, True])
def test_visitors_make_none(client, worker_was_there):
    pages = make_everything()
    if worker_was_there:
        make_wanted()

    assert made_by_visitors(client, *pages) == 0


def test_everything_is_made_after_the_worker():
    make_everything()

    make_wanted()

    assert WantedSize.objects.count() == 0
    assert Rendition.objects.count() == 4 * len(ALWAYS) + 2 * len(SHARED) + len(LOGO)


def test_saving_makes_the_quick_ones_and_leaves_the_others_to_the_worker():
    image = make_image(content=picture_bytes())

    made = set(image.renditions.values_list("filter_spec", flat=True))
    wanted = set(WantedSize.objects.values_list("size", flat=True))
    assert (made, wanted) == (set(QUICK), set(ALWAYS) - set(QUICK))


def test_page_shows_the_formats_that_are_whole(client):
    make_home()
    image = make_image(content=picture_bytes())
    page = make_article(body=[image_block(image)])
    before = Document(client.get(page.url).text)
    make_wanted()
    Rendition.objects.get(filter_spec="format-avif|width-800").delete()
    after = Document(client.get(page.url).text)

    assert before.all("source") == []
    assert [source["type"] for source in after.all("source")] == ["image/webp"]


@pytest.mark.parametrize(
    ("block", "room"), [(image_block, ("400", "225")), (portrait_block, ("200", "200"))]
)
def test_picture_without_any_size_is_shown_as_it_was_uploaded(client, block, room):
    make_home()
    image = make_image(content=picture_bytes())
    page = make_article(body=[block(image)])
    Rendition.objects.all().delete()

    (shown,) = Document(client.get(page.url).text).all("img")

    assert (shown["src"], "sizes" in shown) == (image.file.url, False)
    assert (shown["width"], shown["height"]) == room
    served = b"".join(client.get(shown["src"]).streaming_content)
    with image.file.open() as file:
        assert served == file.read()


def test_replaced_picture_is_made_anew(client):
    client.force_login(make_user(role=THERAPIST))
    image = make_image()
    make_wanted()
    file = SimpleUploadedFile("two.png", picture_bytes("PNG", (800, 800)), "image/png")
    edit = reverse("wagtailimages:edit", args=[image.pk])

    assert client.post(edit, {"title": "Hands", "file": file}).status_code == 302
    make_wanted()

    shapes = {size.width / size.height for size in Rendition.objects.filter(image=image)}
    assert (shapes, Rendition.objects.count()) == ({1.0}, len(ALWAYS))


@pytest.mark.parametrize("scheduled", [False, True])
def test_publishing_has_made_what_older_pictures_lack(scheduled):
    make_home()
    image = make_image()
    page = make_article(body=[image_block(image)])
    Rendition.objects.all().delete()
    WantedSize.objects.all().delete()

    if scheduled:
        page.go_live_at = timezone.now() + dt.timedelta(milliseconds=1)
        page.save_revision().publish()
        publish_due()
    else:
        page.save_revision().publish()
    make_wanted()

    assert image.renditions.count() == len(ALWAYS)


def test_what_a_release_or_an_accident_left_out_is_made():
    whole, lacking = make_image(), make_image()
    make_wanted()
    lacking.renditions.filter(filter_spec__contains="avif").delete()

    want_everywhere(ALWAYS)
    wanted = set(WantedSize.objects.values_list("image_id", flat=True))
    make_wanted()

    assert wanted == {lacking.pk}
    assert (whole.renditions.count(), lacking.renditions.count()) == (len(ALWAYS),) * 2


def test_picture_that_fails_waits_longer_each_time_and_keeps_no_other_from_it(caplog, time_machine):
    started = timezone.now().replace(microsecond=0)
    time_machine.move_to(started, tick=False)
    broken, sound = make_image(), make_image()
    broken.file.storage.delete(broken.file.name)

    make_wanted()
    make_wanted()
    first = WantedSize.objects.filter(image=broken).values_list("due_at", "tries").distinct().get()
    time_machine.move_to(started + CLAIMED_FOR, tick=False)
    make_wanted()
    second = WantedSize.objects.filter(image=broken).values_list("due_at", "tries").distinct().get()

    assert first == (started + CLAIMED_FOR, 1)
    assert second == (started + 3 * CLAIMED_FOR, 2)
    assert sound.renditions.count() == len(ALWAYS)
    assert [record.args for record in caplog.records] == [(broken.pk,)] * 2


def test_picture_that_another_process_makes_is_left_to_it():
    image = make_image()
    WantedSize.objects.update(due_at=timezone.now() + CLAIMED_FOR)

    make_wanted()

    assert image.renditions.count() == len(QUICK)


def test_picture_that_waits_for_its_sizes_may_be_deleted():
    image = make_image()

    image.delete()

    assert WantedSize.objects.count() == 0
