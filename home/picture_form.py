from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from home.pictures import DAMAGED, clean_picture, damaged, refuse_too_many_pixels


class PictureField(WagtailImageField):
    """Wagtail's field decodes a picture before it counts the pixels, and fails on damaged ones."""

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
