from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm


class ServicePageForm(WagtailAdminPageForm):
    """Refuses the same length twice: a client could not tell which price is meant."""

    def clean(self):
        cleaned_data = super().clean()
        seen = set()
        for form in self.formsets["lengths"].forms:
            if not form.is_valid() or form.cleaned_data.get("DELETE"):
                continue
            minutes = form.cleaned_data.get("minutes")
            if minutes in seen:
                form.add_error("minutes", _("This length is already in the list."))
            seen.add(minutes)
        return cleaned_data
