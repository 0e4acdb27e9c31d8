"""A tenant that is gone is taken apart beside the work, in small pieces: its journal and all its messages."""

import asyncio
from contextlib import suppress
from itertools import pairwise

import pytest

from chatmock.core.journal import Entry
from chatmock.core.seeds import fill, read
from chatmock.providers import BUILT_IN
from chatmock.resources import data_dir
from chatmock.server.dismantling import Dismantling
from chatmock.serving import new_hub

PEACE = 0.05
"""Seconds in which whoever waits for the reset gets its answer undisturbed."""
ENTRIES = 700
"""More than are let go at a time."""
LOOK = 0.0001
"""Seconds that pass at each look at the clock of a loop on which work is slow."""
PIECE = 100
"""More things than are let go on it before others have their turn: 25 at each of its looks in 0.3 ms."""


class SlowLoop(asyncio.SelectorEventLoop):
    """A loop on which time passes whenever somebody looks at its clock, however fast the machine is."""

    passed = 0.0

    def time(self):
        self.passed += LOOK
        return super().time() + self.passed


SEEDS = {provider: sorted((data_dir("fixtures") / provider).glob("*.yaml")) for provider in BUILT_IN}


@pytest.fixture(params=[(name, seed) for name in SEEDS for seed in SEEDS[name]], ids=lambda param: param[1].stem)
def tenant(request):
    """A hub and an application with a seed of the house and a long journal."""
    provider, seed = request.param
    hub = new_hub()
    application = hub.make(provider, {})
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


def test_each_provider_has_a_seed_with_messages():
    """So each of them shows that they are let go."""
    for provider, seeds in SEEDS.items():
        assert any(messages(seed.values) for path in seeds for seed in read(path).documents), provider


def test_every_message_and_entry_is_let_go_one_by_one(tenant):
    _, application = tenant
    kept = messages(application.provider.dump(application))
    gone = 0
    for let_one_go in application.crowds():
        with suppress(KeyError, IndexError):
            while True:
                let_one_go()
                gone += 1
    assert gone >= kept + ENTRIES


def test_it_happens_after_the_reset_in_small_pieces(tenant):
    hub, application = tenant
    seen, began_after = [], 0.0

    async def story():
        nonlocal began_after
        loop, over = asyncio.get_running_loop(), asyncio.Event()

        def look():
            nonlocal began_after
            seen.append(len(application.journal))
            if not began_after and seen[-1] < ENTRIES:
                began_after = loop.time() - reset
            if seen[-1]:
                loop.call_soon(look)
            else:
                over.set()

        dismantling = Dismantling(hub)
        dismantling.start()
        reset = loop.time()
        hub.renew(application)
        look()
        await asyncio.wait_for(over.wait(), 10)
        dismantling.stop()

    with asyncio.Runner(loop_factory=SlowLoop) as runner:
        runner.run(story())
    assert seen[0] == ENTRIES
    assert began_after >= PEACE
    assert max(before - after for before, after in pairwise(seen)) <= PIECE
    assert not hub.watchers
