"""Conversation lists: what differs from what the messages and the groups make of them."""

from __future__ import annotations

from chatmock.core.filling import Values
from chatmock.core.seed_values import plain_values
from chatmock.providers.tencent.model import App
from chatmock.providers.tencent.seeds.loading import Loading

_OWN = ("user", "type", "peer", "contact_groups", "pinned", "marks", "custom_mark")


def load_recents(loading: Loading, document: Values) -> None:
    """Put the lists right: rows that are not there were taken off."""
    if "conversations" not in document:
        return
    recents, kept = loading.app.recents, set()
    for index, values in enumerate(document["conversations"]):
        spot = ("conversations", index)
        found = recents.get(values["user"], values["type"], values["peer"])
        if found is None:
            raise loading.wrong(spot, "there are no such two, and no such group; write what they have said first")
        for name, value in values.items():
            if name not in _OWN:
                setattr(found, name, value)
        recents.set_pinned(found, values.get("pinned", 0))
        recents.put_marks(found, values.get("marks", 0), values.get("custom_mark", ""))
        for name in values.get("contact_groups", ()):
            recents.put_into(found, name)
        loading.app.ids.after(found.serial)
        kept.add(found)
    for recent in [one for one in recents if one not in kept]:
        recents.remove(recent)


def dump_recents(app: App) -> list[Values]:
    return [
        {
            "user": one.user_id,
            **plain_values(one, "user_id", "talk", "contact_groups"),
            **({"contact_groups": list(one.contact_groups)} if one.contact_groups else {}),
        }
        for one in sorted(app.recents, key=lambda one: one.serial)
    ]
