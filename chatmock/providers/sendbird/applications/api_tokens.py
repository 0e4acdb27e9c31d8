"""Secondary API tokens: further credentials of an application, managed with its master token (today)."""

from __future__ import annotations

from typing import Any

from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.errors import not_accessible, not_authorized, not_found
from chatmock.providers.sendbird.model import ApiToken, App

MOST = 10


def only_master(app: App, caller: str) -> None:
    if caller != app.api_token:
        raise not_accessible(reason="Only the master API token manages API tokens.")


@api.finder
def find_api_token(app: App, caller: str, api_token: str) -> ApiToken:
    only_master(app, caller)
    found = app.api_tokens.get(api_token)
    if found is None:
        raise not_found(thing="API token")
    return found


@api.post("/applications/api_tokens", accepts="api_token.create", returns="api_token")
def generate_secondary_api_token(app: App, caller: str) -> ApiToken:
    """Issue a secondary API token; it works at once.

    Errors: 400920 for a caller without the master token; 400108 for the eleventh (docs: ten; the code is ruled).
    """
    only_master(app, caller)
    if len(app.api_tokens) >= MOST:
        raise not_authorized(reason=f"An application has at most {MOST} secondary API tokens.")
    issued = ApiToken(app.ids.hex(40), app.clock.now())
    app.add_api_token(issued)
    return issued


@api.get("/applications/api_tokens", returns="api_token.list")
def list_secondary_api_tokens(app: App, caller: str) -> dict[str, Any]:
    """List the secondary API tokens, the oldest first; there is no paging."""
    only_master(app, caller)
    return {"api_tokens": list(app.api_tokens.values())}


@api.get("/applications/api_tokens/{api_token}", returns="api_token")
def view_secondary_api_token_by_token(api_token: ApiToken) -> ApiToken:
    """View a secondary API token."""
    return api_token


@api.delete("/applications/api_tokens/{api_token}", returns="api_token")
def revoke_secondary_api_token_by_token(app: App, api_token: ApiToken) -> ApiToken:
    """Revoke a secondary API token; the master token is none and stays (400201).

    Answers the token: the text promises an empty object, the models of the SDKs both keys.
    """
    app.remove_api_token(api_token)
    return api_token
