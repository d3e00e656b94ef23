"""A page's exercises alone, for paper: at the address of the page followed by `exercises/`."""

from django.http import Http404
from wagtail.contrib.routable_page.models import RoutablePageMixin, path


class ExerciseSheetMixin(RoutablePageMixin):
    """For pages whose `body` can hold exercises. Name it before the page's other base classes."""

    sheet_template = "home/exercise_sheet.html"

    @property
    def exercise_groups(self) -> list[dict]:
        """Heading and exercises of each block that has any, in the order of the page."""
        groups = []
        for child in self.body:
            if child.block_type == "exercises":
                groups.append(child.value)
            elif child.block_type == "exercise":
                groups.append({"exercises": [child.value]})
        return groups

    @property
    def sheet_url(self) -> str:
        """Where the sheet is; empty if there is nothing to print."""
        types = {child["type"] for child in self.body.raw_data}
        has_any = bool(types & {"exercise", "exercises"})
        return f"{self.url or ''}{self.reverse_subpage('exercise_sheet')}" if has_any else ""

    @path("exercises/", name="exercise_sheet")
    def exercise_sheet(self, request):
        groups = self.exercise_groups
        if not groups:
            raise Http404
        return self.render(
            request, template=self.sheet_template, context_overrides={"groups": groups}
        )
