"""Parts that the state machines of all providers have: doors to applications of one server, and how they are compared."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from typing import Any

from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine

from chatmock.testing.server import ChatmockServer
from tests.lengths import examples
from tests.sendbird.realtime.conftest import Loop

servers: dict[str, Any] = {}
"""The server of the machine that runs, and the loop of its sockets."""
HOW = settings(max_examples=examples(10), stateful_step_count=50, deadline=None, report_multiple_bugs=False)


def serving(start: AbstractContextManager[ChatmockServer]) -> Iterator[None]:
    """Have a server for a module's machine; it may not break in anything that it says."""
    with start as chatmock:
        servers.update(chatmock=chatmock, loop=Loop())
        yield
        servers["loop"].close()
        assert chatmock.broken() == []


class Doors(RuleBasedStateMachine):
    """A machine whose applications are looked at through all doors in the end, unless something was wrong before."""

    all: list[Any]

    def __init__(self) -> None:
        super().__init__()
        self.stack, self.sound = ExitStack(), True

    def application(self) -> tuple[Any, Any]:
        """A new application of the server, and the loop of its sockets."""
        return self.stack.enter_context(servers["chatmock"].application()), servers["loop"]

    def open(self, *doors: Any) -> None:
        """Use these doors, until the machine ends."""
        self.all = list(doors)
        for acts in doors:
            self.stack.callback(acts.door.close)

    def look_through_all_doors(self) -> None:
        for acts in self.all:
            self.compare(acts)

    def differences(self, acts: Any) -> list[str]:
        """What a door shows otherwise than the model says."""
        raise NotImplementedError

    def compare(self, acts: Any) -> None:
        self.sound = False
        wrong = self.differences(acts)
        self.sound = not wrong
        assert not wrong, f"{acts}: {'; '.join(wrong)}"

    def teardown(self) -> None:
        with self.stack:
            if self.sound:
                self.look_through_all_doors()
