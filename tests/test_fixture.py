"""The fixture as its users see it."""

import json
import urllib.error
import urllib.request

import pytest

from chatmock.testing import ChatmockError


def call(chatmock, method, path, body=None):
    """A request as any client sends it, over HTTP."""
    data = None if body is None else json.dumps(body).encode()
    headers = {"Api-Token": chatmock.sendbird.api_token, "Content-Type": "application/json"}
    with urllib.request.urlopen(
        urllib.request.Request(chatmock.sendbird.api_url + path, data, headers, method=method)
    ) as answer:
        return json.load(answer)


def test_a_client_reaches_what_an_actor_did(chatmock):
    alice, bob = chatmock.sendbird.user("alice"), chatmock.sendbird.user("bob")
    lunch = chatmock.sendbird.group(alice, bob)
    bob.says("hi", lunch)
    assert call(chatmock, "GET", "/users/alice/unread_count") == {"unread_count": 1}
    alice.reads(lunch)
    assert alice.unread(lunch) == 0


def test_the_journal_tells_clients_from_actors(chatmock):
    chatmock.sendbird.user("alice")
    call(chatmock, "GET", "/users/alice")
    assert [entry["operation"] for entry in chatmock.journal.requests] == ["view_user"]


def test_a_reset_leaves_nothing(chatmock):
    chatmock.sendbird.user("alice")
    chatmock.reset()
    with pytest.raises(urllib.error.HTTPError):
        call(chatmock, "GET", "/users/alice")


def test_waiting_in_vain_says_what_came_nearest(chatmock):
    chatmock.sendbird.user("alice")
    call(chatmock, "GET", "/users/alice")
    with pytest.raises(ChatmockError, match=r"nearest: #\d+ GET /v3/users/alice"):
        chatmock.journal.wait("view_user", path="/v3/users/bob", timeout=0)


@pytest.mark.parametrize("look", ["find", "count", "wait", "assert_called", "assert_not_called"])
def test_an_operation_that_is_none_is_refused_with_the_nearest(chatmock, look):
    with pytest.raises(ChatmockError, match=r"There is no operation 'send_mesage'; did you mean send_message.*\?$"):
        getattr(chatmock.journal, look)("send_mesage")


def test_patterns_commands_and_deliveries_are_operations_too(chatmock):
    for name in ("send_*", "MESG", "connect", "disconnect", "webhook *", "bot callback"):
        assert chatmock.journal.count(name) == 0


def test_an_actors_look_before_it_makes_somebody_is_no_refusal(chatmock):
    chatmock.sendbird.user("alice")
    chatmock.sendbird.user("alice", nickname="Ally")
    assert [entry["operation"] for entry in chatmock.journal] == ["create_user", "update_user"]
    assert chatmock.journal.count(refused=True) == 0


def test_the_clock_moves_for_this_application(chatmock):
    chatmock.clock.freeze("2016-12-19T12:00:00Z")
    chatmock.clock.advance(hours=1)
    assert chatmock.clock.now() == 1482152400000


def test_actors_enter_and_leave_an_open_channel(chatmock):
    alice, lobby = chatmock.sendbird.user("alice"), chatmock.sendbird.open_channel()
    alice.joins(lobby)
    assert call(chatmock, "GET", f"/open_channels/{lobby}")["participant_count"] == 1
    alice.leaves(lobby)
    assert call(chatmock, "GET", f"/open_channels/{lobby}")["participant_count"] == 0


def test_an_actor_who_is_banned_is_refused_in_words(chatmock):
    alice, lobby = chatmock.sendbird.user("alice"), chatmock.sendbird.open_channel()
    call(chatmock, "POST", f"/open_channels/{lobby}/ban", {"user_id": "alice"})
    with pytest.raises(ChatmockError, match="alice's enter was refused: 900100"):
        alice.joins(lobby)


@pytest.mark.parametrize("seed", [5, ["x"], {"a": 1}, True])
def test_what_ids_are_made_from_is_text(chatmock_server, seed):
    own = chatmock_server.new(sendbird={"seed": seed})
    with pytest.raises(ChatmockError, match=r"sendbird\.seed: has to be a text, from which its ids are made"):
        own.sendbird.user("ann")
    own.remove()
    assert chatmock_server.broken() == []
