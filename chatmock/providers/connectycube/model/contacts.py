"""The contact list (roster) of one user: who sees whose presence (RFC 6121)."""

from __future__ import annotations

import msgspec

TO, FROM = "to", "from"


class Contact(msgspec.Struct):
    """Somebody on a contact list, by the own user's side."""

    user_id: int
    name: str = ""
    groups: list[str] = msgspec.field(default_factory=list)
    sees: bool = False
    """Whether the own user gets the contact's presence."""
    seen: bool = False
    """Whether the contact gets the own user's."""
    asked: bool = False
    """Whether the own user has asked for it, and waits."""
    asks: bool = False
    """Whether the contact has asked, and waits; one who only asks is not on the list yet."""
    listed: bool = True

    @property
    def subscription(self) -> str:
        """The word of the protocol: none, to, from or both."""
        if self.sees and self.seen:
            return "both"
        return TO if self.sees else FROM if self.seen else "none"


class Contacts(msgspec.Struct):
    """The contacts of a user by their ids."""

    rows: dict[int, Contact] = msgspec.field(default_factory=dict)

    def get(self, user_id: int) -> Contact:
        """A contact; a new one that is not listed where there is none."""
        found = self.rows.get(user_id)
        if found is None:
            found = self.rows[user_id] = Contact(user_id, listed=False)
        return found

    def drop(self, user_id: int) -> Contact | None:
        return self.rows.pop(user_id, None)

    @property
    def listed(self) -> list[Contact]:
        return [contact for contact in self.rows.values() if contact.listed]

    @property
    def watchers(self) -> list[int]:
        """Who gets the user's presence."""
        return [contact.user_id for contact in self.rows.values() if contact.seen]

    @property
    def watched(self) -> list[int]:
        """Whose presence the user gets."""
        return [contact.user_id for contact in self.rows.values() if contact.sees]
