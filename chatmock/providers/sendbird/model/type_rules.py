"""Bans, mutes and operators of all channels of one custom type."""

from __future__ import annotations

from collections.abc import Iterator

from chatmock.providers.sendbird.model.sanction import Ban, Mute, Sanction, Sanctions, by_user
from chatmock.providers.sendbird.model.user import User


class TypeRules:
    """Who is banned from channels of a custom type, is muted in them, or operates them."""

    __slots__ = ("bans", "custom_type", "mutes", "operators")

    def __init__(self, custom_type: str) -> None:
        self.custom_type = custom_type
        self.bans: Sanctions[Ban] = by_user()
        self.mutes: Sanctions[Mute] = by_user()
        self.operators: dict[str, User] = {}

    def __repr__(self) -> str:
        return f"<TypeRules of {self.custom_type!r}>"

    def __bool__(self) -> bool:
        return bool(self.bans.rows or self.mutes.rows or self.operators)


class AllTypeRules:
    """The rules of each custom type that a channel has, or that somebody made rules for."""

    def __init__(self) -> None:
        self._rules: dict[str, TypeRules] = {}
        self._of: dict[str, dict[str, TypeRules]] = {}
        """The rules that name a user, by the user's id and their custom type."""

    def __iter__(self) -> Iterator[TypeRules]:
        """The rules that say something."""
        return iter([rules for rules in self._rules.values() if rules])

    def get(self, custom_type: str) -> TypeRules:
        """The rules for a custom type, for looking at them."""
        rules = self._rules.get(custom_type)
        return rules if rules is not None else TypeRules(custom_type)

    def own(self, custom_type: str) -> TypeRules:
        """The rules for a custom type, kept from now on."""
        if custom_type not in self._rules:
            self._rules[custom_type] = TypeRules(custom_type)
        return self._rules[custom_type]

    def impose(self, rules: TypeRules, sanction: Sanction) -> None:
        """File a ban or a mute, in place of one of the same kind before."""
        getattr(rules, sanction.kept_in).add(sanction)
        self._of.setdefault(sanction.user.user_id, {})[rules.custom_type] = rules

    def operate(self, rules: TypeRules, user: User) -> None:
        rules.operators[user.user_id] = user
        self._of.setdefault(user.user_id, {})[rules.custom_type] = rules

    def forget(self, user: User) -> None:
        """Take a deleted user out of all rules."""
        for rules in self._of.pop(user.user_id, {}).values():
            rules.operators.pop(user.user_id, None)
            if (ban := rules.bans.rows.get(user.user_id)) is not None:
                rules.bans.remove(ban)
            if (mute := rules.mutes.rows.get(user.user_id)) is not None:
                rules.mutes.remove(mute)
