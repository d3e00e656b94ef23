from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class DemoMark(models.Model):
    """Remembers that the demonstration made a row, so that its reset removes only that row."""

    key = models.CharField(max_length=120, unique=True)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    content_object = GenericForeignKey()

    class Meta:
        verbose_name = _("demonstration mark")
        verbose_name_plural = _("demonstration marks")

    def __str__(self):
        return self.key
