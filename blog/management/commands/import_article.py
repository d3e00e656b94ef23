import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.text import capfirst

from blog.importing.compose import compose
from blog.importing.errors import Refused
from blog.importing.files import MAX_BYTES, read_file, read_piped, too_large
from blog.importing.parts import Reading
from blog.importing.pictures import check_pictures
from blog.importing.saving import as_json, save_draft
from blog.models import ArticleIndexPage


class Command(BaseCommand):
    help = "Make a draft article of a .docx, .md, .html or .txt file; never publishes it."

    def create_parser(self, *args: Any, **kwargs: Any) -> CommandParser:
        """Whatever is wrong with the call: one sentence and exit 1, as for all that is refused."""
        parser = super().create_parser(*args, **kwargs)
        if parser.called_from_command_line:
            parser.error = lambda message: parser.exit(1, f"CommandError: {message}.\n")
        return parser

    def add_arguments(self, parser: CommandParser) -> None:
        # What is missing is told by handle, in better words than the parser's.
        parser.add_argument(
            "file", nargs="?", help='The file; "-" reads plain text from standard input.'
        )
        parser.add_argument("--parent", help="The slug of a list of articles.", metavar="SLUG")
        parser.add_argument(
            "--json", action="store_true", help="Print the draft as one JSON object, nothing else."
        )

    def handle(self, *, file: str | None, parent: str | None, **options: Any) -> None:
        if not file:
            raise CommandError("Name the file to import, or - to read from standard input.")
        if not parent:
            raise CommandError("Name the list of articles that it goes to, by --parent SLUG.")
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
        try:
            data = beginning(file)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise CommandError(f"The file can't be read: {reason}: {file}") from error
        if len(data) > MAX_BYTES:
            raise too_large()
        return read_piped(data) if file == "-" else read_file(data, file)


def beginning(file: str) -> bytes:
    """All of it, unless it is too large."""
    if file == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    with Path(file).open("rb") as stream:
        return stream.read(MAX_BYTES + 1)


def title_of_name(path: Path) -> str:
    return capfirst(path.stem.replace("-", " ").replace("_", " ").strip())
