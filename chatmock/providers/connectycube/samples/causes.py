"""Requests that provoke each error; the tables of the documentation come from here."""

from __future__ import annotations

from typing import Any

from chatmock.core.sample import Ask, Cause

_OWN = {"application_id": 1, "auth_key": "chatmock-key"}
_KEY = {"CB-AuthKey": "chatmock-key"}
_PASSWORD = "sesame-1234"
_NOWHERE = "6b01f32ab9a16660b836b700"
_FAULTS = "POST /_chatmock/faults?provider=connectycube"


def _session(keep: str, **user: Any) -> Ask:
    body = {**_OWN, "user": user} if user else _OWN
    return Ask("POST /session", body, {}, keep={keep: "session/token"})


def _signs_up(login: str) -> Ask:
    fields = {"login": login, "password": _PASSWORD}
    return Ask("POST /users", {"user": fields}, _KEY, keep={login: "user/id"})


def _by(name: str) -> dict[str, str]:
    return {"CB-Token": f"{{{name}}}"}


APP = _session("app")
PEOPLE = (_signs_up("ann"), _signs_up("bob"))
ANN = (*PEOPLE, _session("as_ann", login="ann", password=_PASSWORD))
BOTH = (*ANN, _session("as_bob", login="bob", password=_PASSWORD))
LUNCH = Ask("POST /chat/Dialog", {"type": 4, "name": "Lunch"}, _by("as_ann"), keep={"lunch": "_id"})
PRIVATE = Ask("POST /chat/Dialog", {"type": 3, "occupants_ids": "{bob}"}, _by("as_ann"), keep={"private": "_id"})
FACEBOOK = {"provider": "facebook", "keys": {"token": "a-token-of-facebook"}}


def _settings(**values: Any) -> Ask:
    return Ask("PUT /_chatmock/settings?provider=connectycube", {"settings": values}, {})


def _limits(**values: Any) -> Ask:
    return Ask("PUT /_chatmock/limits?provider=connectycube", values, {})


def _cause(code: str, meaning: str, case: str, ask: Ask, message: str, *before: Ask) -> Cause:
    return Cause(code, meaning, case, ask, message, before)


CAUSES = (
    _cause(
        "no_session",
        "The token is unknown, or not good any more.",
        "a token that nobody was given",
        Ask("GET /session", headers={"CB-Token": "nobody-was-given-this"}),
        "Required session does not exist",
    ),
    _cause(
        "no_token", "There is no token.", "a request without one", Ask("GET /session", headers={}), "Token is required"
    ),
    _cause(
        "unauthorized",
        "The application or its key is wrong.",
        "another key",
        Ask("POST /session", {**_OWN, "auth_key": "another"}, {}),
        "Unauthorized",
    ),
    _cause(
        "invalid_password",
        "The password is wrong.",
        "logging in by another one",
        Ask("POST /session", {**_OWN, "user": {"login": "ann", "password": "another-one"}}, {}),
        "Invalid password",
        *PEOPLE,
    ),
    _cause(
        "identity_refused",
        "The application's identity provider does not know the user, or gives no answer.",
        "an injected fault: to ask it takes a server",
        Ask("GET /session", headers=_by("app")),
        "Unauthorized by the identity provider",
        APP,
        Ask(_FAULTS, {"operation": "view_session", "code": "identity_refused"}, {}),
    ),
    _cause(
        "no_user",
        "There is no such user.",
        "an unknown login",
        Ask("GET /users/by_login?login=nobody", headers=_by("app")),
        "User not found",
        APP,
    ),
    _cause(
        "needs_user",
        "The session is the application's; a user's is needed.",
        "a list of dialogs",
        Ask("GET /chat/Dialog", headers=_by("app")),
        "Forbidden. Need user.",
        APP,
    ),
    _cause(
        "forbidden",
        "The user may not do this.",
        "changing somebody else",
        Ask("PUT /users/{bob}", {"user": {"full_name": "Robert"}}, _by("as_ann")),
        "You don't have appropriate permissions to perform this operation",
        *ANN,
    ),
    _cause(
        "no_broadcasts",
        "Broadcast dialogs are made by the console only; in chatmock by a seed or a test.",
        "a dialog of type 1",
        Ask("POST /chat/Dialog", {"type": 1, "name": "News"}, _by("as_ann")),
        "You do not have appropriate permissions. Broadcast dialogs can be created only via Admin panel.",
        *ANN,
    ),
    _cause(
        "fixed_occupants",
        "Who is in a private dialog does not change.",
        "adding somebody to one",
        Ask("PUT /chat/Dialog/{private}", {"push_all": {"occupants_ids": [1]}}, _by("as_ann")),
        "Updating occupants_ids is possible only for 'group' and 'public' chat dialogs",
        *ANN,
        PRIVATE,
    ),
    _cause(
        "not_found",
        "There is nothing at this address.",
        "an unknown dialog",
        Ask(f"GET /chat/Message?chat_dialog_id={_NOWHERE}", headers=_by("as_ann")),
        "The resource wasn't found",
        *ANN,
    ),
    _cause(
        "missing",
        "There is no such file, subscription or push.",
        "an unknown subscription",
        Ask("DELETE /subscriptions/7", headers=_by("as_ann")),
        "Not found",
        *ANN,
    ),
    _cause(
        "bad_signature",
        "The signature is not that of what was sent.",
        "another one",
        Ask("POST /session", {**_OWN, "signature": "0" * 40}, {}),
        "Unexpected signature",
    ),
    _cause(
        "bad_timestamp",
        "The time is an hour off, or more.",
        "a time of long ago",
        Ask("POST /session", {**_OWN, "timestamp": 1}, {}),
        "invalid timestamp",
    ),
    _cause(
        "repeated_nonce",
        "A signed request came before with the same time and the same number.",
        "an injected fault: to sign takes the present time",
        Ask("GET /session", headers=_by("app")),
        "can't be the same for the same timestamp",
        APP,
        Ask(_FAULTS, {"operation": "view_session", "code": "repeated_nonce"}, {}),
    ),
    _cause(
        "taken",
        "Another user has this.",
        "a login that somebody has",
        Ask("POST /users", {"user": {"login": "ann", "password": _PASSWORD}}, _KEY),
        "has already been taken",
        *PEOPLE,
    ),
    _cause(
        "blank",
        "Something the operation needs is not there.",
        "a group without a name",
        Ask("POST /chat/Dialog", {"type": 2, "occupants_ids": [1]}, _by("as_ann")),
        "can't be blank",
        *ANN,
    ),
    _cause(
        "invalid_value",
        "A value is of another kind than the operation takes.",
        "a page size in words",
        Ask("GET /users/v2?login=ann&limit=ten", headers=_by("app")),
        "is invalid",
        APP,
    ),
    _cause(
        "too_short",
        "A text is too short.",
        "a login of two characters",
        Ask("POST /users", {"user": {"login": "an", "password": _PASSWORD}}, _KEY),
        "is too short (minimum is 3 characters)",
    ),
    _cause(
        "too_long",
        "A text is too long.",
        "a login of 71 characters",
        Ask("POST /users", {"user": {"login": "a" * 71, "password": _PASSWORD}}, _KEY),
        "is too long (maximum is 70 characters)",
    ),
    _cause(
        "too_many",
        "A list is too long.",
        "a search in eleven dialogs",
        Ask(
            f"GET /chat/search?search_text=tomato&chat_dialog_ids={','.join(map(str, range(11)))}",
            headers=_by("as_ann"),
        ),
        "is too long (maximum is 10 items)",
        *ANN,
    ),
    _cause(
        "no_opponent",
        "A private dialog needs another user.",
        "one with nobody",
        Ask("POST /chat/Dialog", {"type": 3}, _by("as_ann")),
        "Occupants_ids is missing opponent ID.",
        *ANN,
    ),
    _cause(
        "no_occupants",
        "A group needs another user.",
        "one with nobody",
        Ask("POST /chat/Dialog", {"type": 2, "name": "Lunch"}, _by("as_ann")),
        "occupants_ids field must contain an opponent user id",
        *ANN,
    ),
    _cause(
        "refused_provider",
        "A test has said that this token of a social provider, or of Firebase, is no good.",
        "such a token",
        Ask("POST /session", {**_OWN, **FACEBOOK}, {}),
        "Invalid token of facebook",
        _settings(refused_tokens=["a-token-of-facebook"]),
    ),
    _cause(
        "bad_body",
        "The body cannot be read.",
        "half an object",
        Ask("POST /users", headers=_KEY, raw=b'{"user": '),
        "Bad request. The body is no JSON.",
    ),
    _cause(
        "too_large",
        "The body is larger than this server takes.",
        "an injected fault: it takes eight megabytes",
        Ask("GET /session", headers=_by("app")),
        "Request entity is too large",
        APP,
        Ask(_FAULTS, {"operation": "view_session", "code": "too_large"}, {}),
    ),
    _cause(
        "rate_limited",
        "There were too many requests.",
        "more than the application's rate allows",
        Ask("GET /session", headers=_by("app")),
        "Too many requests",
        APP,
        _limits(rates={"application": "1 per 60"}),
        Ask("GET /session", headers=_by("app")),
    ),
    _cause(
        "over_quota",
        "The application's quota is used up.",
        "a user more than it allows",
        Ask("POST /users", {"user": {"login": "ann", "password": _PASSWORD}}, _KEY),
        "The limit of your plan is reached",
        _signs_up("bob"),
        _limits(quota=1),
    ),
    _cause(
        "unavailable",
        "The service is down for maintenance.",
        "a request meanwhile",
        Ask("GET /session", headers=_by("app")),
        "Service is temporarily unavailable",
        APP,
        _limits(maintenance=True),
    ),
    _cause(
        "unexpected",
        "The service fails.",
        "an injected fault",
        Ask("GET /session", headers=_by("app")),
        "Injected by chatmock.",
        APP,
        Ask(_FAULTS, {"operation": "view_session", "code": "unexpected"}, {}),
    ),
)
