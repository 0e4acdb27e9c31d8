"""A ConnectyCube application as a seed document, valid by ``schemas/fixture.json``, and back; the order of both."""

from __future__ import annotations

from chatmock.core.filling import Values, set_clock
from chatmock.core.seeds import Place
from chatmock.providers.connectycube.model import App
from chatmock.providers.connectycube.seeds.applications import dump_application, dump_nonces, load_application
from chatmock.providers.connectycube.seeds.blobs import dump_blobs, load_blobs
from chatmock.providers.connectycube.seeds.chat import dump_chat, load_chat
from chatmock.providers.connectycube.seeds.dialogs import dump_dialogs, load_dialogs
from chatmock.providers.connectycube.seeds.loading import Loading
from chatmock.providers.connectycube.seeds.pushes import dump_pushes, load_pushes
from chatmock.providers.connectycube.seeds.sessions import dump_sessions, load_sessions
from chatmock.providers.connectycube.seeds.users import dump_user, load_users


def load(app: App, document: Values, place: Place) -> None:
    """Fill an empty application. Raises SeedError with the place of what is wrong."""
    set_clock(app, document.get("clock"), place)
    loading = Loading(app, place)
    if "ids" in document:
        app.ids.restore(document["ids"])
    load_application(loading, document)
    load_users(loading, document)
    load_dialogs(loading, document)
    load_blobs(loading, document)
    load_chat(loading, document)
    load_pushes(loading, document)
    load_sessions(loading, document)


def dump(app: App) -> Values:
    """Dump the whole state. Loading it into an empty application gives an equal one."""
    document: Values = {
        "chatmock": 1,
        "provider": "connectycube",
        "application": dump_application(app),
        "clock": app.clock.saved(),
        "ids": app.ids.saved(),
        "users": [dump_user(app, user) for user in app.users],
        "dialogs": dump_dialogs(app),
        "blobs": dump_blobs(app),
        "chat": dump_chat(app),
        "pushes": dump_pushes(app),
        "sessions": dump_sessions(app),
        "ended_tokens": list(app.sessions.ended),
        "nonces": dump_nonces(app),
    }
    return {name: value for name, value in document.items() if value not in ([], {})}
