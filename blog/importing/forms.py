from django import forms
from django.utils.translation import gettext_lazy as _

from blog.importing.errors import Refused
from blog.importing.files import ENDINGS, MAX_BYTES, too_large
from blog.importing.front import MAX_TITLE
from blog.importing.preview import Shown
from blog.importing.waiting import PASTED, read
from blog.importing.words import MAX_CHARACTERS


class ImportForm(forms.Form):
    """A file or pasted text; valid only if it can be read as an article."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,  # refused below, in the words of the other refusals
        help_text=_(
            "Word (.docx), Markdown (.md), HTML (.html) or plain text (.txt), up to 20 MB."
        ),
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
    )
    text = forms.CharField(
        label=_("Or paste the text"),
        required=False,
        max_length=MAX_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Headings on lines of their own; points of a list with a dash or a bullet."),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.size > MAX_BYTES:
            raise forms.ValidationError(str(too_large()), code="size")
        return file

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        file, text = cleaned.get("file"), cleaned.get("text", "").strip()
        if bool(file or file is not None) == bool(text):
            raise forms.ValidationError(
                _("Choose a file or paste a text, one of the two."), code="one"
            )
        name, data = (file.name, file.read()) if file is not None else (PASTED, text.encode())
        try:
            read(name, data)
        except Refused as refusal:
            field = "file" if file is not None else "text"
            raise forms.ValidationError({field: str(refusal)}, code="refused") from refusal
        cleaned["name"], cleaned["data"] = name, data
        return cleaned


class ReviewForm(forms.Form):
    """What is better settled before the draft is made: its title, and what pictures show."""

    title = forms.CharField(label=_("Title"), max_length=MAX_TITLE)

    def __init__(self, *args, shown: list[Shown], **kwargs):
        super().__init__(*args, **kwargs)
        for block in shown:
            if block.picture:
                self.fields[block.alt_field] = forms.CharField(
                    label=_("What this picture shows"),
                    required=False,
                    initial=block.alt,
                    max_length=255,
                    help_text=_("Read out to those who don't see it. It can wait for the editor."),
                )
                block.field = self[block.alt_field]
