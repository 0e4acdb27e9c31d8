"""A server of its own behind a recorder, and what somebody does there, as a cassette."""

import asyncio
import io
import json
import threading
from contextlib import contextmanager
from datetime import UTC, datetime

from chatmock.recording.cassette import Cassette, Writer
from chatmock.recording.recorder import Recorder
from chatmock.recording.replaying import Replay
from chatmock.server.asking import Asking
from chatmock.server.passing import Passing
from chatmock.server.thread import ServerThread
from chatmock.serving import new_hub, serve_defaults

NOON = 1_795_896_000_000
"""When every server of these tests stands still, and when every recording begins."""


class Passage:
    """What was recorded: the lines of a cassette, and what was said of them."""

    def __init__(self, name, *, began=NOON, stands_still=True):
        self.file = io.BytesIO()
        self.told: list[str] = []
        self.hub = new_hub(strict=True)
        self.provider = self.hub.provider(name)
        self.options = dict(self.provider.card.defaults)
        if stands_still:
            self.hub.default.begin_at(datetime.fromtimestamp(NOON / 1000, UTC))
        serve_defaults(self.hub, {})
        writer = Writer(self.file, name)
        self.recorder = Recorder(self.hub, self.provider, writer, self.told.append, began=began, hosts=["127.0.0.1"])

    def run(self, act):
        """Have somebody act on the proxy before the server; gives what they give."""

        async def work(url):
            passing = Passing(url, self.recorder)
            await passing.start()
            try:
                async with Asking(passing.url) as asker:
                    return await act(asker)
            finally:
                await passing.stop()

        with ServerThread(self.hub) as self.server:
            found = asyncio.run(work(self.server.url))
        assert self.hub.broken == []
        return found

    @contextmanager
    def open(self):
        """The address of a proxy before the server, for programs that have their own process."""
        passing = []
        started, stopped = threading.Event(), []

        async def serve(url):
            passing.append(Passing(url, self.recorder))
            await passing[0].start()
            stopped.append((asyncio.get_running_loop(), done := asyncio.Event()))
            started.set()
            await done.wait()
            await passing[0].stop()

        with ServerThread(self.hub) as self.server:
            thread = threading.Thread(target=lambda: asyncio.run(serve(self.server.url)))
            thread.start()
            started.wait()
            try:
                yield passing[0].url
            finally:
                [(loop, done)] = stopped
                loop.call_soon_threadsafe(done.set)
                thread.join()
        assert self.hub.broken == []

    def frames(self):
        """How many frames the server has sent."""

        def count():
            tenant = self.hub.default.of(self.provider.name)
            entries = tenant.journal if tenant is not None else ()
            return sum(len(one.facts["to"]) for one in entries if one.facts.get("direction") == "out")

        return self.server.run(count)

    @property
    def events(self):
        return [json.loads(line) for line in self.file.getvalue().splitlines()[1:]]

    @property
    def cassette(self):
        return Cassette(self.provider.name, self.events)


def recorded(name, act):
    """The passage of what somebody does on a new server; ``act`` is given the passage, too."""
    passage = Passage(name)
    passage.run(lambda asker: act(asker, passage))
    return passage


def replayed(cassette, *, now=NOON, **more):
    """The steps of a cassette on another new server, and the passage of them."""
    passage = Passage(cassette.provider, began=now, stands_still=now == NOON)

    async def act(asker):
        replay = Replay(cassette, passage.provider, passage.options, asker, now=now, patience=5, **more)
        return [step async for step in replay.run()]

    return passage.run(act), passage
