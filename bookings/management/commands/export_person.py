from pathlib import Path

from django.core.management import CommandError
from django.utils import translation

from bookings.domain.errors import Refused
from bookings.domain.people.export import export_person
from bookings.management.people import PersonCommand
from bookings.staff.people.archive import archive
from bookings.staff.timeline import what_happened
from home.languages import practice_language


class Command(PersonCommand):
    help = "Write all that is kept of one person into a ZIP file that only you may read."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("file", type=Path, help="a file that does not exist yet")
        parser.add_argument(
            "--with-notes",
            action="store_true",
            help="with the practice’s own notes; read them first, they may be about others too",
        )

    def handle(self, *, client, request, file, with_notes, **options):
        person = self.person(client=client, request=request)
        try:
            file.touch(mode=0o600, exist_ok=False)
            with translation.override(practice_language()):
                data = export_person(person, words=what_happened, with_notes=with_notes, by=None)
                file.write_bytes(archive(data))
        except Refused as refused:
            file.unlink()
            raise CommandError(str(refused.message)) from refused
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.") from error
        self.stdout.write(f"Written: {file}")
