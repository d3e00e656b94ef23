"""A literal number of queries for each kind of page, whatever its content."""

import pytest

from home.models import ContactPage, Muscle, PracticeSettings
from tests.factories.bookings import make_service
from tests.factories.pages import make_article, make_home, make_standard_page
from tests.factories.pictures import make_image

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    PracticeSettings.current()
    return make_home()


@pytest.fixture
def queries(client, django_assert_num_queries):
    """`queries(12, page)`: the page takes exactly 12 once the process has seen it before."""

    def check(number, page):
        client.get(page.url)
        with django_assert_num_queries(number):
            assert client.get(page.url).status_code == 200

    return check


@pytest.mark.parametrize(("count", "number"), [(1, 16), (12, 16), (13, 19), (30, 19)])
def test_home_page(home, queries, count, number):
    """Three more where it shows the first services only, for the way to all and their prices."""
    for _ in range(count):
        home.hero_page = make_service()
        make_article()
    home.save()
    queries(number, home)


@pytest.mark.parametrize("count", [1, 30])
def test_services_index(home, queries, count):
    for _ in range(count):
        service = make_service()
    queries(12, service.get_parent())


@pytest.mark.parametrize("count", [1, 30])
def test_articles_index(home, queries, count):
    muscle = Muscle.objects.create(name="Scalenes", slug="s", location="x", refers_text="y")
    block = {"type": "muscle_list", "value": {"view": "side", "muscles": [muscle.pk]}}
    for _ in range(count):
        article = make_article(body=[block])
    queries(13, article.get_parent())


@pytest.mark.parametrize("count", [5, 40])
def test_article(home, queries, count):
    service = make_service()
    muscles = [
        Muscle.objects.create(name=str(n), slug=f"m{n}", location="x", refers_text="y")
        for n in range(count)
    ]
    lists = [
        {"type": "muscle_list", "value": {"view": "side", "muscles": [muscle.pk]}}
        for muscle in muscles
    ]
    calls = [{"type": "call_to_action", "value": {"service": service.pk, "label": "Ask"}}] * 3
    queries(13, make_article(body=[*lists, *calls]))


@pytest.mark.parametrize("count", [1, 6])
def test_article_with_all_kinds_of_block(home, queries, count, django_capture_on_commit_callbacks):
    """Each kind once, and six times: 12 and 62 blocks, which point at pages of their own."""
    body = []
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(count):
            service, image = make_service(), make_image()
            muscle = Muscle.objects.create(
                name=str(number), slug=f"m{number}", location="x", refers_text="y"
            )
            picture = {"image": image.pk, "alt_text": "Hands"}
            link = f'<p><a linktype="page" id="{make_standard_page().pk}">x</a></p>'
            video = {"title": "x", "length": "1:00", "url": "https://video.example/1"}
            kinds = {
                "text": link,
                "image": {"image": picture},
                "video_card": {"picture": picture, **video},
                "question": {"question": "x", "answer": link},
                "muscle_list": {"view": "side", "muscles": [muscle.pk]},
                "checklist": {"items": ["x"]},
                "exercise": {"name": "x", "steps": ["x"]},
                "care_card": {"level": "urgent", "heading": "x", "items": ["x"]},
                "callout": {"heading": "x", "text": link},
                "call_to_action": {"service": service.pk, "label": "x"},
            }
            body += [{"type": name, "value": value} for name, value in kinds.items()]
        pages = [make_standard_page().pk for _ in range(count)]
        body.append({"type": "related_pages", "value": {"heading": "x", "pages": pages}})
        about = {"about": "x", "picture": picture, "page": pages[0]}
        body.append({"type": "author_card", "value": about})
        article = make_article(body=body)
    queries(23, article)


@pytest.mark.parametrize("count", [1, 30])
def test_standard_page(home, queries, count):
    for _ in range(count):
        page = make_standard_page(parent=home, show_in_menus=True)
    queries(9, page)


def test_contact_page(home, queries):
    page = home.add_child(instance=ContactPage(title="Contact", slug="contact"))
    queries(11, page)


def test_error_page(home, client, django_assert_num_queries):
    client.get("/nowhere/")
    with django_assert_num_queries(8):
        assert client.get("/nowhere/").status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_links_in_texts(home, queries, count):
    targets = [make_standard_page(parent=home) for _ in range(count)]
    texts = [
        {"type": "text", "value": f'<p><a linktype="page" id="{page.pk}">x</a></p>'}
        for page in targets
    ]
    answers = [
        {"type": "question", "value": {"question": "Why?", "answer": text["value"]}}
        for text in texts
    ]
    queries(13, make_article(body=[*texts, *answers]))
