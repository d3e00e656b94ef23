from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm

# How the files begin that a practice hands out: forms and leaflets. Nothing that a browser runs.
BEGINNINGS = {"pdf": b"%PDF-", "docx": b"PK\x03\x04", "odt": b"PK\x03\x04"}


class DocumentForm(BaseDocumentForm):
    """The form of every upload of a document in the admin (WAGTAILDOCS_DOCUMENT_FORM_BASE)."""

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            check_document(file)
        return file


def check_document(file) -> None:
    """Raises a ValidationError in words for what is no document, whatever it is called."""
    ending = PurePath(file.name).suffix.lower().removeprefix(".")
    if ending not in BEGINNINGS:
        raise ValidationError(
            _("Choose a file of one of these kinds: %(kinds)s."),
            code="kind",
            params={"kinds": ", ".join(BEGINNINGS).upper()},
        )
    file.seek(0)
    beginning = file.read(len(BEGINNINGS[ending]))
    file.seek(0)
    if beginning != BEGINNINGS[ending]:
        raise ValidationError(
            _(
                "This file is called .%(ending)s and is something else. Save it as .%(ending)s "
                "again, and upload that."
            ),
            code="mislabelled",
            params={"ending": ending},
        )
