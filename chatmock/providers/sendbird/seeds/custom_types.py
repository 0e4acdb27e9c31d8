"""Bans, mutes and operators of all channels of a custom type."""

from __future__ import annotations

from collections.abc import Iterable

from chatmock.core.filling import Values
from chatmock.core.words import shown
from chatmock.providers.sendbird.model import App
from chatmock.providers.sendbird.seeds.channels import SANCTIONS, dump_sanctions, new_sanction
from chatmock.providers.sendbird.seeds.loading import Loading


def load_custom_types(loading: Loading, rows: Iterable[Values]) -> None:
    """Fill the rules for custom types; channels have their operators themselves already."""
    every = loading.app.type_rules
    named: set[str] = set()
    for index, values in enumerate(rows):
        spot = ("custom_types", index)
        with loading.once(named, (*spot, "custom_type"), values["custom_type"]):
            named.add(values["custom_type"])
        rules = every.own(values["custom_type"])
        for name, kind in SANCTIONS:
            for number, given in enumerate(values.get(name, ())):
                where = (*spot, name, number)
                sanction = new_sanction(loading, kind, name, "", given, where)
                if sanction.user.user_id in getattr(rules, name).rows:
                    raise loading.wrong(where, f"{shown(sanction.user.user_id)} stands twice")
                every.impose(rules, sanction)
        for number, user_id in enumerate(values.get("operators", ())):
            every.operate(rules, loading.user((*spot, "operators", number), user_id))


def dump_custom_types(app: App) -> list[Values]:
    rows: list[Values] = [
        {
            "custom_type": rules.custom_type,
            "bans": dump_sanctions(rules.bans),
            "mutes": dump_sanctions(rules.mutes),
            "operators": list(rules.operators),
        }
        for rules in app.type_rules
    ]
    return [{name: value for name, value in row.items() if value} for row in rows]
