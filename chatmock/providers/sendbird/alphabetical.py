"""Lists in alphabetical order (today): paged by the text of the last row, which stands in the token beside its seal."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable
from typing import Any

from chatmock.core import pages
from chatmock.core.dispatch import Call
from chatmock.providers.sendbird.api import about_page
from chatmock.providers.sendbird.errors import invalid_value, token_expired

Key = tuple[str, int]


def page(call: Call, name: str, rows: Iterable[Any], key: Callable[[Any], Key]) -> dict[str, Any]:
    """One page of rows in the order of their keys, a text and the number that breaks ties.

    All rows are sorted for each page: what is listed so are the channels of one user, or the members of one channel.
    """
    about, limit = about_page(call), call.given["limit"]
    after = _opened(call.given.get("token", ""), about)
    left = [row for row in sorted(rows, key=key) if after is None or key(row) > after]
    further = _sealed(key(left[limit - 1]), about) if len(left) > limit else ""
    return {name: left[:limit], "next": further}


def _sealed(last: Key, about: dict[str, Any]) -> str:
    text, serial = last
    seal = pages.seal((0, serial), **_with(about, text))
    return f"{pages.url_safe(seal)}.{urlsafe_b64encode(text.encode()).decode().rstrip('=')}"


def _opened(token: str, about: dict[str, Any]) -> Key | None:
    if not token:
        return None
    seal, _, coded = token.partition(".")
    try:
        text = urlsafe_b64decode(coded + "=" * (-len(coded) % 4)).decode()
        return text, pages.unseal(seal, **_with(about, text))[1]
    except (ValueError, pages.Malformed):
        raise invalid_value(field="token") from None
    except pages.Expired:
        raise token_expired() from None


def _with(about: dict[str, Any], text: str) -> dict[str, Any]:
    return {**about, "filters": {**about["filters"], "after": text}}
