from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from home.models import DemoMark


class Marks:
    """What the demonstration has made so far, by key; one query to ask about all of it.

    A mark outlives its row: something that was deleted is not made again.
    """

    def __init__(self) -> None:
        self._marks = {
            mark.key: mark
            for mark in DemoMark.objects.select_related("content_type").order_by("pk")
        }

    def __contains__(self, key: str) -> bool:
        return key in self._marks

    def __bool__(self) -> bool:
        return bool(self._marks)

    def add(self, key: str, row: Model) -> None:
        """Remember `row`; the key must be new."""
        self._marks[key] = DemoMark.objects.create(
            key=key, content_type=ContentType.objects.get_for_model(row), object_id=row.pk
        )

    def forget(self, key: str) -> None:
        self._marks.pop(key).delete()

    def rows(self, kind: str) -> dict[str, Model | None]:
        """The rows of one kind ("page", "muscle" ...) by key, newest first; None if deleted."""
        marks = {key: mark for key, mark in self._marks.items() if key.partition(":")[0] == kind}
        return {key: mark.content_object for key, mark in reversed(marks.items())}

    def primary_keys(self, kind: str) -> dict[str, int]:
        """The primary keys of one kind, by key, of what still exists; a query a model."""
        of_type: dict[ContentType, dict[int, str]] = {}
        for key, mark in self._marks.items():
            if key.partition(":")[0] == kind:
                of_type.setdefault(mark.content_type, {})[mark.object_id] = key
        return {
            keys[pk]: pk
            for content_type, keys in of_type.items()
            for pk in content_type.get_all_objects_for_this_type(pk__in=keys).values_list(
                "pk", flat=True
            )
        }
