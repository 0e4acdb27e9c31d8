"""The tenant: what a ConnectyCube application keeps, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar

from chatmock.core.application import Application
from chatmock.core.clock import DAY, SECOND
from chatmock.core.provider import Provider
from chatmock.providers.connectycube.model.blob import Blob
from chatmock.providers.connectycube.model.chat import Chat
from chatmock.providers.connectycube.model.dialogs import Dialogs
from chatmock.providers.connectycube.model.events import EVENTS
from chatmock.providers.connectycube.model.messages import Messages
from chatmock.providers.connectycube.model.people import People
from chatmock.providers.connectycube.model.session import Sessions
from chatmock.providers.connectycube.model.settings import Settings
from chatmock.providers.connectycube.model.subscription import PushEvent, Subscription
from chatmock.providers.connectycube.model.user import User
from chatmock.providers.connectycube.model.values import object_id

Given = dict[str, Any]


class App(Application):
    """A ConnectyCube application."""

    events: ClassVar[Mapping[str, object] | None] = EVENTS

    def __init__(
        self,
        provider: Provider[Any],
        app_id: int,
        *,
        auth_key: str,
        auth_secret: str,
        check_signatures: bool = True,
        seed: str = "chatmock",
    ) -> None:
        super().__init__(provider, app_id, seed=seed)
        self.check_signatures = check_signatures
        """Whether a session that is signed has to be signed with the secret."""
        self.auth_key = auth_key
        self.auth_secret = auth_secret
        for credential in (auth_key, auth_secret):
            self.grant(credential)
        self.settings = Settings()
        self.users = People(self.clock, self.emit)
        self.sessions = Sessions(app_id, self.clock, self.ids, self.emit)
        self.sessions.grant, self.sessions.revoke = self.grant, self.revoke
        self.dialogs = Dialogs(self.clock, self.ids, self.users, self.emit)
        self.messages = Messages(self.clock, self.ids, self.dialogs, self.emit)
        self.chat = Chat()
        self.blobs: dict[int, Blob] = {}
        self.blobs_by_uid: dict[str, Blob] = {}
        self.blobs_of: dict[int, dict[int, Blob]] = {}
        """By the id of the user whose they are, then by their own."""
        self.subscriptions: dict[int, dict[int, Subscription]] = {}
        """By the user's id, then by their own."""
        self.push_events: dict[int, dict[int, PushEvent]] = {}
        """By the id of the user who asked for them, then by their own."""
        self.nonces: dict[tuple[str, str], None] = {}
        """Timestamps and nonces that signed a session, the oldest first."""
        self.bus.follow({"user.created": self.dialogs.welcome, "user.deleted": self._forget_user})

    def crowds(self) -> Iterator[Callable[[], object]]:
        yield from super().crowds()
        for dialog in list(self.dialogs):
            yield dialog.history.drop_any
        yield self.messages.drop_any

    def options(self) -> dict[str, Any]:
        own = {"auth_key": self.auth_key, "auth_secret": self.auth_secret, "check_signatures": self.check_signatures}
        return {**super().options(), **own}

    def configure(self, settings: Settings) -> None:
        self.settings = settings
        self.sessions.lifetime = settings.session_seconds

    # --- users ---

    def new_user(self, **values: Any) -> User:
        """Make a user; ``values`` are fields of ``User``. A guest is gone after a day."""
        now = self.clock.now()
        user = self.users.add(User(self.ids.serial(), now, now, **values))
        if user.is_guest:
            self.watch_guest(user)
        return user

    def watch_guest(self, user: User) -> None:
        """Remove a guest a day after it came."""
        self.clock.call_at(user.created + DAY, lambda: self._end_guest(user), "a guest goes")

    def _end_guest(self, user: User) -> None:
        if user.id in self.users:
            self.users.remove(user)

    def _forget_user(self, user: User) -> None:
        self.sessions.end_all_of(user)
        self.dialogs.forget(user)
        self.subscriptions.pop(user.id, None)
        self.push_events.pop(user.id, None)
        self.chat.forget(user)

    # --- pushes ---

    def add_push_event(self, event: PushEvent) -> None:
        self.push_events.setdefault(event.user_id, {})[event.id] = event

    # --- blobs ---

    def add_blob(self, blob: Blob) -> Blob:
        self.blobs[blob.id] = self.blobs_by_uid[blob.uid] = blob
        self.blobs_of.setdefault(blob.user_id, {})[blob.id] = blob
        self.grant(blob.uid, secret=False)
        return blob

    def remove_blob(self, blob: Blob) -> None:
        del self.blobs[blob.id], self.blobs_by_uid[blob.uid], self.blobs_of[blob.user_id][blob.id]
        self.revoke(blob.uid)

    # --- ids ---

    def new_object_id(self) -> str:
        """A new id of 24 hexadecimal digits, greater than those before it."""
        return object_id(self.ids, self.clock.now() // SECOND)
