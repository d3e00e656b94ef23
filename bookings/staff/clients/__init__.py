"""The practice's records of people, at the desk: list, page, standing, and two that are one."""

from .listing import CLIENT_COLUMNS, ClientFilters, ClientList
from .merging import MergeClients, SamePerson
from .page import ClientPage
from .records import AddClient, EditClient, client_panels
from .standing import ChangeStanding

__all__ = [
    "CLIENT_COLUMNS",
    "AddClient",
    "ChangeStanding",
    "ClientFilters",
    "ClientList",
    "ClientPage",
    "EditClient",
    "MergeClients",
    "SamePerson",
    "client_panels",
]
