"""The law of folding can be broken: by every kind of frame, where one is lost or comes twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.sendbird.laws.device import Kind
from tests.sendbird.laws.test_folding import Folding

STEPS: dict[Kind, Callable[[Folding], None]] = {
    "MESG": lambda it: it.say("bob", "lunch"),
    "FILE": lambda it: it.say("bob", "lunch", kind="FILE"),
    "ADMM": lambda it: it.say("bob", "lobby", kind="ADMM"),
    "MEDI": lambda it: it.edit("lunch", 0),
    "FEDI": lambda it: it.annotate("lunch", 2, {"a": "a"}, "add"),
    "AEDI": lambda it: it.annotate("lunch", 3, {"a": "a"}, "add"),
    "DELM": lambda it: it.delete("lunch", 0),
    "MRCT": lambda it: it.react("carol", "lunch", 0, "a"),
    "MTHD": lambda it: it.say("bob", "lobby", answers=0),
    "READ": lambda it: it.read("carol", "lunch"),
    "DLVR": lambda it: it.receive("bob", "lunch", 3),
    10000: lambda it: it.come("carol", "crowd", "accept"),
    10001: lambda it: it.leave("bob", "lunch"),
    10002: lambda it: it.empower(["bob"], "lunch"),
    10020: lambda it: it.invite(["bob"], "trio", ask=True),
    10022: lambda it: it.come("carol", "crowd", "decline"),
    10102: lambda it: it.move("carol", enter=True),
    10103: lambda it: it.move("bob", enter=False),
    10200: lambda it: it.mute("carol", "lunch", mute=False),
    10201: lambda it: it.mute("bob", "lunch"),
    10600: lambda it: it.ban("carol", "pair", ban=False),
    10601: lambda it: it.ban("bob", "lunch"),
    10700: lambda it: it.freeze("lunch", freeze=False),
    10701: lambda it: it.freeze("pair"),
    11000: lambda it: it.update("lunch", {"name": "b"}),
    11100: lambda it: it.describe("lunch", {"a": "b"}),
    11200: lambda it: it.count("lunch", {"a": 2}, "set"),
    11300: lambda it: it.pin("lunch", 1),
    12000: lambda it: it.destroy("lunch"),
    13000: lambda it: it.hide("bob", "lunch"),
    13001: lambda it: it.show("bob", "crowd"),
    20000: lambda it: it.block("alice", "carol", block=False),
    20001: lambda it: it.block("alice", "bob"),
}
"""What sends a frame of each kind to somebody who keeps what it says."""
FETCHED = {11000, 12000}
"""Once more these are nothing new to anybody: the channel is fetched, or gone."""


@pytest.fixture
def it():
    """People at their clients, with one more file, one more word of the administration and one more channel."""
    it = Folding()
    it.begin(still=False)
    it.say("alice", "lunch", kind="FILE")
    it.say("alice", "lunch", kind="ADMM")
    it.create("trio", ["alice", "carol"], ask=False)
    it.everybody_is_told()
    it.heard.clear()
    return it


@pytest.mark.parametrize("kind", STEPS)
def test_a_frame_that_comes_once_is_all_it_takes(it, kind):
    STEPS[kind](it)
    it.everybody_is_told()
    assert it.heard[kind]


@pytest.mark.parametrize("kind", STEPS)
def test_a_frame_that_is_lost_is_missed(it, kind):
    it.times[kind] = 0
    STEPS[kind](it)
    with pytest.raises(AssertionError, match="was not told"):
        it.everybody_is_told()


@pytest.mark.parametrize("kind", [kind for kind in STEPS if kind not in FETCHED])
def test_a_frame_that_comes_twice_is_noticed(it, kind):
    it.times[kind] = 2
    STEPS[kind](it)
    with pytest.raises(AssertionError, match="hears of nothing"):
        it.everybody_is_told()


@pytest.mark.parametrize("kind", ["MESG", "READ", 10201, 11100])
def test_chance_finds_what_is_lost(kind):
    class Deaf(Folding):
        lost = frozenset([kind])

    quick = settings(Folding.TestCase.settings, phases=[Phase.generate], database=None, max_examples=500)
    with pytest.raises(AssertionError, match="was not told"):
        run_state_machine_as_test(Deaf, settings=quick)
