"""A tenant that is gone is taken apart beside the work, in small pieces: its journal and all its messages."""

import asyncio
from contextlib import suppress

import pytest

from chatmock.core.journal import Entry
from chatmock.core.seeds import fill, read
from chatmock.providers import BUILT_IN
from chatmock.resources import data_dir
from chatmock.server.dismantling import Dismantling
from chatmock.serving import new_hub

ENTRIES = 700
"""More than are let go at a time."""


@pytest.fixture(params=BUILT_IN)
def tenant(request):
    """A hub and an application of each provider, with the seeds of the house and a long journal."""
    hub = new_hub()
    application = hub.make(request.param, {})
    for seed in sorted((data_dir("fixtures") / request.param).glob("*.yaml")):
        fill(application, read(seed))
    for _ in range(ENTRIES):
        application.journal.add(Entry("request", 0, application.journal.next_number))
    return hub, application


def messages(document):
    """How many messages a document has, in all its places."""
    if isinstance(document, list):
        return sum(map(messages, document))
    if not isinstance(document, dict):
        return 0
    own = document.get("messages")
    return (len(own) if isinstance(own, list) else 0) + sum(map(messages, document.values()))


def test_every_message_and_entry_is_let_go_one_by_one(tenant):
    _, application = tenant
    kept = messages(application.provider.dump(application))
    assert kept > 0
    gone = 0
    for let_one_go in application.crowds():
        with suppress(KeyError, IndexError):
            while True:
                let_one_go()
                gone += 1
    assert gone >= kept + ENTRIES


def test_it_happens_after_the_reset_in_small_pieces(tenant):
    hub, application = tenant
    seen = []

    async def story():
        loop, over = asyncio.get_running_loop(), asyncio.Event()

        def look():
            seen.append(len(application.journal))
            if seen[-1]:
                loop.call_soon(look)
            else:
                over.set()

        dismantling = Dismantling(hub)
        dismantling.start()
        hub.renew(application)
        look()
        await asyncio.wait_for(over.wait(), 10)
        dismantling.stop()

    asyncio.run(story())
    assert seen[0] == ENTRIES
    assert len(set(seen)) > 2
    assert not hub.watchers
