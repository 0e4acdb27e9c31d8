"""Calls of clients over HTTP: they come with a session key in place of the application's token."""

from __future__ import annotations

from typing import cast

from chatmock.core.exchange import Request
from chatmock.core.operation import Call, Operation, Tenants
from chatmock.providers.sendbird import errors
from chatmock.providers.sendbird.model import App, User

KEY = "Session-Key"
_READING = ("GET",)


def application_of(hub: Tenants, request: Request) -> App:
    """The application a client names: by ``App-Id``, or as the fourth part of the header ``SendBird``. Errors: 400304."""
    named = request.headers.get("App-Id") or "".join(request.headers.get("SendBird", "").split(",")[3:4])
    app = hub.find("sendbird", named.strip())
    if not isinstance(app, App):
        raise errors.bad_app_id()
    return app


def caller_by_key(call: Call) -> User:
    """The user a session key stands for; ``call.app`` becomes the application it is of.

    Errors: 400304 where another application is named; 400309, 400310, 400300, 400301; 400108 for a guest who may only
    read.
    """
    key = call.request.headers[KEY]
    app = call.hub.find("sendbird", key.rpartition(".")[0])
    if "App-Id" in call.request.headers or not isinstance(app, App):
        named = application_of(call.hub, call.request)
        if app is not None and app is not named:
            raise errors.bad_app_id()
        app = named
    call.app = app
    session = app.sessions.find(key)
    guests = app.sessions.settings.guests
    if not session.token and guests == "read_only" and call.request.method not in _READING:
        raise errors.not_authorized(reason="Users without an access token may only read.")
    return session.user


def named_application(call: Call, operation: Operation) -> App | None:
    """The application that the path of an open operation names; a bot's is named behind it. Errors: 400304."""
    place = 1 if "bot_userid" in operation.parameters else 0
    found = call.hub.find("sendbird", call.path[place]) if call.path else None
    if found is None and place:
        raise errors.bad_app_id()
    return cast(App | None, found)
