"""What a ConnectyCube application keeps."""

from chatmock.providers.connectycube.model.app import App, Given
from chatmock.providers.connectycube.model.blob import Blob
from chatmock.providers.connectycube.model.chat import Chat
from chatmock.providers.connectycube.model.client import COUNTS, Client, Management
from chatmock.providers.connectycube.model.contacts import Contact, Contacts
from chatmock.providers.connectycube.model.dialog import (
    BROADCAST,
    GROUP,
    MOST_ADMINS,
    PRIVATE,
    PUBLIC,
    Dialog,
    Occupant,
)
from chatmock.providers.connectycube.model.dialogs import Dialogs, Places
from chatmock.providers.connectycube.model.events import EVENTS
from chatmock.providers.connectycube.model.history import EVERYTHING, History, Span
from chatmock.providers.connectycube.model.message import SERVICE, Message
from chatmock.providers.connectycube.model.messages import Messages
from chatmock.providers.connectycube.model.people import People
from chatmock.providers.connectycube.model.privacy import PrivacyList, PrivacyLists, Rule
from chatmock.providers.connectycube.model.session import Session, Sessions
from chatmock.providers.connectycube.model.settings import Settings
from chatmock.providers.connectycube.model.subscription import PushEvent, Subscription
from chatmock.providers.connectycube.model.user import UNIQUE, User
from chatmock.providers.connectycube.model.values import iso, object_id

__all__ = [
    "BROADCAST",
    "COUNTS",
    "EVENTS",
    "EVERYTHING",
    "GROUP",
    "MOST_ADMINS",
    "PRIVATE",
    "PUBLIC",
    "SERVICE",
    "UNIQUE",
    "App",
    "Blob",
    "Chat",
    "Client",
    "Contact",
    "Contacts",
    "Dialog",
    "Dialogs",
    "Given",
    "History",
    "Management",
    "Message",
    "Messages",
    "Occupant",
    "People",
    "Places",
    "PrivacyList",
    "PrivacyLists",
    "PushEvent",
    "Rule",
    "Session",
    "Sessions",
    "Settings",
    "Span",
    "Subscription",
    "User",
    "iso",
    "object_id",
]
