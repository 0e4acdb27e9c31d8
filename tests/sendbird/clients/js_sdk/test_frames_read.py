"""Whatever key of a frame the SDKs read is sent, or stands in not_sent.yaml with the reason.

Both SDKs are unmodified, but parse frames under the eyes of trace.cjs.
"""

import json
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
import yaml

from chatmock.providers.sendbird import hints
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.realtime import categories
from chatmock.providers.sendbird.realtime.post import SCHEMAS
from tests.sendbird.clients.js_sdk.client import JsClient, Refused, missing
from tests.sendbird.clients.js_sdk.frames import V3, V4, categories_read, commands_read
from tests.sendbird.clients.server_sdks.stories.story import Rest

NOT_SENT = yaml.safe_load((Path(__file__).parent / "not_sent.yaml").read_text(encoding="utf-8"))
CATEGORIES = {number for number in vars(categories).values() if isinstance(number, int)}
FRAMES = {
    *(SCHEMAS.keys() - {"SYEV", "USEV", "PONG"}),
    *(f"{'USEV' if number >= categories.UNBLOCKED else 'SYEV'} {number}" for number in CATEGORIES),
}
"""All that is sent; of PONG the SDKs look at the name alone."""
NOT_READ = {"v3": {"BUSY", "EXPR", "PEDI", "SYEV 11300", "VOTE"}, "v4": set()}
"""Frames that came after version 3, and one of which it looks at the name alone."""
LUNCH, LOBBY = "/group_channels/lunch", "/open_channels/lobby"
SAY = {"message_type": "MESG", "user_id": "carol"}


@pytest.fixture
def reads(tmp_path, chatmock):
    """What both SDKs read, while much goes on: ``[version, where, key, is there]``."""
    if why := missing():
        pytest.skip(why)
    file = tmp_path / "reads"
    rest = Rest(chatmock)
    prepare(chatmock, rest)
    clients = [JsClient(version, reads=file) for version in ("v3", "v4")]
    try:
        for client, user in zip(clients, ("alice", "bob"), strict=True):
            where = {"api": chatmock.url, "ws": chatmock.sendbird.ws_url, "app": chatmock.sendbird.app_id, "user": user}
            if client.version == "v4":
                chatmock.faults.add("connect", code=800221)
                with pytest.raises(Refused):
                    client("connect", **where)
            client("connect", token=chatmock.sendbird.session_token(user), fresh=[], **where)
            client("enter", channel="lobby")
        go_on(chatmock, rest, clients)
        for client in clients:
            client.heard("message", channel="end")
        chatmock.clock.advance(minutes=10)  # a session key's life
        for client in clients:
            client.heard("refreshed")
    finally:
        rest.close()
        for client in clients:
            client.close()
    return [tuple(json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]


def prepare(chatmock, rest):
    for name in ("alice", "bob", "carol", "dave", "erin"):
        chatmock.sendbird.user(name)
    for channel in ("lunch", "end", "gone"):
        rest.post("/group_channels", channel_url=channel, user_ids=["alice", "bob", "carol"])
    rest.post("/open_channels", channel_url="lobby", operator_ids=["carol"])
    rest.put("/users/dave/channel_invitation_preference", auto_accept=False)


def go_on(chatmock, rest, clients):
    """One of each thing that is told in a frame."""
    talk(rest, clients)
    moderate(rest)
    come_and_go(chatmock, rest, clients)
    keep(rest)
    rest.put(f"{LUNCH}/freeze", freeze=True)
    for client in clients:
        with pytest.raises(Refused):
            client("say", channel="lunch", text="?")
    rest.put(f"{LUNCH}/freeze", freeze=False)
    rest("DELETE", "/group_channels/gone")
    rest.post("/group_channels/end/messages", **{**SAY, "message": "The end"})


def talk(rest, clients):
    for client in clients:
        said = client("say", channel="lunch", text="Soup?")
        client("edit", channel="lunch", id=said["id"], text="Stew?")
        client("read", channel="lunch")
    person = {"mention_type": "users", "mentioned_user_ids": ["alice", "bob"]}
    said = rest.post(f"{LUNCH}/messages", **SAY, message="Bread?", **person)["message_id"]
    rest.post(f"{LUNCH}/messages", **SAY, message="Yes", parent_message_id=said)
    rest.post(f"{LUNCH}/messages/{said}/reactions", user_id="carol", reaction="yum")
    rest.post(f"{LUNCH}/messages/{said}/pin")
    file = rest.post(f"{LUNCH}/messages", message_type="FILE", user_id="carol", url="http://127.0.0.1:9/a.png")
    notice = rest.post(f"{LUNCH}/messages", message_type="ADMM", message="Soup is out")
    for message, kind in ((said, "MESG"), (file["message_id"], "FILE"), (notice["message_id"], "ADMM")):
        rest.put(f"{LUNCH}/messages/{message}", message_type=kind, data="x")
    poll = rest.post("/polls", title="Soup?", options=["yes", "no"], created_by="carol")
    rest.post(f"{LUNCH}/messages", **SAY, message="Vote!", poll_id=poll["id"])
    rest.put(f"/polls/{poll['id']}/vote", user_id="carol", option_ids=[poll["options"][0]["id"]])
    rest.put(f"/polls/{poll['id']}/close")
    rest.put(f"{LUNCH}/messages/mark_as_read", user_id="carol")
    rest.post(f"{LUNCH}/typing", user_ids=["carol"])
    rest("DELETE", f"{LUNCH}/typing", {"user_ids": ["carol"]})
    rest("DELETE", f"{LUNCH}/messages/{file['message_id']}")


def moderate(rest):
    for channel in (LUNCH, LOBBY):
        rest.post(f"{channel}/mute", user_id="carol", seconds=60)
        rest("DELETE", f"{channel}/mute/carol")
    rest.post(f"{LUNCH}/ban", user_id="erin", seconds=60)
    rest("DELETE", f"{LUNCH}/ban/erin")
    rest.post(f"{LUNCH}/operators", operator_ids=["carol"])
    rest.put("/users/erin", discovery_keys=["+49"])
    for who in ("alice", "bob"):
        rest.post(f"/users/{who}/block", target_id="erin")
        rest("DELETE", f"/users/{who}/block/erin")
        rest.put(f"/users/{who}/friend_discoveries", friend_discoveries=[{"friend_discovery_key": "+49"}])


def come_and_go(chatmock, rest, clients):
    rest.post(f"{LUNCH}/invite", user_ids=["erin", "dave"], inviter_id="carol")
    rest.put(f"{LUNCH}/decline", user_id="dave")
    rest.put(f"{LUNCH}/leave", user_ids=["erin"])
    carol = chatmock.sendbird.user("carol")
    carol.joins("lobby")
    carol.leaves("lobby")
    for client in clients:
        client.open("lobby").exit()
    for who in ("alice", "bob"):
        rest.put(f"{LUNCH}/hide", user_id=who)
        rest("DELETE", f"{LUNCH}/hide?user_id={who}")


def keep(rest):
    rest.put(LUNCH, name="Stew")
    for what, key, first, then in (("metadata", "place", "roof", "cellar"), ("metacounter", "cakes", 1, 2)):
        rest.post(f"{LUNCH}/{what}", **{what: {key: first}})
        rest.put(f"{LUNCH}/{what}", **{what: {key: then}})
        rest("DELETE", f"{LUNCH}/{what}/{key}")


def test_every_frame_is_read_by_both_sdks(reads):
    read = {version: {where.partition(".")[0] for v, where, _, _ in reads if v == version} for version in ("v3", "v4")}
    assert {version: FRAMES - frames - NOT_READ[version] for version, frames in read.items()} == {
        "v3": set(),
        "v4": set(),
    }


@pytest.mark.skipif(missing() != "", reason="there are no JavaScript clients here")
@pytest.mark.parametrize("bundle", [V3, V4], ids=["v3", "v4"])
def test_a_frame_that_an_sdk_knows_is_served_or_named(bundle):
    commands = commands_read(bundle)
    known = commands | {f"SYEV {number}" for number in categories_read(bundle) - CATEGORIES}
    assert {"MCNT", "MTHD", "SYEV", "READ", "ADMM"} < commands
    assert known - SCHEMAS.keys() - api.commands.keys() - hints.FRAMES.keys() == set()


def test_a_frame_that_is_named_as_not_served_is_not_sent():
    sent = SCHEMAS.keys() | {f"SYEV {number}" for number in CATEGORIES}
    assert sent & hints.FRAMES.keys() == set()


def explains(row, where, key):
    return key in row["keys"] and any(fnmatchcase(where, place) for place in row["in"])


def test_a_key_that_is_read_is_sent_or_has_a_reason(reads):
    there = {(version, where, key) for version, where, key, is_there in reads if is_there}
    never = {(where, key) for version, where, key, _ in reads if (version, where, key) not in there}
    assert sorted(found for found in never if not any(explains(row, *found) for row in NOT_SENT)) == []
    explained = {
        (number, key) for where, key in never for number, row in enumerate(NOT_SENT) if explains(row, where, key)
    }
    assert {(number, key) for number, row in enumerate(NOT_SENT) for key in row["keys"]} - explained == set()
