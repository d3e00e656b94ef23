"""The index of articles: pages of ten, topics and tags at addresses of their own."""

import re

import pytest
from django.urls import reverse

from blog.models import ArticleIndexPage, Topic
from site_project.roles import EDITOR, OWNER, RECEPTION, THERAPIST
from tests.factories.many import make_articles
from tests.factories.pages import make_article
from tests.factories.people import make_user
from tests.home.document import Document

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    article = make_article()
    index = ArticleIndexPage.objects.get()
    article.delete()
    index.refresh_from_db()
    return index


@pytest.fixture
def headaches():
    return Topic.objects.create(name="Headaches", slug="headaches", intro="All about heads.")


def titles(html):
    return [text for level, text in Document(html).headings if level == 2]


def test_index_shows_ten_articles_a_page(client, index):
    make_articles(index, 23)
    pages = [titles(client.get(index.url, {"page": number}).text) for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [10, 10, 3]
    assert (pages[0][0], pages[2][-1]) == ("Article 0023", "Article 0001")


def test_pages_of_the_index_link_to_each_other(client, index):
    make_articles(index, 23)
    document = Document(client.get(index.url, {"page": 2}).text)
    assert [link["href"] for link in document.all("a", rel="prev")] == ["?page=1"]
    assert [link["href"] for link in document.all("a", rel="next")] == ["?page=3"]
    current = document.all("a", **{"aria-current": "page"})
    assert [link["href"] for link in current if "page=" in link["href"]] == ["?page=2"]
    assert document.all("nav", **{"aria-label": "Pages of this list"})


def test_one_page_of_articles_needs_no_pagination(client, index):
    make_articles(index, 10)
    assert "pagination" not in client.get(index.url).text


def test_second_page_has_a_title_and_an_address_of_its_own(client, index):
    make_articles(index, 11)
    page = client.get(index.url, {"page": 2, "utm_source": "x"}).text
    assert "<title>Articles – page 2</title>" in page
    assert f'<link rel="canonical" href="{index.full_url}?page=2">' in page


@pytest.mark.parametrize("number", ["0", "-1", "3", "x", "", "1e3", "\x00", "9" * 30, "9" * 5000])
def test_page_that_there_is_not_is_not_found(client, index, number):
    make_articles(index, 11)
    assert client.get(index.url, {"page": number}).status_code == 404


@pytest.mark.parametrize("number", [10, 1000])
def test_index_takes_as_many_queries_for_a_thousand(
    client, index, headaches, django_assert_num_queries, number
):
    make_articles(index, number, topic=headaches)
    for address in (index.url, f"{index.url}topic/headaches/"):
        client.get(address)
    with django_assert_num_queries(13):
        assert len(titles(client.get(index.url).text)) == 10
    with django_assert_num_queries(16):
        assert len(titles(client.get(f"{index.url}topic/headaches/").text)) == 10


def test_index_reads_no_bodies(client, index, django_assert_num_queries):
    make_articles(index, 10)
    client.get(index.url)
    with django_assert_num_queries(13) as queries:
        client.get(index.url)
    read = [query["sql"] for query in queries if '"blog_articlepage"."body"' in query["sql"]]
    assert read == []


def test_topic_lists_its_articles_at_its_own_address(client, index, headaches):
    about = make_article(parent=index, title="Heads")
    about.topics.add(headaches)
    about.save()
    make_article(parent=index, title="Feet")
    page = client.get(f"{index.url}topic/headaches/").text
    assert titles(page) == ["Heads"]
    assert "<h1>Headaches</h1>" in page
    assert '<p class="lead">All about heads.</p>' in page
    crumbs = page.partition('class="breadcrumbs"')[2].partition("</nav>")[0]
    assert re.findall(r'href="([^"]*)"', crumbs) == ["/", index.url]
    assert f'<link rel="canonical" href="{index.full_url}topic/headaches/">' in page
    current = Document(page).all("a", **{"aria-current": "page"})
    assert [link["href"] for link in current] == [f"{index.url}topic/headaches/"]


def test_index_offers_only_topics_that_have_articles(client, index, headaches):
    draft = make_article(parent=index, live=False)
    draft.topics.add(headaches)
    draft.save()
    assert "Headaches" not in client.get(index.url).text
    assert client.get(f"{index.url}topic/headaches/").status_code == 404
    draft.save_revision().publish()
    assert f'href="{index.url}topic/headaches/"' in client.get(index.url).text


def test_tag_lists_its_articles_at_its_own_address(client, index):
    tagged = make_article(parent=index, title="Tagged")
    tagged.tags.add("Desk work", "Ärger & <b>Co</b>")
    tagged.save()
    make_article(parent=index, title="Plain")
    links = Document(client.get(tagged.url).text).all("a", rel="tag")
    assert len(links) == 2
    for link in links:
        assert titles(client.get(link["href"]).text) == ["Tagged"]
    assert "<h1>Articles about “Desk work”</h1>" in client.get(f"{index.url}tag/desk-work/").text


@pytest.mark.parametrize("address", ["topic/unknown/", "tag/unknown/", "topic/", "tag/%00/"])
def test_unknown_topic_or_tag_is_not_found(client, index, address):
    assert client.get(index.url + address).status_code == 404


def test_article_names_its_topics_first(client, index, headaches):
    article = make_article(parent=index)
    article.topics.add(headaches)
    article.tags.add("posture")
    article.save()
    links = Document(client.get(article.url).text).all("a", rel="tag")
    assert [link["href"] for link in links] == [
        f"{index.url}topic/headaches/",
        f"{index.url}tag/posture/",
    ]


@pytest.mark.parametrize(
    ("role", "status"), [(OWNER, 200), (THERAPIST, 200), (RECEPTION, 302), (EDITOR, 302)]
)
@pytest.mark.parametrize("name", ["list", "add"])
def test_topics_are_edited_by_owner_and_therapist(client, role, status, name):
    client.force_login(make_user(role=role))
    assert client.get(reverse(f"wagtailsnippets_blog_topic:{name}")).status_code == status
