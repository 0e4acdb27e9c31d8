"""Who somebody is: by password, as a guest, or as another provider says."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from chatmock.core.inquiry import Inquiry
from chatmock.core.jsontext import parse
from chatmock.core.outbox import Delivery
from chatmock.providers.connectycube.errors import (
    blank,
    identity_refused,
    invalid_password,
    no_user,
    refused_provider,
)
from chatmock.providers.connectycube.model import App, Given, User

SOCIAL = ("facebook", "twitter")
FIREBASE = ("firebase_phone", "firebase_email")
DELIVERY = "identity provider"
"""What the journal and faults call a question to the application's own identity provider."""
PATIENCE = 10.0
"""Seconds that the application's identity provider has for its answer (ruled)."""

GoOn = Callable[[Any], Given]
"""What happens with the user once it is known; None is nobody."""


def identified(app: App, given: Given, go_on: GoOn, *, needed: bool = False) -> Given | Inquiry:
    """Find out who logs in, and go on; nobody does where nothing is given that names somebody.

    Errors: blank where somebody is ``needed``, or a part of a name is missing; no_user, invalid_password,
    refused_provider, identity_refused.
    """
    if given.get("guest"):
        return go_on(_guest(app, given))
    if "provider" in given:
        return go_on(_of_provider(app, given))
    name = next((name for name in ("login", "email") if given.get(name)), "")
    if not name:
        if needed or "password" in given:
            raise blank(field="login")
        return go_on(None)
    if name == "login" and app.settings.identity_provider:
        return _inquire(app, given["login"], go_on)
    return go_on(_by_password(app, name, given))


def _by_password(app: App, name: str, given: Given) -> User:
    user = app.users.by(name, given[name])
    if not given.get("password"):
        raise blank(field="password")
    if user is None:
        if not app.settings.creates_unknown_users:
            raise no_user()
        return app.new_user(**{name: given[name], "password": given["password"]})
    if not user.password or user.password != given["password"]:
        raise invalid_password()
    return user


def _guest(app: App, given: Given) -> User:
    login = f"guest_login_{app.ids.hex(36).upper()}"
    return app.new_user(login=login, full_name=given.get("full_name"), is_guest=True)


def _of_provider(app: App, given: Given) -> User:
    """The user a token of a social provider, or of Firebase, stands for: the same one each time."""
    provider = given["provider"]
    part, name = ("keys", "token") if provider in SOCIAL else (provider, "access_token")
    token = given.get(part, {}).get(name)
    if not token:
        raise blank(field=part)
    if token in app.settings.refused_tokens:
        raise refused_provider(provider=provider)
    app.secrets.add(token)
    return _named(app, f"{provider}:{token}", provider)


def _named(app: App, identity: str, provider: str) -> User:
    user = app.users.of_identity(identity)
    if user is not None:
        return user
    details = {f"{provider}_id": app.ids.hex(16)} if provider in SOCIAL else {}
    return app.new_user(identity=identity, login=f"{provider}_{app.ids.hex(16)}", **details)


def _inquire(app: App, login: str, go_on: GoOn) -> Inquiry:
    """Ask the application's identity provider, by GET, who a token of it is."""
    provider: Mapping[str, Any] = app.settings.identity_provider or {}
    filled = {name: _filled(value, login) for name, value in provider.get("request", {}).items()}
    scheme, host, path, query, _ = urlsplit(provider["url"])
    query = "&".join(part for part in (query, urlencode(filled)) if part)
    delivery = Delivery(DELIVERY, "", urlunsplit((scheme, host, path, query, "")), {}, b"", "GET")

    def answered(body: bytes | None) -> Given:
        uid = _uid(provider.get("response", {}), body)
        if uid is None:
            raise identity_refused()
        return go_on(_named(app, f"identity:{uid}", "identity"))

    return Inquiry(delivery, answered, patience=PATIENCE)


def _filled(template: Any, login: str) -> str:
    return str(template).replace("#{login}", login)


def _uid(response: Mapping[str, Any], body: bytes | None) -> str | None:
    """The uid in an answer, by the path in a template such as ``{"uid": "#{user.id}"}``; None where there is none."""
    path = re.fullmatch(r"#\{([\w.]+)\}", str(response.get("uid", "#{uid}")))
    if body is None or path is None:
        return None
    try:
        found: Any = parse(body)
    except ValueError:
        return None
    for step in path[1].split("."):
        found = found.get(step) if isinstance(found, dict) else None
    return str(found) if isinstance(found, str | int) and not isinstance(found, bool) and str(found) else None
