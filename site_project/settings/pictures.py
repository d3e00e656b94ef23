"""What may be uploaded as a picture, and how heavy its sizes on pages are."""

# Pictures are written anew on upload (home/pictures.py), so only what Pillow writes is taken.
WAGTAILIMAGES_EXTENSIONS = ["avif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_IMAGE_FORM_BASE = "home.picture_form.PictureForm"
# A detailed photograph across the text, for a screen of double density, stays below 100 kB.
WAGTAILIMAGES_AVIF_QUALITY = 55
WAGTAILIMAGES_WEBP_QUALITY = 72
WAGTAILIMAGES_JPEG_QUALITY = 72
