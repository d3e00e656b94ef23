from django.db import models
from wagtail.images import get_image_model_string


class WantedSize(models.Model):
    """A size of a picture that is still to be made; home/making_sizes.py writes and reads them.

    `size` is one of Wagtail's filter specs. `due_at` lies ahead while somebody makes it, and
    after a failure, the further the more `tries` there were.
    """

    image = models.ForeignKey(
        get_image_model_string(),
        on_delete=models.CASCADE,
        related_name="wanted_sizes",
        db_index=False,
    )
    size = models.CharField(max_length=100)
    due_at = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)

    # It is no use of the picture, which may be deleted all the same.
    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["image", "size"], name="wanted_size_once")]

    def __str__(self) -> str:
        return f"{self.image_id}: {self.size}"
