"""An application of Tencent Chat as a seed document, valid by ``schemas/fixture.json``, and back; the order of both."""

from __future__ import annotations

from collections.abc import Iterator

from chatmock.core.filling import Values, set_clock
from chatmock.core.seeds import Place
from chatmock.providers.tencent.model import App
from chatmock.providers.tencent.seeds.accounts import dump_accounts, load_accounts
from chatmock.providers.tencent.seeds.applications import dump_application, load_application
from chatmock.providers.tencent.seeds.belongings import load_belongings
from chatmock.providers.tencent.seeds.broadcasts import dump_broadcasts, load_broadcasts
from chatmock.providers.tencent.seeds.c2c import dump_pairs, load_pairs
from chatmock.providers.tencent.seeds.friends import load_friends
from chatmock.providers.tencent.seeds.groups import dump_groups, load_groups
from chatmock.providers.tencent.seeds.loading import Loading
from chatmock.providers.tencent.seeds.pushing import dump_pushing, load_pushing
from chatmock.providers.tencent.seeds.recents import dump_recents, load_recents
from chatmock.providers.tencent.seeds.statistics import dump_statistics, load_statistics


def load(app: App, document: Values, place: Place) -> None:
    """Fill an empty application. Raises SeedError with the place of what is wrong."""
    set_clock(app, document.get("clock"), place)
    loading = Loading(app, place)
    if "ids" in document:
        app.ids.restore(document["ids"])
    load_application(loading, document)
    load_accounts(loading, document)
    load_friends(loading, document)
    load_belongings(loading, document)
    load_pairs(loading, document)
    load_groups(loading, document)
    load_broadcasts(loading, document)
    load_recents(loading, document)
    load_pushing(loading, document)
    load_statistics(loading, document)
    if "ids" in document:  # rows of lists have taken serials that are none of theirs
        app.ids.restore(document["ids"])
        app.ids.after(max(_serials(app)))


def _serials(app: App) -> Iterator[int]:
    for account in app.accounts:
        yield account.serial
        yield from app.recents.groups_of(account.user_id).values()
    for group in app.groups:
        yield group.serial
        yield from (member.serial for member in group.members.values())
        yield from (topic.serial for topic in group.topics.values())
    for recent in app.recents:
        yield recent.serial
    for groups in app.recents.contact_groups.values():
        yield from groups.values()


def dump(app: App) -> Values:
    """Dump the whole state. Loading it into an empty application gives an equal one."""
    document: Values = {
        "chatmock": 1,
        "provider": "tencent",
        "application": dump_application(app),
        "clock": app.clock.saved(),
        "ids": app.ids.saved(),
        "accounts": dump_accounts(app),
        "c2c": dump_pairs(app),
        "groups": dump_groups(app),
        "broadcasts": dump_broadcasts(app),
        "conversations": dump_recents(app),
        "pushing": dump_pushing(app),
        "statistics": dump_statistics(app),
        "relays": app.relays,
    }
    talks = bool(document["c2c"] or document["groups"])  # whose rows somebody may have taken off, all of them
    return {
        name: value for name, value in document.items() if value not in ([], {}) or (name == "conversations" and talks)
    }
