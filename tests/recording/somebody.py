"""Histories of somebody on each platform: what the server gives is used further on."""

from typing import Any

from hypothesis import strategies as st

NAMES = ["ann", "bob", "Zoë Quirin", "4711", "channel"]
WORDS = ["hi", "Soup at noon?", "ann@corp.example.org", "x" * 300, '{"a":1}', "ü"]
names, words = st.sampled_from(NAMES), st.sampled_from(WORDS)


class Somebody:
    """Does a history, and hears all that the server sends before the next act."""

    acts: st.SearchStrategy

    def __init__(self, history):
        self.history, self.heard = history, 0
        self.socket: Any = None

    async def __call__(self, asker, passage):
        for name, *rest in self.history:
            await getattr(self, name)(asker, *rest)
            while self.socket is not None and self.heard < passage.frames():
                if await self.hear() is None:  # it was closed
                    break
        if self.socket is not None:
            await self.socket.close()

    async def hear(self):
        came = await self.socket.receive(5)
        self.heard += came is not None
        return came
