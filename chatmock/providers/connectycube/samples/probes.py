"""Requests of a contract check to any server of ConnectyCube's API."""

from __future__ import annotations

from chatmock.core.sample import Ask

_LOGIN = "chatmock_check_ann"

READING = (
    Ask("GET /users/by_login?login=chatmock-asks-for-nobody", code="no_token", headers={}),
    Ask("GET /session", code="no_session", headers={"CB-Token": "chatmock-asks-for-nobody"}),
)
WRITING: tuple[Ask, ...] = (
    Ask("POST /users", {"user": {"login": _LOGIN, "password": "sesame-1234"}}, keep={"user_id": "user/id"}),
    Ask("POST /users", {"user": {"login": _LOGIN, "password": "sesame-1234"}}, code="taken"),
)
