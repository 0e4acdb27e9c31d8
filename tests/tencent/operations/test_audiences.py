"""Who is online in a group, with a mark or without, and who watches whom."""

import pytest

from chatmock.providers.tencent.model.audiences import EVERYBODY, Audiences


@pytest.fixture
def live(people):
    """A live group of three."""
    return people.app.groups.rows[people.group("alice", "bob", "carol")]


def ids(order):
    return [member.user_id for member in order]


def test_who_has_a_mark_is_found_among_those_who_are_online(live):
    online = {"alice", "bob"}
    audiences, bob, carol = Audiences(online), live.members["bob"], live.members["carol"]
    bob.marks = carol.marks = (7,)
    assert ids(audiences.of(live)) == ["alice", "bob"]
    assert (ids(audiences.of(live, 7)), ids(audiences.of(live, 8))) == (["bob"], [])
    online.add("carol")
    audiences.move("carol", {live.group_id: live})
    assert (ids(audiences.of(live)), ids(audiences.of(live, 7))) == (["alice", "bob", "carol"], ["bob", "carol"])
    bob.marks = (8,)
    audiences.note(live, bob)
    assert (ids(audiences.of(live, 7)), ids(audiences.of(live, EVERYBODY))) == (["carol"], ["alice", "bob", "carol"])
    online.remove("carol")
    audiences.move("carol", {live.group_id: live, "another": live})
    assert (ids(audiences.of(live)), ids(audiences.of(live, 7))) == (["alice", "bob"], [])
    audiences.leave(live, bob)
    assert ids(audiences.of(live)) == ["alice"]


def test_nobody_watches_an_account_that_is_gone(people):
    watches = people.app.watches
    for one, other in (("alice", "bob"), ("bob", "carol"), ("carol", "alice")):
        watches.add(one, other)
    people("im_open_login_svc/account_delete", DeleteItem=[{"UserID": "bob"}])
    assert watches.rows == {"carol": {"alice": None}} and list(watches.of("alice")) == ["carol"]
    assert list(watches.of("bob")) == list(watches.of("carol")) == []
