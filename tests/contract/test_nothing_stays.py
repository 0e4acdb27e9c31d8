"""Nothing of a tenant stays after a reset, a restore, a replacement or its removal: the objects that live are counted.

A provider takes part by ``tests/<provider>/laws/lives.py``.
"""

from __future__ import annotations

import gc
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from chatmock.core.dispatch import dispatch
from chatmock.core.exchange import Answer, Request
from chatmock.providers import BUILT_IN
from chatmock.serving import new_hub
from tests.lengths import examples

Step = tuple[str, str, dict[str, Any] | None]
MARKS = ("before", "after")
LIVES = 4
"""Lives between two counts; what stays of one stays of each."""
COUNTS = 60
"""Where each of so many counts is higher than the last, something grows: the interpreter takes a few hundred blocks at most."""

acts = st.sampled_from(["connect", "drop", "received", "exists"])
kinds: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [{"code": 500901}, {"status": 503}, {"delay": 0.001, "times": 3}, {"disconnect": True}, {"stall": True}]
)
names = st.sampled_from(MARKS)
control: st.SearchStrategy[Step] = st.one_of(
    st.tuples(st.just("POST"), acts.map("/actors/alice/{}".format), st.just({})),
    st.tuples(st.just("POST"), st.just("/faults"), kinds.map(lambda kind: {"operation": "*", **kind})),
    st.tuples(st.just("DELETE"), st.just("/faults"), st.none()),
    st.tuples(st.just("POST"), names.map("/snapshots/{}".format), st.just({})),
    st.tuples(st.just("POST"), names.map("/snapshots/{}/restore".format), st.just({})),
    st.tuples(st.just("DELETE"), names.map("/snapshots/{}".format), st.none()),
    st.tuples(st.just("POST"), st.just("/forks"), st.just({"replace": True})),
    st.tuples(st.just("POST"), st.just("/reset"), st.just({})),
    st.tuples(st.just("POST"), st.just("/clock/advance"), st.just({"hours": 1})),
    st.tuples(st.just("GET"), st.just("/journal"), st.none()),
    st.just(("", "connect", None)),
)


class Lives:
    """One tenant after another on a hub that goes on."""

    def __init__(self, provider: str) -> None:
        self.provider = provider
        self.told: ModuleType = import_module(f"tests.{provider}.laws.lives")
        self.app_id = self.told.APP
        self.hub = new_hub()
        self.document = self.told.document()

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Answer:
        headers = {**self.told.HEADERS, "Content-Type": "application/json", "Host": "127.0.0.1"}
        data = b"" if body is None else json.dumps(body).encode()
        query = getattr(self.told, "QUERY", "") if path.startswith(self.told.PREFIX) else ""
        return dispatch(self.hub, Request(method, path, query, headers, data))

    def control(self, method: str, path: str, body: dict[str, Any] | None = None) -> Answer:
        if method in ("GET", "DELETE"):
            path, query = f"/_chatmock{path}", f"app={self.app_id}&provider={self.provider}"
            return dispatch(self.hub, Request(method, path, query, {"Host": "127.0.0.1"}))
        return self.ask(
            method, f"/_chatmock{path}", {"app": str(self.app_id), "provider": self.provider, **(body or {})}
        )

    def begin(self, *, group: bool = False) -> None:
        """Make the tenant, or replace it by one as it was; in a ``group`` that lapses one day."""
        about = {"provider": self.provider, "app_id": self.app_id, "state": self.document, "replace": True}
        if group:
            made = self.ask("POST", "/_chatmock/groups", {"replace": True, "idle_seconds": 600})
            about["group"] = json.loads(made.body)["group"]
        self.good(self.ask("POST", "/_chatmock/applications", {**about, "idle_seconds": 600}))

    def good(self, answer: Answer) -> None:
        assert answer.status == 200, answer.body

    def live(self, steps: list[Step]) -> None:
        self.good(self.control("PUT", "/settings", {"settings": self.told.SETTINGS}))
        for method, path, body in steps:
            if path == "connect":
                application = self.hub.find(self.provider, self.app_id)
                assert application is not None
                self.told.connect(self.hub, application)
            elif path.startswith(self.told.PREFIX):
                self.ask(method, path, body)
            else:
                self.control(method, path, body)

    def remove(self) -> None:
        """Remove the tenant, and what was made of it."""
        for application in list(self.hub):
            self.good(dispatch(self.hub, Request("DELETE", f"/_chatmock/applications/{application.app_id}")))


def _reset(lives: Lives) -> None:
    lives.good(lives.control("POST", "/reset"))


def _restore(lives: Lives) -> None:
    lives.good(lives.control("POST", "/snapshots/begin/restore"))


def _load(lives: Lives) -> None:
    lives.good(lives.control("PUT", "/state", lives.document))


def _leave(lives: Lives) -> None:
    application = lives.hub.find(lives.provider, lives.app_id)
    assert application is not None
    group = quote(lives.hub.group_of(application).name)
    lives.good(dispatch(lives.hub, Request("DELETE", f"/_chatmock/groups/{group}", headers={"Host": "127.0.0.1"})))


ENDS: dict[str, Callable[[Lives], None]] = {
    "reset": _reset,
    "restore": _restore,
    "another state": _load,
    "replacement": Lives.begin,
    "removal": Lives.remove,
    "removal of its group": _leave,
}


@pytest.fixture(autouse=True)
def apart() -> Iterator[None]:
    """All that other tests have left is put away once: each collection looks at what is new alone."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@contextmanager
def alone() -> Iterator[None]:
    """What there was before is not counted, and nobody else collects."""
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def collect() -> None:
    """Free what can be: what the collector knows nothing of (messages) may hold circles that end in its next round."""
    while gc.collect():
        pass


def blocks() -> int:
    """Blocks of memory in use; messages are seen here alone."""
    collect()
    return sys.getallocatedblocks()


def objects() -> Counter[type]:
    collect()
    found = Counter(map(type, gc.get_objects()))
    del found[Counter]
    return found


def some_lives(lives: Lives, steps: list[Step], end: str) -> None:
    for _ in range(LIVES):
        if end.startswith("removal"):
            lives.begin(group=end != "removal")
        lives.live(steps)
        for name in MARKS:  # they outlive what they are of
            lives.control("DELETE", f"/snapshots/{name}")
        ENDS[end](lives)
        for application in list(lives.hub):
            if application.app_id != lives.app_id:  # a fork
                lives.hub.remove(application)


def what_stays(lives: Lives, steps: list[Step], end: str) -> str:
    """What there is more of after more lives; empty where nothing is."""
    lives.begin()
    lives.good(lives.control("POST", "/snapshots/begin"))
    if end.startswith("removal"):
        lives.remove()
    with alone():
        for _ in range(COUNTS):
            before, held = objects(), blocks()
            some_lives(lives, steps, end)
            grown, more = blocks() - held, objects() - before
            if not more and grown < LIVES:
                break
    lives.remove()
    return f"{grown} blocks, {dict(more)}" if more or grown >= LIVES else ""


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("provider", BUILT_IN)
def test_nothing_of_a_tenant_stays(provider, end):
    lives = Lives(provider)

    @settings(deadline=None, max_examples=examples(25), phases=[Phase.explicit, Phase.reuse, Phase.generate])
    @given(st.lists(st.one_of(lives.told.asked, control), max_size=20))
    def law(steps: list[Step]) -> None:
        assert what_stays(lives, steps, end) == ""

    law()
