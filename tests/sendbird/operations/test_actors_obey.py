"""Actors obey what clients obey; a backend may more."""

import pytest

from chatmock.core.actors import ActRefused, UnknownDetail

SAYS = {"message_type": "MESG", "user_id": "bob", "message": "hi"}


@pytest.fixture
def says(api):
    """Has bob say something as an actor; gives the code of the refusal, 0 for none."""

    def says(channel):
        try:
            api.app.provider.acts()["says"](api.hub, api.app, "bob", {"channel_url": channel, "message": "hi"})
        except ActRefused as refused:
            return refused.answer["code"]
        return 0

    return says


def test_who_is_inside_may_speak(says, lunch):
    assert says(lunch) == 0


@pytest.mark.parametrize("kind", ["group_channels", "open_channels"])
def test_a_muted_actor_is_refused_where_a_backend_is_not(api, says, lunch, lobby, kind):
    # client: the codes of sockets; ruled: a backend may speak for a muted user
    channel = lunch if kind == "group_channels" else lobby
    if kind == "open_channels":
        api.app.provider.acts()["joins"](api.hub, api.app, "bob", {"channel_url": lobby})
    api.post(f"/{kind}/{channel}/mute", user_id="bob")
    assert says(channel) == api.client("bob").refusal("POST", f"/{kind}/{channel}/messages", SAYS)[0] == 900041
    assert api.post(f"/{kind}/{channel}/messages", **SAYS)["message"] == "hi"


@pytest.mark.parametrize("kind", ["group_channels", "open_channels"])
def test_a_banned_actor_is_refused(api, says, lunch, lobby, kind):
    channel = lunch if kind == "group_channels" else lobby
    api.post(f"/{kind}/{channel}/ban", user_id="bob")
    assert says(channel) == 900100
    assert api.refusal("POST", f"/{kind}/{channel}/messages", SAYS)[0] == 400108


def test_in_a_frozen_channel_only_operators_speak(api, says, lunch):
    api.put(f"/group_channels/{lunch}/freeze", freeze=True)
    assert says(lunch) == 900050
    api.put(f"/group_channels/{lunch}", operator_ids=["bob"])
    assert says(lunch) == 0


def test_an_actor_enters_an_open_channel_before_it_speaks(api, bob, says, lobby):
    assert says(lobby) == 900020
    api.app.provider.acts()["joins"](api.hub, api.app, "bob", {"channel_url": lobby})
    assert says(lobby) == 0


def test_a_banned_actor_enters_no_open_channel(api, bob, lobby):
    # client: the code of sockets
    api.post(f"/open_channels/{lobby}/ban", user_id="bob")
    with pytest.raises(ActRefused) as refused:
        api.app.provider.acts()["joins"](api.hub, api.app, "bob", {"channel_url": lobby})
    assert "900100 You are banned" in str(refused.value)


def test_a_deactivated_actor_is_refused(api, says, lunch):
    api.put("/users/bob", is_active=False, leave_all_when_deactivated=False)
    assert says(lunch) == 900021


def refused(api, act, **given):
    """The sentence with which an act of bob's is refused."""
    with pytest.raises(ActRefused) as refusal:
        api.app.provider.acts()[act](api.hub, api.app, "bob", given)
    return str(refusal.value)


def test_an_actor_invites_as_a_member_only(api, bob, lunch):
    api.put(f"/group_channels/{lunch}/leave", user_ids=["bob"])
    before = api.get(f"/group_channels/{lunch}/members")
    invitation = {"user_ids": ["bob"]}
    assert "400108" in refused(api, "invites", channel_url=lunch, **invitation)
    assert api.client("bob").refusal("POST", f"/group_channels/{lunch}/invite", invitation)[0] == 400108
    assert api.get(f"/group_channels/{lunch}/members") == before


def test_a_deactivated_actor_neither_invites_nor_joins(api, lunch):
    api.put("/users/bob", is_active=False, leave_all_when_deactivated=False)
    assert "400300" in refused(api, "invites", channel_url=lunch, user_ids=["bob"])
    assert "400300" in refused(api, "joins", channel_url=lunch)


def test_an_actor_who_joins_a_private_channel_is_invited(api, bob, lunch):
    # ruled: a client is refused, the backend of a test invites it
    api.put(f"/group_channels/{lunch}/leave", user_ids=["bob"])
    api.app.provider.acts()["joins"](api.hub, api.app, "bob", {"channel_url": lunch})
    assert "bob" in [member["user_id"] for member in api.get(f"/group_channels/{lunch}/members")["members"]]


def test_a_refused_act_is_in_the_journal(api, says, lunch):
    api.post(f"/group_channels/{lunch}/mute", user_id="bob")
    says(lunch)
    [entry] = [entry for entry in api.app.journal if entry.kind == "actor"]
    assert entry.refusal.code == 900041


def test_a_detail_that_no_message_has_is_refused(api, lunch):
    told = {"channel_url": lunch, "message": "hi", "details": {"custom_typ": "x"}}
    with pytest.raises(UnknownDetail, match="custom_typ"):
        api.app.provider.acts()["says"](api.hub, api.app, "bob", told)
    assert api.get(f"/group_channels/{lunch}/messages", message_ts=0)["messages"] == []
