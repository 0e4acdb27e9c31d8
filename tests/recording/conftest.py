"""Recorders that write into memory."""

import io

import pytest

from chatmock.recording.cassette import Writer
from chatmock.recording.recorder import Recorder
from chatmock.serving import new_hub

NOON = 1_795_896_000_000
"""When a recording of these tests begins."""


class Tape:
    """A recorder of a provider's traffic, what it has written, and what it has said."""

    def __init__(self, name, *, kept=()):
        self.file = io.BytesIO()
        self.told: list[str] = []
        hub = new_hub()
        self.recorder = Recorder(
            hub,
            hub.provider(name),
            Writer(self.file, name),
            self.told.append,
            began=NOON,
            hosts=["api.real.example"],
            kept=kept,
        )

    @property
    def text(self):
        return self.file.getvalue().decode()


@pytest.fixture
def tape():
    return Tape
