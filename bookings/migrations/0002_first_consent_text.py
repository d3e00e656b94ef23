import datetime as dt

from django.db import migrations

TEXT = (
    "You may store and read what I have written about my health, "
    "to answer this request and to prepare my visit."
)


def create(apps, schema_editor):
    apps.get_model("bookings", "ConsentText").objects.get_or_create(
        version=1,
        language="en",
        defaults={"text": TEXT, "published_at": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)},
    )


def remove(apps, schema_editor):
    apps.get_model("bookings", "ConsentText").objects.filter(version=1, text=TEXT).delete()


class Migration(migrations.Migration):
    dependencies = [("bookings", "0001_initial")]
    operations = [migrations.RunPython(create, remove)]
