"""Tencent Chat as a test sees it: where its clients go, and people who act."""

from __future__ import annotations

from typing import Any, ClassVar
from urllib.parse import quote

from chatmock.testing.control import ChatmockError, Control
from chatmock.testing.face import ApplicationFace


class Tencent(ApplicationFace):
    """Where clients go, and who is there."""

    provider: ClassVar[str] = "tencent"

    def __init__(self, url: str, described: dict[str, Any], control: Control) -> None:
        super().__init__(url, described, control)
        self.sdk_app_id: int = described["app_id"]
        self.secret_key: str = described["secret_key"]
        """What signs a UserSig."""
        self.admin: str = described["admin"]
        """The UserID of the administrator, who calls the REST API."""
        self.rest_url = url
        """Where the REST API is; ``/v4/…`` follows."""
        self.ws_url: str = self.env["TENCENT_WS_URL"]
        """Where the web SDK goes: its option ``proxyServer``."""

    def fork(self, app_id: int | None = None) -> Tencent:
        """A copy of the present state as another application on the same server, in a group of its own."""
        described = self.control("POST", "/forks", app_id=app_id)
        return Tencent(self.url, described, self.control.of(described["app_id"], self.provider))

    def remove(self) -> None:
        """Serve this application no more."""
        self.control.anywhere("DELETE", f"/applications/{self.app_id}", provider=self.provider)

    def settings(self, **settings: Any) -> dict[str, Any]:
        """Set what the vendor's console sets, and how chatmock behaves where that is not known; gives all settings."""
        return dict(self.control("PUT", "/settings", settings=settings)["settings"])

    def webhook(self, url: str, **settings: Any) -> dict[str, Any]:
        """Send webhooks to a receiver from now on; an empty address stops them. Gives their settings.

        ``events`` are the CallbackCommands that are switched on (all without it), ``token`` signs them,
        ``refuses_on_failure`` refuses where the answer to a before-webhook is late or not right, and ``repeats`` has an
        after-webhook tried again.
        """
        return dict(self.settings(webhook={"url": url, **settings})["webhook"])

    def user_sig(self, user_id: str, expire: int | None = None) -> str:
        """A UserSig made now, by the application's clock; good for 180 days, or for some seconds."""
        act = f"/actors/{quote(user_id, safe='')}/user_sig"
        return str(self.control("POST", act, expire=expire)["user_sig"])

    def user(self, user_id: str, **profile: Any) -> Actor:
        """Somebody who can act; made if there is nobody. ``profile`` has fields by their tags."""
        if not isinstance(user_id, str) or not user_id:
            raise ChatmockError(f"a UserID is text of one character at least, not {user_id!r}")
        described = self.control("POST", f"/actors/{quote(user_id, safe='')}/exists", details=profile)
        return Actor(user_id, described, self.control)

    def group(self, owner: Actor | str, *people: Actor | str, name: str = "Group", **details: Any) -> str:
        """A new group of the given people; gives its GroupId. ``details`` are fields of create_group, as Type."""
        act = f"/actors/{quote(str(owner), safe='')}/creates_group"
        made = self.control("POST", act, people=[str(one) for one in people], details={"Name": name, **details})
        return str(made["GroupId"])


class Actor:
    """Somebody who does things, through the same operations as clients."""

    def __init__(self, user_id: str, described: dict[str, Any], control: Control) -> None:
        self.user_id = user_id
        self.tiny_id: str = described["tiny_id"]
        self.user_sig: str = described["user_sig"]
        """What a client logs in by."""
        self._control = control

    def __str__(self) -> str:
        return self.user_id

    def __repr__(self) -> str:
        return f"<Actor {self.user_id}>"

    def _act(self, verb: str, **fields: Any) -> dict[str, Any]:
        answer: dict[str, Any] = self._control("POST", f"/actors/{quote(self.user_id, safe='')}/{verb}", **fields)
        return answer

    def says(
        self, text: str, to: Actor | str | None = None, *, group: str | None = None, **details: Any
    ) -> dict[str, Any]:
        """Say something to somebody or in a group; gives what the command answers."""
        target = None if to is None else str(to)
        return self._act("says", text=text, to=target, group_id=group, details=details)
