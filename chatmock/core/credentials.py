"""Whose request it is, by the credential it carries: one look-up, however many tenants there are."""

from __future__ import annotations

from chatmock.core.application import Application

_Key = tuple[str, str]
"""The name of a provider, and a credential."""


class Credentials:
    """The credentials that tenants have granted. Where several granted the same one, it is the last one's."""

    def __init__(self) -> None:
        self._holders: dict[_Key, Application] = {}
        self._earlier: dict[_Key, list[Application]] = {}

    def __len__(self) -> int:
        return len(self._holders)

    def __repr__(self) -> str:
        return f"<{len(self)} credentials>"

    def holder(self, provider: str, credential: str) -> Application | None:
        return self._holders.get((provider, credential))

    def follow(self, application: Application) -> None:
        """Know what a tenant has granted, and what it grants or revokes from now on."""
        application.on_credential = lambda credential, good: (self._add if good else self._remove)(
            application, credential
        )
        for credential in application.granted:
            self._add(application, credential)

    def leave(self, application: Application) -> None:
        """A tenant is gone, and its credentials with it."""
        application.on_credential = None
        for credential in application.granted:
            self._remove(application, credential)

    def _add(self, application: Application, credential: str) -> None:
        key = (application.provider.name, credential)
        holder = self._holders.get(key)
        if holder is application or application in (earlier := self._earlier.get(key, [])):
            return
        if holder is not None:
            self._earlier[key] = [*earlier, holder]
        self._holders[key] = application

    def _remove(self, application: Application, credential: str) -> None:
        key = (application.provider.name, credential)
        earlier = self._earlier.pop(key, [])
        if self._holders.get(key) is not application:
            earlier = [other for other in earlier if other is not application]
        elif earlier:
            self._holders[key] = earlier.pop()
        else:
            del self._holders[key]
        if earlier:
            self._earlier[key] = earlier
