"""Laws of what accounts have of each other, whatever was asked before."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lengths import examples
from tests.tencent.conftest import Api, body, new_api

NAMES = ("alice", "bob", "carol")
names = st.sampled_from(NAMES)
someone = names.map(lambda one: [one])
friend = names.map(lambda one: [{"To_Account": one}])


def asks(path: str, **fields: Any) -> Any:
    return st.tuples(st.just(path), st.fixed_dictionaries(fields))


things = st.one_of(
    asks("sns/friend_add", From_Account=names, AddFriendItem=friend),
    asks("sns/friend_delete", From_Account=names, To_Account=someone, DeleteType=st.just("Delete_Type_Both")),
    asks("sns/friend_delete_all", From_Account=names, DeleteType=st.just("Delete_Type_Both")),
    asks("sns/black_list_add", From_Account=names, To_Account=someone),
    asks("sns/black_list_delete", From_Account=names, To_Account=someone),
    asks("im_open_login_svc/account_delete", DeleteItem=names.map(lambda one: [{"UserID": one}])),
    asks("im_open_login_svc/account_import", UserID=names),
    asks(
        "openim/sendmsg", From_Account=names, To_Account=names, MsgRandom=st.integers(1, 3), MsgBody=st.just(body("hi"))
    ),
    asks("openim/admin_set_msg_read", Report_Account=names, Peer_Account=names),
    asks("recentcontact/delete", From_Account=names, Type=st.just(1), To_Account=names, ClearRamble=st.integers(0, 1)),
)


def live(story: list[tuple[str, Any]]) -> Api:
    """An application in which a story has happened; what was refused has changed nothing."""
    api = new_api()
    api.accounts(*NAMES)
    for path, values in story:
        before = api.app.provider.dump(api.app)
        if api.send(path, values).refusal is not None:
            assert {**api.app.provider.dump(api.app), "ids": 0} == {**before, "ids": 0}
    return api


@settings(deadline=None, max_examples=examples(60))
@given(st.lists(things, max_size=20))
def test_friends_of_both_sides_are_friends_on_both_and_nobody_blocks_a_friend(story):
    friends = live(story).app.friends
    for one, own in friends.rows.items():
        for other in own:
            assert friends.has(other, one) and not friends.blocks(one, other) and not friends.blocks(other, one)


@settings(deadline=None, max_examples=examples(60))
@given(st.lists(things, max_size=20))
def test_unread_counts_are_those_of_a_recount(story):
    app = live(story).app
    for name in NAMES:
        counted = {}
        for pair in app.c2c:
            side = pair.sides.get(name)
            if side is not None:
                unread = [one for one in pair if one.target == name and one.number > side.read and one.counted]
                counted[pair.peer(name)] = len(unread)
        assert app.c2c.unread.of(name) == {peer: count for peer, count in counted.items() if count}
        assert app.c2c.unread.total(name) == sum(counted.values())


@settings(deadline=None, max_examples=examples(60))
@given(st.lists(things, max_size=20))
def test_what_is_dumped_and_loaded_is_dumped_alike(story):
    app = live(story).app
    before = app.provider.dump(app)
    schema = app.provider.seed_schema
    assert schema is not None and list(schema.faults(before)) == []
    other = new_api(1400000002).app
    app.provider.load(other, before, str)
    assert other.provider.dump(other) == before
    for name in NAMES:
        assert (name in app.accounts) == (name in other.accounts)
        assert list(app.friends.of(name)) == list(other.friends.of(name))
        assert app.friends.blocks(name, "alice") == other.friends.blocks(name, "alice")
        assert app.c2c.unread.of(name) == other.c2c.unread.of(name)
        recents = [[(one.type, one.peer) for one in each.recents.order(name).down()] for each in (app, other)]
        assert recents[0] == recents[1]
