"""slixmpp, an XMPP library of nobody we know: session, contacts, carbons, stream management, rooms, over TCP."""

import asyncio
import logging
from importlib.metadata import version
from typing import Any

import pytest

slixmpp = pytest.importorskip("slixmpp")
SLIXMPP = f"slixmpp {version('slixmpp')}"

PLUGINS = ("xep_0012", "xep_0030", "xep_0045", "xep_0085", "xep_0184", "xep_0198", "xep_0199", "xep_0203", "xep_0280")
PATIENCE = 10.0


class Slix(slixmpp.ClientXMPP):  # type: ignore[misc, name-defined]
    """A client, and what it was told by kind."""

    def __init__(self, cube, actor, resource=""):
        local = f"{actor.id}-{cube.app_id}@127.0.0.1"
        super().__init__(f"{local}/{resource}" if resource else local, actor.password)
        for plugin in PLUGINS:
            self.register_plugin(plugin)
        self.plugin["feature_mechanisms"].unencrypted_plain = True
        self.told: dict[str, asyncio.Queue[Any]] = {}
        for event in ("session_start", "session_resumed", "sm_enabled", "message", "groupchat_message", "carbon_sent",
                      "presence_available", "presence_subscribe", "got_online", "failed_auth", "disconnected"):  # fmt: skip
            self.told[event] = asyncio.Queue()
            self.add_event_handler(event, self.told[event].put_nowait)
        self._address = cube.tcp_url.removeprefix("xmpp://").split(":")

    async def enters(self):
        self.enable_direct_tls = self.enable_starttls = False
        self.enable_plaintext = True
        self.connect(self._address[0], int(self._address[1]))
        await self.hears("session_start")
        self.send_presence()
        await self.plugin["xep_0199"].ping(self.boundjid.host, timeout=PATIENCE)
        return self

    async def hears(self, event):
        return await asyncio.wait_for(self.told[event].get(), PATIENCE)

    async def leaves(self):
        await asyncio.wait_for(asyncio.ensure_future(self.disconnect()), PATIENCE)


def tell(story, cube):
    """Run a story with Ann and Bob, who are connected."""
    people = cube.user("ann"), cube.user("bob")

    async def whole():
        ann, bob = Slix(cube, people[0]), Slix(cube, people[1], "phone")
        try:
            await ann.enters()
            await bob.enters()
            return await story(ann, bob, people)
        finally:
            for one in (ann, bob):
                await one.leaves()

    logging.getLogger("slixmpp").setLevel(logging.CRITICAL)
    return asyncio.run(whole())


@pytest.mark.step("connect", "message", "receive", client=SLIXMPP)
def test_a_session_is_bound_and_messages_are_heard(cube):
    async def story(ann, bob, people):
        ann.send_message(bob.boundjid.bare, "hi <bob>", mtype="chat")
        message = await bob.hears("message")
        return bob.boundjid.resource, str(message["body"]), message["from"].full == ann.boundjid.full

    assert tell(story, cube) == ("phone", "hi <bob>", True)


def test_a_contact_list_with_friends_on_it(cube):
    async def story(ann, bob, people):
        ann.auto_authorize = bob.auto_authorize = True
        ann.auto_subscribe = bob.auto_subscribe = True
        ann.send_presence_subscription(bob.boundjid.bare)
        while (await ann.hears("got_online"))["from"].bare != bob.boundjid.bare:
            pass  # its own presence comes back, too
        roster = await ann.get_roster()
        (item,) = roster["roster"]["items"].items()
        return item[0].bare == bob.boundjid.bare, item[1]["subscription"]

    is_bob, subscription = tell(story, cube)
    assert is_bob and subscription in ("to", "both")


def test_another_device_gets_carbons(cube):
    async def story(ann, bob, people):
        tablet = await Slix(cube, people[0], "tablet").enters()
        await tablet.plugin["xep_0280"].enable()
        ann.send_message(bob.boundjid.bare, "hi", mtype="chat")
        carbon = await tablet.hears("carbon_sent")
        await tablet.leaves()
        return str(carbon["carbon_sent"]["body"]), carbon["carbon_sent"]["to"].bare == bob.boundjid.bare

    assert tell(story, cube) == ("hi", True)


@pytest.mark.step("resume", client=SLIXMPP)
def test_a_lost_stream_is_resumed(cube):
    async def story(ann, bob, people):
        await bob.hears("sm_enabled")
        jid = bob.boundjid.full
        bob.transport.abort()
        await bob.hears("disconnected")
        await ann.plugin["xep_0199"].ping(ann.boundjid.host, timeout=PATIENCE)
        ann.send_message(bob.boundjid.bare, "meanwhile", mtype="chat")
        await ann.plugin["xep_0199"].ping(ann.boundjid.host, timeout=PATIENCE)
        bob.connect(*bob._address)
        await bob.hears("session_resumed")
        message = await bob.hears("message")
        return str(message["body"]), bob.boundjid.full == jid, people[1].unread()

    assert tell(story, cube) == ("meanwhile", True, 0)


@pytest.mark.step("join", client=SLIXMPP)
def test_rooms_are_joined_and_spoken_in(cube):
    people = cube.user("ann"), cube.user("bob")
    dialog = cube.group(*people)

    async def story(ann, bob, people):
        room = f"{cube.app_id}_{dialog}@muc.127.0.0.1"
        for one, actor in ((ann, people[0]), (bob, people[1])):
            one.told["here"] = asyncio.Queue()
            one.add_event_handler(f"muc::{room}::got_online", one.told["here"].put_nowait)
            one.plugin["xep_0045"].join_muc(room, str(actor.id))
        here = {(await ann.hears("here"))["muc"]["nick"] for _ in range(2)}
        ann.send_message(room, "hi all", mtype="groupchat")
        heard = [str((await one.hears("groupchat_message"))["body"]) for one in (ann, bob)]
        return here == {str(actor.id) for actor in people}, heard

    assert tell(story, cube) == (True, ["hi all", "hi all"])


def test_features_last_activity_and_a_wrong_password(cube):
    async def story(ann, bob, people):
        info = await ann.plugin["xep_0030"].get_info(ann.boundjid.host, timeout=PATIENCE)
        last = await ann.plugin["xep_0012"].get_last_activity(bob.boundjid.bare, timeout=PATIENCE)
        wrong = Slix(cube, people[1])
        wrong.password = "wrong-password"
        wrong.enable_direct_tls = wrong.enable_starttls = False
        wrong.enable_plaintext = True
        wrong.connect(*wrong._address)
        await wrong.hears("failed_auth")
        wrong.abort()
        return "urn:xmpp:carbons:2" in info["disco_info"]["features"], last["last_activity"]["seconds"]

    assert tell(story, cube) == (True, 0)
