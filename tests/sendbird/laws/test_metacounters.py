"""Metacounters behave like a dictionary of whole numbers that is changed key by key or not at all."""

from __future__ import annotations

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.lengths import examples
from tests.sendbird.laws.world import empty

GREATEST = 2**63 - 1
KEYS = st.sampled_from(["a", "b", "c", "ü"])
NUMBERS = st.one_of(
    st.integers(-5, 5), st.sampled_from([GREATEST, GREATEST - 1, -GREATEST]), st.integers(-GREATEST, GREATEST)
)
MODES = st.sampled_from(["set", "increase", "decrease"])


class Metacounters(RuleBasedStateMachine):
    """Every step is taken on the channel and on a dictionary; a step the dictionary cannot take has to be refused."""

    @initialize(kind=st.sampled_from(["open_channels", "group_channels"]))
    def begin(self, kind: str) -> None:
        self.api = empty()
        channel = self.api.open() if kind == "open_channels" else self.api.group()
        self.path = f"/{kind}/{channel}/metacounter"
        self.model: dict[str, int] = {}

    @rule(new=st.dictionaries(KEYS, NUMBERS, max_size=3))
    def create(self, new: dict[str, int]) -> None:
        if new.keys() & self.model.keys():
            assert self.api.refusal("POST", self.path, {"metacounter": new})[0] == 400202
        else:
            assert self.api.post(self.path, metacounter=new) == new
            self.model |= new

    @rule(sent=st.dictionaries(KEYS, NUMBERS, max_size=3), mode=MODES, upsert=st.booleans())
    def update(self, sent: dict[str, int], mode: str, upsert: bool) -> None:
        self._update(self.path, {"metacounter": sent}, sent, mode, upsert)

    @rule(key=KEYS, number=NUMBERS, mode=MODES, upsert=st.booleans())
    def update_one(self, key: str, number: int, mode: str, upsert: bool) -> None:
        self._update(f"{self.path}/{key}", {"value": number}, {key: number}, mode, upsert)

    def _update(self, path: str, body: dict[str, Any], sent: dict[str, int], mode: str, upsert: bool) -> None:
        sign = {"set": 0, "increase": 1, "decrease": -1}[mode]
        new = {key: self.model.get(key, 0) + sign * n if sign else n for key, n in sent.items()}
        body = {**body, "mode": mode, "upsert": upsert}
        if not upsert and not sent.keys() <= self.model.keys():
            assert self.api.refusal("PUT", path, body)[0] == 400201
        elif any(abs(total) > GREATEST for total in new.values()):
            assert self.api.refusal("PUT", path, body)[0] == 400111
        else:
            assert self.api.put(path, **body) == new
            self.model |= new

    @rule(key=KEYS)
    def delete(self, key: str) -> None:
        if key in self.model:
            assert self.api.delete(f"{self.path}/{key}") == {}
            del self.model[key]
        else:
            assert self.api.refusal("DELETE", f"{self.path}/{key}")[0] == 400201

    @rule()
    def delete_all(self) -> None:
        assert self.api.delete(self.path) == {}
        self.model.clear()

    @rule(keys=st.lists(KEYS, min_size=1, max_size=3))
    def view_some(self, keys: list[str]) -> None:
        assert self.api.get(self.path, keys=keys) == {key: self.model[key] for key in keys if key in self.model}

    @invariant()
    def the_channel_has_what_the_dictionary_has(self) -> None:
        assert self.api.get(self.path) == self.model


TestMetacounters = Metacounters.TestCase
TestMetacounters.settings = settings(max_examples=examples(60), stateful_step_count=30, deadline=None)
