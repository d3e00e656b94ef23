"""manage.py import_article, as somebody calls it at the prompt."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from wagtail.images import get_image_model

from blog.management.commands.import_article import Command
from blog.models import ArticlePage
from home.models import Muscle
from tests.blog.importing import writers
from tests.blog.importing.words import words_of_file, words_of_json
from tests.factories.pages import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    make_article(slug="there-before")
    return ArticlePage.objects.get().get_parent()


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def write(tmp_path):
    def write(name: str, data: bytes) -> str:
        (tmp_path / name).write_bytes(data)
        return str(tmp_path / name)

    return write


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("import_article", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("name", writers.formats())
def test_draft_is_made_and_printed_with_every_word(index, write, name):
    data = writers.formats()[name]
    trapezius = Muscle.objects.create(name="Upper trapezius", slug="upper-trapezius")
    printed = run(write(name, data), "--parent", index.slug, "--json")
    article = ArticlePage.objects.child_of(index).get(title=writers.TITLE)
    shown = json.loads(printed)
    assert list(shown) == ["id", "slug", "title", "lead", "body", "unsure"]
    assert (shown["id"], shown["slug"], shown["title"], shown["lead"]) == (
        article.pk,
        "where-headaches-begin",
        writers.TITLE,
        writers.LEAD,
    )
    assert [block["type"] for block in shown["body"]] == [
        "muscle_list",
        "checklist",
        "text",
        "exercise",
        "text",
        "call_to_action",
    ]
    known, unknown = (item["value"] for item in shown["body"][0]["value"]["muscles"])
    assert (known["muscle"], known["name"]) == (trapezius.pk, "Upper trapezius")
    assert (unknown["muscle"], unknown["name"]) == (None, "Obliquus capitis")
    assert "“Obliquus capitis” is not in your library of muscles." in shown["unsure"]
    assert not words_of_file(data, name) - words_of_json(printed)


def test_article_is_a_draft_that_the_editor_can_open(index, write, client, admin_user):
    run(write("a.md", writers.MARKDOWN.encode()), "--parent", index.slug)
    article = ArticlePage.objects.get(title=writers.TITLE)
    assert (article.live, article.has_unpublished_changes) == (False, True)
    assert article.latest_revision.as_object().body == article.body
    client.force_login(admin_user)
    assert client.get(f"/admin/pages/{article.pk}/edit/").status_code == 200
    preview = client.get(f"/admin/pages/{article.pk}/view_draft/").text
    assert "<strong>Obliquus capitis</strong><br>a dull ache behind one eye" in preview
    client.logout()
    assert client.get(article.url).status_code == 404


def test_second_import_gets_a_slug_of_its_own(index, write):
    file = write("a.md", writers.MARKDOWN.encode())
    slugs = [
        json.loads(run(file, "--parent", index.slug, "--json"))["slug"] for _number in range(2)
    ]
    assert slugs == ["where-headaches-begin", "where-headaches-begin-2"]


def test_pictures_beside_the_file_become_images(index, write):
    write("neck.png", writers.picture())
    text = "# T\n\nLead.\n\n![A neck](neck.png)\n\n![](neck.png)\n"
    shown = json.loads(run(write("a.md", text.encode()), "--parent", index.slug, "--json"))
    first, second = get_image_model().objects.order_by("pk")
    assert [block["value"]["image"] for block in shown["body"]] == [
        {"image": first.pk, "decorative": False, "alt_text": "A neck"},
        {"image": second.pk, "decorative": False, "alt_text": ""},
    ]
    assert (first.title, first.width, second.title) == ("A neck", 60, "Picture of “T”")
    assert shown["unsure"] == ["Picture 2 has no alternative text yet: say what it shows."]


@pytest.mark.parametrize("address", ["../neck.png", "{}/neck.png", "file://{}/neck.png"])
def test_pictures_outside_the_folder_of_the_file_stay_there(index, tmp_path, address):
    (tmp_path / "neck.png").write_bytes(writers.picture())
    (tmp_path / "in").mkdir()
    file = tmp_path / "in" / "a.md"
    file.write_text(f"# T\n\nLead.\n\n![A neck]({address.format(tmp_path)})\n")
    run(str(file), "--parent", index.slug)
    assert get_image_model().objects.count() == 0


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.docx", b"PK\x03\x04", "a.docx: This Word file is broken."),
        ("a.txt", b"", "a.txt: This file is empty."),
        (
            "big.html",
            bytes(50 * 1024 * 1024),
            "big.html: This file is too large: the limit is 20 MB.",
        ),
    ],
)
def test_nothing_is_made_of_a_file_that_is_refused(index, write, name, data, sentence):
    with pytest.raises(CommandError) as refused:
        run(write(name, data), "--parent", index.slug, "--json")
    assert (str(refused.value), refused.value.returncode) == (sentence, 1)
    assert ArticlePage.objects.count() == 1


@pytest.mark.usefixtures("own_database")
@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("", "Name the file to import, or - to read from standard input."),
        ("--json", "Name the file to import, or - to read from standard input."),
        ("a.txt --json", "Name the list of articles that it goes to, by --parent SLUG."),
        ("a.txt --parent", "argument --parent: expected one argument."),
        ("a.txt --parent articles --html", "unrecognized arguments: --html."),
        (
            "a.txt --parent elsewhere --json",
            "No list of articles has the slug 'elsewhere'; there are: articles.",
        ),
        (
            "a.txt --parent there-before",
            "No list of articles has the slug 'there-before'; there are: articles.",
        ),
        (
            "b.txt --parent articles",
            "The file can't be read: No such file or directory: b.txt",
        ),
        (". --parent articles --json", "The file can't be read: Is a directory: ."),
        ("a.odt --parent articles", "a.odt: Choose a file whose name ends in .docx, .md,"),
    ],
)
def test_call_that_makes_nothing_is_one_sentence_and_exit_1(
    index, write, tmp_path, monkeypatch, capsys, arguments, sentence
):
    write("a.txt", b"Words.")
    write("a.odt", b"Words.")
    monkeypatch.chdir(tmp_path)
    index.slug = "articles"
    index.save()

    with pytest.raises(SystemExit) as ended:
        Command().run_from_argv(["manage.py", "import_article", *arguments.split()])

    told = capsys.readouterr()
    assert (ended.value.code, told.out) == (1, "")
    assert told.err.startswith(f"CommandError: {sentence}")
    assert told.err.count("\n") == 1
    assert ArticlePage.objects.count() == 1


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"a\x00b", b"", b" \n"])
def test_standard_input_without_words_makes_nothing(index, monkeypatch, data):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    with pytest.raises(CommandError):
        run("-", "--parent", index.slug)
    assert ArticlePage.objects.count() == 1


def test_standard_input_may_be_of_an_old_windows(index, monkeypatch):
    text = "Nacken\n\nDie Hände wärmen.\n\nÜben, täglich, für später.".encode("cp1252")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text)))
    shown = json.loads(run("-", "--parent", index.slug, "--json"))
    assert shown["lead"] == "Die Hände wärmen."
    assert "does not say how it is encoded" in shown["unsure"][0]


def test_standard_input_is_pasted_text(index, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(writers.PLAIN.encode())))
    shown = json.loads(run("-", "--parent", index.slug, "--json"))
    assert (shown["title"], shown["lead"]) == (writers.TITLE, writers.LEAD)


def test_what_was_doubtful_is_told_without_json_too(index, write):
    told = run(write("a.txt", b"Necks\n\nLead.\n\nMore."), "--parent", index.slug).splitlines()
    article = ArticlePage.objects.get(title="Necks")
    assert told == [
        f"Draft {article.pk} is made: Necks (necks).",
        "- The first line was taken for the title.",
    ]


def test_images_go_again_if_the_article_cannot_be_saved(index, write, settings):
    write("neck.png", writers.picture())
    index.delete()
    file = write("a.md", b"# T\n\n![A neck](neck.png)\n")
    with pytest.raises(CommandError):
        run(file, "--parent", index.slug)
    assert get_image_model().objects.count() == 0
