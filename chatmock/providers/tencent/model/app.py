"""The tenant: what an application of Tencent Chat keeps, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar

from chatmock.core.application import Application
from chatmock.core.limits import Limits
from chatmock.core.provider import Provider
from chatmock.providers.tencent.model.account import Account
from chatmock.providers.tencent.model.accounts import Accounts
from chatmock.providers.tencent.model.broadcasts import Broadcasts
from chatmock.providers.tencent.model.c2c import C2C
from chatmock.providers.tencent.model.caller import Caller
from chatmock.providers.tencent.model.events import EVENTS
from chatmock.providers.tencent.model.file import File
from chatmock.providers.tencent.model.friendship import Friends
from chatmock.providers.tencent.model.groups import Groups
from chatmock.providers.tencent.model.live import Live
from chatmock.providers.tencent.model.notices import Notices
from chatmock.providers.tencent.model.pushing import Pushing
from chatmock.providers.tencent.model.recents import Recents
from chatmock.providers.tencent.model.settings import Settings
from chatmock.providers.tencent.model.statistics import Statistics
from chatmock.providers.tencent.model.ticket import Ticket
from chatmock.providers.tencent.model.topics import Topics
from chatmock.providers.tencent.model.watches import Watches
from chatmock.providers.tencent.model.webhook import Webhook

Given = dict[str, Any]


class App(Application):
    """An application of Tencent Chat."""

    events: ClassVar[Mapping[str, object] | None] = EVENTS

    def __init__(
        self,
        provider: Provider[Any],
        app_id: int,
        *,
        secret_key: str,
        admin: str,
        check_signatures: bool = True,
        seed: str = "chatmock",
    ) -> None:
        super().__init__(provider, app_id, seed=seed)
        self.check_signatures = check_signatures
        """Whether a UserSig has to be signed with the key."""
        self.secret_key = secret_key
        self.secrets.add(secret_key)
        self.admin = admin
        self.settings = Settings()
        self.webhook = Webhook()
        self.tells_server = False
        """Whether the after-webhooks listen to its events: nothing listens for an application that never had an address."""
        self.rates = Limits()
        """The documented rates of commands, where they are looked at."""
        self.tickets: dict[str, Ticket] = {}
        """UserSigs that were made with the key, the first seen first."""
        self.wrong_tickets: dict[str, tuple[int, int]] = {}
        """How often an account's UserSig was wrong, since when in milliseconds."""
        self.accounts = Accounts(self.clock, self.ids, self.emit)
        self.friends = Friends(self.clock, self.emit)
        self.recents = Recents(self.clock, self.ids, self.emit)
        self.c2c = C2C(self.clock, self.recents, self.emit)
        self.groups = Groups(self.clock, self.ids, self.recents, self.emit, self.accounts.online)
        self.topics = Topics(self.clock, self.ids, self.groups, self.emit)
        self.broadcasts = Broadcasts(self.emit)
        self.live = Live(self.ids)
        self.notices = Notices()
        self.watches = Watches()
        self.relays: dict[str, list[dict[str, Any]]] = {}
        """Messages that were put together, by their key."""
        self.files: dict[str, File] = {}
        """Uploaded files, by key."""
        self.pushing = Pushing(self.emit)
        self.statistics = Statistics(self.clock, self.bus, self.accounts.online)
        self._add_admin()
        noting = dict.fromkeys(("account.logged_in", "account.logged_out"), self._note_status)
        self.bus.follow({"account.deleted": self._forget, **noting})

    def crowds(self) -> Iterator[Callable[[], object]]:
        yield from super().crowds()
        for pair in list(self.c2c):
            yield pair.drop_any
        for group in list(self.groups):
            yield group.history.drop_any
            for topic in list(group.topics.values()):
                yield topic.history.drop_any

    def options(self) -> dict[str, Any]:
        own = {"secret_key": self.secret_key, "admin": self.admin, "check_signatures": self.check_signatures}
        return {**super().options(), **own}

    def use_admin(self, user_id: str) -> None:
        """From now on another account is the administrator's."""
        self.admin = user_id
        self._add_admin()

    def _add_admin(self) -> None:
        if self.accounts.get(self.admin) is None:
            serial = self.ids.serial()
            self.accounts.add(Account(self.admin, serial, self.accounts.tiny_id(serial), 0))  # it was always there

    def is_admin(self, user_id: str) -> bool:
        return user_id == self.admin or user_id in self.settings.admins

    def _note_status(self, account: Account, **_: Any) -> None:
        self.groups.audiences.move(account.user_id, self.groups.of(account.user_id))

    def _forget(self, account: Account, by: Caller) -> None:
        self.groups.forget(account.user_id, by)
        self.friends.forget(account.user_id)
        self.c2c.forget(account.user_id)
        self.recents.forget(account.user_id)
        self.pushing.forget(account.user_id)
        self.notices.forget(account.user_id)
        self.watches.forget(account.user_id)
