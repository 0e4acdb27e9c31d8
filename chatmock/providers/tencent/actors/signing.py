"""UserSigs of people, and the administrator's commands of the REST API."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from chatmock.core.actors import ask
from chatmock.core.hub import Hub
from chatmock.providers.tencent.model import App, Ticket
from chatmock.providers.tencent.tickets import usersig


def sign(app: App, user_id: str, expire: int = usersig.DAYS_180) -> str:
    """A UserSig made now, by the application's clock."""
    text = usersig.make(Ticket(user_id, app.app_id, app.clock.seconds(), expire), app.secret_key)
    app.secrets.add(text)
    return text


def command(hub: Hub, app: App, path: str, body: dict[str, Any]) -> Any:
    """Call a command of the REST API as the administrator."""
    query = urlencode(
        {"sdkappid": app.app_id, "identifier": app.admin, "usersig": sign(app, app.admin), "contenttype": "json"},
        safe="*",
    )
    return ask(hub, "POST", f"/v4/{path}", {"Content-Type": "application/json"}, body, query)
