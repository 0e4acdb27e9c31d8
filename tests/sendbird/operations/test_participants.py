"""Participants: who is inside an open channel."""

import pytest

from chatmock.core.errors import Refusal
from chatmock.providers.sendbird.channels.participants import enter, exit


@pytest.fixture
def inside(app, lobby):
    """Lets users enter the lobby by name."""

    def go(*user_ids):
        for user_id in user_ids:
            enter(app, app.open_channels[lobby], app.users[user_id])

    return go


@pytest.fixture
def heard(app):
    """The events about participants so far."""
    events = []
    for name in ("participant.entered", "participant.left"):
        app.bus.on(name, lambda user, name=name, **_: events.append((name, user.user_id)))
    return events


def names(rows):
    return [row["user_id"] for row in rows]


def test_the_first_who_entered_is_listed_first(api, lobby, alice, bob, inside):
    inside(bob, alice)
    assert names(api.walk(f"/open_channels/{lobby}/participants", "participants", limit=1)) == ["bob", "alice"]
    assert api.get(f"/open_channels/{lobby}")["participant_count"] == 2


def test_a_participant_has_the_documented_keys(api, lobby, alice, inside):
    inside(alice)
    [row] = api.get(f"/open_channels/{lobby}/participants")["participants"]
    assert row["is_muted"] is False and row["is_online"] is False and row["last_seen_at"] == -1


def test_entering_twice_is_entering_once(api, lobby, alice, inside, heard):
    inside(alice, alice)
    assert heard == [("participant.entered", "alice")]
    assert api.get(f"/open_channels/{lobby}")["participant_count"] == 1


def test_who_leaves_is_not_listed_any_more(api, app, lobby, alice, bob, inside, heard):
    inside(alice, bob)
    exit(app, app.open_channels[lobby], app.users[alice])
    exit(app, app.open_channels[lobby], app.users[alice])
    assert names(api.get(f"/open_channels/{lobby}/participants")["participants"]) == ["bob"]
    assert heard[2:] == [("participant.left", "alice")]


def test_a_banned_user_does_not_get_in(api, lobby, alice, inside):
    api.post(f"/open_channels/{lobby}/ban", user_id=alice)
    with pytest.raises(Refusal, match=r"900100: You are banned from the channel\."):
        inside(alice)


def test_a_deleted_user_is_not_inside(api, lobby, alice, inside, heard):
    inside(alice)
    api.delete("/users/alice")
    assert api.get(f"/open_channels/{lobby}", participants="true")["participants"] == []
    assert heard[-1] == ("participant.left", "alice")


def test_nobody_is_inside_a_deleted_channel(api, app, lobby, alice, inside):
    inside(alice)
    api.delete(f"/open_channels/{lobby}")
    assert not app.places.of(app.users[alice]).participations


def test_an_unknown_channel_has_no_participants(api):
    assert api.refusal("GET", "/open_channels/nowhere/participants") == (400201, '"Channel" not found.')
