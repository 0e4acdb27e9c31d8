"""A user's friends as a client knows them: the list it fetched, and the change log since."""

from __future__ import annotations

from typing import Any

from tests.sendbird.conftest import Api

Row = dict[str, Any]
_KEYS = ("nickname", "profile_url", "metadata", "friend_name", "friend_discovery_key")


class KnownFriends:
    """What a client of version 4 knows, and one of version 3, which does not read who was added."""

    def __init__(self, me: str, api: Api) -> None:
        self._api = api
        self._path = f"/users/{me}/friends"
        self.v3, self.v4 = ({row["user_id"]: row for row in api.walk(self._path, "users")} for _ in range(2))
        self._token = ""
        while self._fetch()["has_more"]:
            pass

    def _fetch(self) -> Row:
        log: Row = self._api.get(f"{self._path}/changelogs", token=self._token, limit=2)
        self._token = log["next"]
        return log

    def discover(self, rows: list[Row]) -> None:
        """Fold a frame that names new friends."""
        for known in (self.v3, self.v4):
            known.update({row["user_id"]: row for row in rows})

    def follow(self) -> None:
        """Fold the change log."""
        more = True
        while more:
            log = self._fetch()
            fold(self.v3, log["updated"], log["deleted"])
            fold(self.v4, [*log["added"], *log["updated"]], log["deleted"])
            more = log["has_more"]

    def shown(self) -> Row:
        return {
            version: {user_id: [row[key] for key in _KEYS] for user_id, row in known.items()}
            for version, known in (("v3", self.v3), ("v4", self.v4))
        }


def fold(known: dict[str, Row], changed: list[Row], deleted: list[str]) -> None:
    known.update({row["user_id"]: row for row in changed})
    for user_id in deleted:
        known.pop(user_id, None)
