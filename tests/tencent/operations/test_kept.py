"""What the model keeps of polls, of a pace, and of conversation groups: no more than there is; and what it says."""

import pytest

from chatmock.core.ids import Ids
from chatmock.providers.tencent.model import Caller, live, tips
from chatmock.providers.tencent.model.live import Live
from chatmock.providers.tencent.model.pace import Pace


@pytest.fixture
def polls():
    return Live(Ids("polls"))


def keys(polls, group):
    return [*polls.logs[group].pollers]


def test_an_account_polls_a_group_once(polls):
    woken = []
    first, _ = polls.open("show", "ann", 1)
    first.wake = lambda: woken.append("ann")
    polls.add("show", {"text": "hi"})
    again, number = polls.open("show", "ann", 1)
    guests = [polls.open("show", "", 1)[0] for _ in range(2)]
    assert (woken, number) == (["ann", "ann"], 2) and first.key not in polls.pollers
    assert keys(polls, "show") == list(polls.pollers) == [again.key, *(guest.key for guest in guests)]
    polls.leave("show", "ann")
    assert keys(polls, "show") == list(polls.pollers) == [guest.key for guest in guests]
    polls.drop("show")
    assert (polls.pollers, polls.logs) == ({}, {})


def test_the_newest_polls_are_kept(polls, monkeypatch):
    monkeypatch.setattr(live, "MOST", 2)
    opened = [polls.open("show", name, 1)[0].key for name in ("ann", "bob", "cyd")]
    assert list(polls.pollers) == keys(polls, "show") == opened[1:]


def test_a_pace_counts_what_comes_in_a_second():
    pace, allowed = Pace(), []
    for second in (7, 7, 7, 7, 8, 8, 8, 8):
        allowed.append(pace.allows(second, 3))
        if allowed[-1]:
            pace.count(second)
    assert allowed == [True, True, True, False] * 2


def test_a_tip_says_how_somebody_has_joined():
    found = [tips.of_joining(how, "alice", ["bob"], 2)["GroupJoinType"] for how in ("Apply", "Invited")]
    assert found == [1, 2]


def test_a_conversation_that_is_taken_out_of_a_group_is_not_in_it(people):
    people.say("bob", "alice")
    people.say("carol", "alice")
    recents, me = people.app.recents, Caller("alice")
    bob, carol = (recents.get("alice", 1, peer) for peer in ("bob", "carol"))
    recents.make_group("alice", "work", [bob, carol], me)
    recents.regroup("alice", "work", [(bob, False)], me)
    assert list(recents.conversations_in("alice", "work")) == [carol] and not bob.contact_groups
    recents.rename_group("alice", "work", "office", me)
    assert list(recents.conversations_in("alice", "work")) == []
    assert list(recents.conversations_in("alice", "office")) == [carol]
