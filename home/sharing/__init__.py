"""Pictures for shared links that have none of their own: made ahead, never for a visitor."""

from home.sharing.files import SharingImage, made_sharing_image

__all__ = ["SharingImage", "made_sharing_image"]
