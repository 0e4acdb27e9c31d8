"""Requests of a contract check to any server of the REST API."""

from __future__ import annotations

from chatmock.core.sample import Ask

READING: tuple[Ask, ...] = (
    Ask("POST /v4/im_open_login_svc/account_check", {"CheckItem": []}, {}, code=60012),
    Ask("POST /v4/im_open_login_svc/account_check?sdkappid=none", {"CheckItem": []}, {}, code=60006),
)
WRITING: tuple[Ask, ...] = ()
