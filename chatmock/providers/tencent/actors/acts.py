"""Acts of people: each is a request like any client's, by the REST API in their name."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from chatmock.core.actors import ask, takes
from chatmock.core.hub import Hub
from chatmock.core.provider import Act
from chatmock.providers.tencent.model import App, Ticket
from chatmock.providers.tencent.tickets import usersig

_RANDOM = 2**32


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


def user_sig(hub: Hub, app: App, who: str, given: dict[str, Any]) -> Any:
    """Make a UserSig, as an application's own server does; ``expire`` is in seconds."""
    return {"user_sig": sign(app, who, given.get("expire", usersig.DAYS_180))}


def exists(hub: Hub, app: App, who: str, given: dict[str, Any]) -> Any:
    """Import an account, and set fields of its profile by tag."""
    command(hub, app, "im_open_login_svc/account_import", {"UserID": who})
    items = [{"Tag": tag, "Value": value} for tag, value in given.get("details", {}).items()]
    if items:
        command(hub, app, "profile/portrait_set", {"From_Account": who, "ProfileItem": items})
    account = app.accounts.rows[who]
    return {"user_id": who, "tiny_id": account.tiny_id, "user_sig": sign(app, who)}


def says(hub: Hub, app: App, who: str, given: dict[str, Any]) -> Any:
    """Say something to another account or in a group; ``details`` are further fields of the command."""
    body = {
        "From_Account": who,
        "MsgBody": [{"MsgType": "TIMTextElem", "MsgContent": {"Text": given.get("text", "")}}],
        **given.get("details", {}),
    }
    random = app.ids.number(_RANDOM)
    if given.get("group_id"):
        return command(
            hub, app, "group_open_http_svc/send_group_msg", {"GroupId": given["group_id"], "Random": random, **body}
        )
    return command(hub, app, "openim/sendmsg", {"To_Account": given["to"], "MsgRandom": random, **body})


def creates_group(hub: Hub, app: App, who: str, given: dict[str, Any]) -> Any:
    """Make a group with some people; ``details`` are further fields of the command."""
    people = [{"Member_Account": str(one)} for one in given.get("people", ())]
    body = {"Owner_Account": who, "Type": "Public", "MemberList": people, **given.get("details", {})}
    return command(hub, app, "group_open_http_svc/create_group", body)


def kicked(hub: Hub, app: App, who: str, given: dict[str, Any]) -> Any:
    """End all logins of an account."""
    return command(hub, app, "im_open_login_svc/kick", {"UserID": who})


ACTS: dict[str, Act] = {
    "user_sig": takes(user_sig, also=("expire",)),
    "kicked": takes(kicked),
    "exists": takes(exists, also=("details",)),
    "says": takes(says, also=("to", "group_id", "text", "details")),
    "creates_group": takes(creates_group, "details", also=("people",)),
}
