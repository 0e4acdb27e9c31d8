"""Commands of the vendor that no room declares yet: they are known, and refuse."""

from __future__ import annotations

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api


def declare() -> None:
    """Declare each documented command that nobody has declared."""
    for path in api.documented_paths():
        if api.match(f"{api.prefix}{path}", "POST", "")[0] is None:
            api.post(path, name=path.rpartition("/")[2])(refuse_unserved)


def refuse_unserved() -> None:
    """Refuse: chatmock does not serve it yet."""
    raise errors.not_served()
