"""Indexes of Wagtail's tables of pages and of their words, for lists and searches of thousands.

LISTED: one kind of page, the newest first, in place of the index of 0006; with all that is asked
of a page before it is shown, so that a late slice of a list reads no page before it.

WORDS and AS_TEXT are for searches on PostgreSQL (SQLite has a table of its own for them). Every
search compares with title and body in one, of which Wagtail makes no index; and what was found
names its page by the key as text, so that without an index each was looked for among all pages.

The tables are Wagtail's, so its models cannot name the indexes. Code of before minds them only in
that its lists are slower. PostgreSQL makes them without stopping writers; a run that was cut off
is begun anew.
"""

from django.db import migrations

PAGES = "wagtailcore_page"
ENTRIES = "wagtailsearch_indexentry"
LISTED = "home_pages_by_kind_and_day"
AS_TEXT = "home_pages_by_key_as_text"
WORDS = "home_words_of_pages"
BEFORE = "home_pages_by_day"


def add(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name, what in {
            LISTED: f"{PAGES} (content_type_id, first_published_at DESC NULLS LAST, id DESC) "
            "INCLUDE (path, depth, live)",
            AS_TEXT: f"{PAGES} ((id::varchar(50)))",
            WORDS: f"{ENTRIES} USING gin ((title || body))",
        }.items():
            schema_editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")
            schema_editor.execute(f"CREATE INDEX CONCURRENTLY {name} ON {what}")
        # The planner knows nothing of an expression before, and takes any word for a frequent one.
        schema_editor.execute(f"ANALYZE {PAGES}")
        schema_editor.execute(f"ANALYZE {ENTRIES}")
        schema_editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {BEFORE}")
    else:
        # NULL is the smallest there, which is what NULLS LAST asks for.
        schema_editor.execute(
            f"CREATE INDEX IF NOT EXISTS {LISTED} ON {PAGES} "
            "(content_type_id, first_published_at DESC, id DESC, path, depth, live)"
        )
        schema_editor.execute(f"DROP INDEX IF EXISTS {BEFORE}")


def remove(apps, schema_editor):
    """As 0006 left it."""
    on_server = schema_editor.connection.vendor == "postgresql"
    for name in (LISTED, AS_TEXT, WORDS):
        schema_editor.execute(f"DROP INDEX {'CONCURRENTLY ' * on_server}IF EXISTS {name}")
    schema_editor.execute(
        f"CREATE INDEX {'CONCURRENTLY ' * on_server}IF NOT EXISTS {BEFORE} "
        f"ON {PAGES} (first_published_at DESC{' NULLS LAST' * on_server}, id DESC)"
    )


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("home", "0007_one_index_for_each"),
        ("wagtailsearch", "0010_add_text_fields"),
    ]

    operations = [migrations.RunPython(add, remove)]
