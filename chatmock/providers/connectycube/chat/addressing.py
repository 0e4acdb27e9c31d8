"""To whom a stanza goes."""

from __future__ import annotations

from functools import lru_cache

from chatmock.providers.connectycube.chat import conditions
from chatmock.providers.connectycube.chat.element import Element
from chatmock.providers.connectycube.chat.names import SERVER, Address
from chatmock.providers.connectycube.model import App, User

_address = lru_cache(maxsize=256)(Address)


def address_of(stanza: Element) -> Address | None:
    """The address on a stanza; None where it is for the server. Raises bad_address."""
    text = stanza.get("to")
    if not text:
        return None
    try:
        address = _address(text)
    except ValueError:
        raise conditions.bad_address() from None
    return None if address.kind == SERVER else address


def user_of(app: App, address: Address) -> User:
    """The user of an address. Raises not_found."""
    found = app.users.get(int(address.id)) if address.app_id == str(app.app_id) else None
    if found is None:
        raise conditions.not_found(thing="User")
    return found
