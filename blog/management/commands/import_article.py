import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from blog.importing.compose import compose
from blog.importing.errors import Refused
from blog.importing.files import MAX_BYTES, read_file, read_pasted, too_large
from blog.importing.parts import Reading
from blog.importing.pictures import check_pictures
from blog.importing.saving import as_json, save_draft
from blog.models import ArticleIndexPage


class Command(BaseCommand):
    help = "Make a draft article of a .docx, .md, .html or .txt file; never publishes it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help='The file; "-" reads plain text from standard input.')
        parser.add_argument("--parent", required=True, help="The slug of a list of articles.")
        parser.add_argument(
            "--json", action="store_true", help="Print the draft as one JSON object, nothing else."
        )

    def handle(self, *, file: str, parent: str, **options: Any) -> None:
        index = self._index(parent)
        path = Path(file)
        try:
            draft = compose(self._reading(file), fallback_title=title_of_name(path))
            check_pictures(draft, folder=None if file == "-" else path.parent)
            article = save_draft(draft, parent=index)
        except Refused as refusal:
            raise CommandError(f"{path.name}: {refusal}") from refusal
        if options["json"]:
            self.stdout.write(json.dumps(as_json(article, draft.doubts), ensure_ascii=False))
            return
        self.stdout.write(f"Draft {article.pk} is made: {article.title} ({article.slug}).")
        for doubt in draft.doubts:
            self.stdout.write(f"- {doubt}")

    def _index(self, slug: str) -> ArticleIndexPage:
        index = ArticleIndexPage.objects.filter(slug=slug).first()
        if index is None:
            slugs = ", ".join(ArticleIndexPage.objects.values_list("slug", flat=True)) or "none"
            raise CommandError(f"No list of articles has the slug {slug!r}; there are: {slugs}.")
        return index

    def _reading(self, file: str) -> Reading:
        if file == "-":
            return read_pasted(sys.stdin.read())
        try:
            with Path(file).open("rb") as stream:
                data = stream.read(MAX_BYTES + 1)
        except (OSError, ValueError) as error:
            raise CommandError(f"The file can't be read: {error}") from error
        if len(data) > MAX_BYTES:
            raise too_large()
        return read_file(data, file)


def title_of_name(path: Path) -> str:
    return path.stem.replace("-", " ").replace("_", " ").strip().capitalize()
