"""Applications and groups that are removed once nobody has asked for them for a while."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from chatmock.core.application import Application
from chatmock.core.group import Group

Tenants = Any
"""The hub, which knows lapses and stands above them."""
Signs = tuple[object, ...]


class Lapse:
    """One application or one group of a hub; ``seconds`` are of real time, which only a server can count."""

    def __init__(self, hub: Tenants, of: Application | Group, seconds: float) -> None:
        self.seconds = seconds
        self._hub = hub
        self._group = of if isinstance(of, Group) else None
        self._key = (of.provider.name, str(of.app_id)) if isinstance(of, Application) else (of.name,)

    def __repr__(self) -> str:
        return f"<Lapse of {' '.join(self._key)} after {self.seconds} s>"

    @property
    def key(self) -> tuple[str, ...]:
        return self._key

    def signs(self) -> Signs | None:
        """What changes whenever somebody asks; None where it is gone already."""
        tenants = self._tenants()
        if tenants is None:
            return None
        group = self._group if self._group is not None else self._hub.group_of(tenants[0])
        return (group.asked, *(tenant.asked for tenant in tenants))

    @property
    def is_connected(self) -> bool:
        """Whether a client holds a connection to it."""
        return any(
            connection.origin == "client" for tenant in self._tenants() or () for connection in tenant.connections
        )

    def end(self) -> None:
        """Remove it."""
        if self._group is not None:
            self._hub.remove_group(self._group)
        else:
            for tenant in self._tenants() or ():
                self._hub.remove(tenant)

    def _tenants(self) -> list[Application] | None:
        if self._group is not None:
            return self._group.tenants if self._hub.groups.get(self._group.name) is self._group else None
        found = self._hub.find(*self._key)
        return [found] if found is not None else None


class Lapses:
    """What a hub removes by and by."""

    def __init__(self) -> None:
        self._lapses: dict[tuple[str, ...], Lapse] = {}
        self.on_add: Callable[[Lapse], None] | None = None
        """Told of each one that is new; set by the server that counts the seconds."""

    def __iter__(self) -> Iterator[Lapse]:
        return iter(list(self._lapses.values()))

    def __contains__(self, lapse: Lapse) -> bool:
        return self._lapses.get(lapse.key) is lapse

    def add(self, lapse: Lapse) -> None:
        self._lapses[lapse.key] = lapse
        if self.on_add is not None:
            self.on_add(lapse)

    def remove(self, key: tuple[str, ...]) -> None:
        self._lapses.pop(key, None)
