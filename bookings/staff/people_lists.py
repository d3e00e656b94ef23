"""The lists of clients, of blocked contacts, and of the words that visitors answer."""

from django.db.models import QuerySet
from django.http import HttpRequest

from ..models import BlockedContact, Client, ConsentText, Screening
from . import blocked, clients, columns, people, wordings
from .lists import DeskAdmin


class ClientAdmin(DeskAdmin):
    model = Client
    base_url_path = "bookings/clients"
    menu_icon = "user"
    pages = ("index", "create", "edit", "inspect")
    index_view_class = clients.ClientList
    list_display = clients.CLIENT_COLUMNS
    filterset_class = clients.ClientFilters
    search_fields = ("name", "email", "phone")
    edit_handler = clients.client_panels
    create_view_class = clients.AddClient
    edit_view_class = clients.EditClient
    inspect_view_class = clients.ClientPage
    row_views = (
        clients.ChangeStanding,
        clients.SamePerson,
        clients.MergeClients,
        people.EraseClient,
        people.ExportClient,
    )


class BlockedContactAdmin(DeskAdmin):
    model = BlockedContact
    base_url_path = "bookings/blocked"
    menu_icon = "no-view"
    pages = ("index", "create", "delete")
    list_display = columns.BLOCKED_COLUMNS
    search_fields = ("email", "phone", "note")
    edit_handler = blocked.blocked_panels
    create_view_class = blocked.BlockContact
    delete_view_class = blocked.Unblock


class ScreeningAdmin(DeskAdmin):
    model = Screening
    base_url_path = "bookings/safety-questions"
    menu_icon = "warning"
    pages = ("index", "create", "inspect")
    list_display = columns.SCREENING_COLUMNS
    edit_handler = wordings.screening_panels
    index_view_class = wordings.VersionList
    create_view_class = wordings.PublishQuestions
    inspect_view_class = wordings.QuestionsPage

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return wordings.with_in_force(Screening.objects.prefetch_related("questions"))


class ConsentAdmin(DeskAdmin):
    model = ConsentText
    base_url_path = "bookings/consent-texts"
    menu_icon = "check"
    pages = ("index", "create")
    list_display = columns.CONSENT_COLUMNS
    edit_handler = wordings.consent_panels
    index_view_class = wordings.VersionList
    create_view_class = wordings.PublishConsent

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return wordings.with_in_force(ConsentText.objects.all())
