"""Pages of lists: by position, and by the text of the last row."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable
from typing import Any

from chatmock.core import pages
from chatmock.core.operation import Call
from chatmock.core.table import Order, take
from chatmock.providers.sendbird.errors import invalid_value, token_expired

_ABOUT_THE_PAGE = ("token", "limit")
_ADDRESSES = ("channel_url", "channel_urls")


def scope(call: Call) -> str:
    """The operation and where it is called; addresses of channels are the same in any case."""
    operation = call.operation
    names = [name for name in operation.parameters if name not in operation.fixed] if operation is not None else []
    return f"{operation} {[_folded(*found) for found in zip(names, call.path, strict=False)]}"


def filters(call: Call, *without: str) -> dict[str, Any]:
    """The values a request gives, but for some, with the addresses of channels in one case."""
    return {name: _folded(name, value) for name, value in call.given.items() if name not in without}


def _folded(name: str, value: Any) -> Any:
    if name not in _ADDRESSES:
        return value
    return [url.lower() for url in value] if isinstance(value, list) else value.lower()


def page_terms(call: Call) -> dict[str, Any]:
    """The terms that a page token of this request is sealed with."""
    app = call.app if call.app is not None else call.hub
    return {
        "at": app.clock.now(),
        "secret": app.secret,
        "scope": f"{call.app.app_id if call.app is not None else call.caller} {scope(call)}",
        "filters": filters(call, *_ABOUT_THE_PAGE),
    }


def page(
    call: Call, key: str, order: Order[Any], keep: Callable[[Any], bool] | None = None, *, newest_first: bool = False
) -> dict[str, Any]:
    """One page of a list under its key (docs), with the token of the next one (empty at the end)."""
    given = call.given
    about = page_terms(call)
    mark = None
    if token := given.get("token"):
        try:
            mark = pages.unseal(token, **about)
        except pages.Malformed:
            raise invalid_value(field="token") from None
        except pages.Expired:
            raise token_expired() from None
    rows, further = take(order, mark, given["limit"], newest_first=newest_first, keep=keep)
    token = pages.seal(further, **about) if further else ""
    return {key: rows, "next": pages.url_safe(token) if _is_of_today(call) else token}


def _is_of_today(call: Call) -> bool:
    """Whether the application is of that era; of a list of applications, the oldest."""
    app = call.app if call.app is not None else call.hub.oldest("sendbird")
    return app is not None and app.era == "today"


Key = tuple[str, int]


def page_by_text(call: Call, name: str, rows: Iterable[Any], key: Callable[[Any], Key]) -> dict[str, Any]:
    """One page of rows in the order of their keys, a text and the number that breaks ties.

    All rows are sorted for each page: what is listed so are the channels of one user, or the members of one channel.
    """
    about, limit = page_terms(call), call.given["limit"]
    after = _unseal(call.given.get("token", ""), about)
    left = [row for row in sorted(rows, key=key) if after is None or key(row) > after]
    further = _seal(key(left[limit - 1]), about) if len(left) > limit else ""
    return {name: left[:limit], "next": further}


def _seal(last: Key, about: dict[str, Any]) -> str:
    text, serial = last
    seal = pages.seal((0, serial), **_terms_after(about, text))
    return f"{pages.url_safe(seal)}.{urlsafe_b64encode(text.encode()).decode().rstrip('=')}"


def _unseal(token: str, about: dict[str, Any]) -> Key | None:
    if not token:
        return None
    seal, _, coded = token.partition(".")
    try:
        text = urlsafe_b64decode(coded + "=" * (-len(coded) % 4)).decode()
        return text, pages.unseal(seal, **_terms_after(about, text))[1]
    except (ValueError, pages.Malformed):
        raise invalid_value(field="token") from None
    except pages.Expired:
        raise token_expired() from None


def _terms_after(about: dict[str, Any], text: str) -> dict[str, Any]:
    return {**about, "filters": {**about["filters"], "after": text}}
