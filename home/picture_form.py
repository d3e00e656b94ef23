from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from home.pictures import DAMAGED, clean_picture, damaged, refuse_too_many_pixels


class PictureField(WagtailImageField):
    """Wagtail's field decodes a picture before it counts the pixels, and fails on damaged ones."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.error_messages |= {
            "invalid_image": damaged().message,
            "invalid_image_extension": _("Choose a picture of one of these kinds: %(kinds)s.")
            % {"kinds": self.supported_formats_text},
            "invalid_image_known_format": _(
                "This file is called .%(extension)s and is something else. Save it as a picture "
                "again, and upload that."
            ),
        }

    def to_python(self, data):
        if data:
            self.check_image_file_size(data)
            refuse_too_many_pixels(data)
        try:
            file = super().to_python(data)
        except DAMAGED:
            raise damaged() from None
        return clean_picture(file) if file else file


class PictureForm(BaseImageForm):
    """The form of every upload of a picture in the admin (WAGTAILIMAGES_IMAGE_FORM_BASE)."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        old = self.fields.get("file")
        if old:
            self.fields["file"] = PictureField(
                label=old.label, widget=old.widget, required=old.required
            )
