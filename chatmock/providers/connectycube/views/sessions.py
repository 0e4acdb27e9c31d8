"""How sessions are shown."""

from __future__ import annotations

from typing import Any

from chatmock.providers.connectycube.api import schemas
from chatmock.providers.connectycube.model import Session
from chatmock.providers.connectycube.views.users import show_user


@schemas.presents("session")
def show_session(session: Session) -> dict[str, Any]:
    """A session; a nonce where it was asked for with one, a user where it is a user's."""
    return {
        "id": session.id,
        "user_id": session.user_id,
        "application_id": session.application_id,
        "token": session.token,
        "ts": session.ts,
        "created_at": session.created_at,
        "updated_at": session.updated_at,
        **({"nonce": session.nonce} if session.nonce is not None else {}),
        **({"user": show_user(session.user)} if session.user is not None else {}),
    }
