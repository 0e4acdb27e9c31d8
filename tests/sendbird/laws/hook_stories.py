"""Stories in which webhooks are sent: random ones, and one that has each category."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from tests.sendbird.laws.doings import doing, words

Step = tuple[str, str, dict[str, Any] | None]
PEOPLE = ("alice", "bob", "carol")
people = st.sampled_from([*PEOPLE, "alice", "bob", "nobody"])
some = st.lists(people, max_size=2)
groups, rooms = st.sampled_from(["lunch", "lunch", "lunch", "pair"]), st.sampled_from(["lobby", "lobby", "missing"])
kinds = st.sampled_from(["group_channels", "open_channels"])
either = st.one_of(groups, rooms)
keys = st.sampled_from(["tea", "cake"])


def to(method: str, path: str, *parts: st.SearchStrategy[str], **body: st.SearchStrategy[Any]) -> Any:
    return st.tuples(st.just(method), st.tuples(*parts).map(lambda p: path.format(*p)), st.fixed_dictionaries(body))


def frame(command: str, channel: st.SearchStrategy[str], **body: st.SearchStrategy[Any]) -> Any:
    """A command of somebody's socket."""
    said = st.fixed_dictionaries({"channel_url": channel, "req_id": st.just("1"), **body})
    return st.tuples(st.just(command), people, said)


TYPES = "/applications/settings_by_channel_custom_type"
types = st.sampled_from(["food", "sport"])
FEEDS = {
    "chatmock": 1,
    "provider": "sendbird",
    "feeds": [{"key": "news", "name": "News"}],
    "notification_templates": [{"key": "menu", "feed": "news"}],
}
message = "messages/LAST"
"""The last message of a channel."""
said = {"message_type": st.just("MESG"), "message": words}
more = st.one_of(
    to("PUT", "/{}/{}/" + message, kinds, either, message_type=st.just("MESG"), message=words),
    to("DELETE", "/{}/{}/" + message, kinds, either),
    to("POST", "/group_channels/{}/" + message + "/reactions", groups, user_id=people, reaction=keys),
    to("DELETE", "/group_channels/{}/" + message + "/reactions", groups, user_id=people, reaction=keys),
    to("POST", "/group_channels/{}/" + message + "/translation", groups, target_langs=st.just(["de"])),
    to("PUT", "/group_channels/{}/freeze", groups, freeze=st.booleans()),
    to("PUT", "/group_channels/{}", groups, name=words, is_super=st.booleans(), access_code=words),
    to("POST", "/group_channels/{}/ban", groups, user_id=people, seconds=st.integers(1, 3)),
    to("POST", "/group_channels/{}/mute", groups, user_id=people, seconds=st.integers(1, 3)),
    to("DELETE", "/group_channels/{}/ban/{}", groups, people),
    to("PUT", "/users/{}/channel_invitation_preference", people, auto_accept=st.booleans()),
    to("PUT", "/group_channels/{}/accept", groups, user_id=people),
    to("PUT", "/group_channels/{}/decline", groups, user_id=people),
    to("DELETE", "/users/{}/block/{}", people, people),
    to("DELETE", "/users/{}/push", people),
    to("PUT", "/users/{}/push_preference", people, push_trigger_option=st.just("off")),
    to("PUT", "/users/{}/push_preference/{}", people, groups, enable=st.booleans()),
    to("PUT", "/users/{}/mark_as_read_all", people),
    to("POST", "/report/users/{}", people, report_category=st.just("spam"), reporting_user_id=people),
    to("POST", "/report/{}/{}", kinds, either, report_category=st.just("spam")),
    to("POST", "/migration/{}", groups, messages=st.just([{"user_id": "bob", "timestamp": 1, "message": "old"}])),
    to("POST", "/{}/{}/operators", kinds, either, operator_ids=some),
    to("PUT", "/group_channels/{}/leave", groups, user_ids=some, should_remove_operator_status=st.booleans()),
)
by_itself = st.one_of(
    to("PUT", "/{}/{}", kinds, either, custom_type=types),
    to("POST", TYPES + "/{}/mute", types, user_ids=some),
    to("DELETE", TYPES + "/{}/mute", types, user_ids=some),
    to("POST", TYPES + "/{}/ban", types, banned_list=some.map(lambda ids: [{"user_id": id_} for id_ in ids])),
    to("DELETE", TYPES + "/{}/ban", types, user_ids=some),
    to("POST", TYPES + "/{}/operators", types, operator_ids=some),
    to("POST", "/group_channels/{}/scheduled_messages", groups, user_id=people, **said, scheduled_at=st.just("SOON")),
    to(
        "POST",
        "/announcements",
        message=st.fixed_dictionaries({"type": st.just("MESG"), "user_id": people, "content": words}),
    ),
    to(
        "POST",
        "/announcements",
        message=st.fixed_dictionaries({"type": st.just("MESG"), "user_id": people, "content": words}),
        target_at=st.just("target_users_only_channels"),
        target_list=some,
        create_channel=st.just(True),
    ),
    to("POST", "/users/{}/friends", people, user_ids=some),
    to("DELETE", "/users/{}/friends", people, user_ids=some),
    to("PUT", "/users/{}/friend_discoveries", people, friend_discoveries=st.just([{"friend_discovery_key": "a"}])),
    to("PUT", "/users/{}", people, discovery_keys=st.just(["a"])),
    to(
        "POST",
        "/../v1/notifications",
        mode=st.just("realtime"),
        template=st.just({"key": "menu"}),
        targets=people.map(lambda one: [one]),
    ),
    st.tuples(st.just("wait"), st.just(""), st.just({})),
)
"""What is done in many channels at once, or by the application when its time has come; and what nobody is told of."""
sockets = st.one_of(
    frame("MESG", either, message=words),
    frame("FILE", either, url=words),
    frame("READ", groups),
    frame("ENTR", rooms),
    frame("EXIT", rooms),
    frame("TPST", groups),
    frame("MEDI", groups, msg_id=st.just(1), message=words),
    st.tuples(st.just("drop"), people, st.just({})),
)
steps = st.lists(st.one_of(doing, more, more, more, by_itself, sockets), min_size=10, max_size=30)
SAID = {"message_type": "MESG", "user_id": "bob", "message": "hi"}
LUNCH, LOBBY = "/group_channels/lunch", "/open_channels/lobby"
WHOLE: list[Step] = [
    ("PUT", "/users/carol/channel_invitation_preference", {"auto_accept": False}),
    ("POST", f"{LUNCH}/invite", {"user_ids": ["carol"]}),
    ("PUT", f"{LUNCH}/decline", {"user_id": "carol"}),
    ("POST", f"{LUNCH}/invite", {"user_ids": ["carol"]}),
    ("PUT", f"{LUNCH}/accept", {"user_id": "carol"}),
    ("POST", f"{LUNCH}/messages", SAID),
    ("PUT", f"{LUNCH}/messages/mark_as_read", {"user_id": "alice"}),
    ("POST", f"{LUNCH}/messages/LAST/reactions", {"user_id": "bob", "reaction": "tea"}),
    ("DELETE", f"{LUNCH}/messages/LAST/reactions", {"user_id": "bob", "reaction": "tea"}),
    ("PUT", f"{LUNCH}/messages/LAST", {"message_type": "MESG", "message": "ho"}),
    ("POST", f"/report{LUNCH}/messages/LAST", {"report_category": "spam", "reporting_user_id": "alice"}),
    ("DELETE", f"{LUNCH}/messages/LAST", None),
    ("POST", f"/report{LUNCH}", {"report_category": "spam"}),
    ("MESG", "alice", {"channel_url": "lunch", "message": "hi", "req_id": "1"}),
    ("ENTR", "alice", {"channel_url": "lobby", "req_id": "1"}),
    ("POST", f"{LOBBY}/messages", SAID),
    ("PUT", f"{LOBBY}/messages/LAST", {"message_type": "MESG", "message": "ho"}),
    ("DELETE", f"{LOBBY}/messages/LAST", None),
    ("POST", f"{LOBBY}/ban", {"user_id": "alice", "seconds": 3}),
    ("ENTR", "bob", {"channel_url": "lobby", "req_id": "1"}),
    ("drop", "bob", {}),
    ("POST", "/users/alice/block", {"target_id": "bob"}),
    ("DELETE", "/users/alice/block/bob", None),
    ("POST", "/users/alice/push/gcm", {"gcm_reg_token": "a"}),
    ("DELETE", "/users/alice/push", None),
    ("PUT", LUNCH, {"name": "tea"}),
    ("PUT", f"{LUNCH}/freeze", {"freeze": True}),
    ("POST", f"{LUNCH}/mute", {"user_id": "bob"}),
    ("POST", f"{LUNCH}/ban", {"user_id": "bob", "seconds": 3}),
    ("PUT", "/users/carol", {"is_active": False}),
    ("PUT", "/users/alice/push_preference", {"push_trigger_option": "off"}),
    ("PUT", "/users/alice/push_preference/lunch", {"enable": False}),
    ("POST", f"/report{LOBBY}", {"report_category": "spam"}),
    ("POST", "/report/users/bob", {"report_category": "spam", "reporting_user_id": "alice"}),
    ("POST", f"{LUNCH}/operators", {"operator_ids": ["alice"]}),
    ("POST by alice", f"{LUNCH}/operators", {"operator_ids": ["carol"]}),
    ("DELETE by alice", f"{LUNCH}/operators", {"operator_ids": ["carol"]}),
    ("DELETE", LUNCH, None),
    ("DELETE", LOBBY, None),
    ("PUT", "/users/carol", {"is_active": True}),
    ("POST", "/group_channels", {"user_ids": ["alice", "bob"], "channel_url": "pair", "custom_type": "food"}),
    ("POST", "/group_channels/pair/scheduled_messages", {**SAID, "scheduled_at": "SOON"}),
    *[("wait", "", {})] * 8,
    ("POST", "/announcements", {"message": {"type": "MESG", "user_id": "bob", "content": "hear"}}),
    (
        "POST",
        "/announcements",
        {
            "message": {"type": "MESG", "user_id": "bob", "content": "hear"},
            "target_at": "target_users_only_channels",
            "target_list": ["carol"],
            "create_channel": True,
        },
    ),
    ("wait", "", {}),
    ("POST", f"{TYPES}/food/mute", {"user_ids": ["alice", "carol"]}),
    ("POST", f"{TYPES}/food/ban", {"banned_list": [{"user_id": "alice"}]}),
    ("POST", "/users/alice/friends", {"user_ids": ["bob"]}),
    ("POST", "/../v1/notifications", {"mode": "realtime", "template": {"key": "menu"}, "targets": ["bob"]}),
    ("POST", "/group_channels", {"user_ids": ["alice", "bob"], "channel_url": "lunch"}),
    ("PUT", "/applications/settings_global", {"profanity_filter": {"keywords": "yuck", "type": 2}}),
    ("POST", f"{LUNCH}/messages", {**SAID, "message": "yuck"}),
    (
        "PUT",
        "/applications/settings_global",
        {
            "profanity_filter": {"keywords": "yuck", "type": 1},
            "profanity_triggered_moderation": {"count": 1, "duration": 60, "action": 1},
        },
    ),
    ("POST", f"{LUNCH}/messages", {**SAID, "message": "yuck"}),
    ("limit", "user", {}),
    ("POST", f"{LUNCH}/messages", SAID),
    ("POST", f"{LUNCH}/messages", SAID),
    ("POST", "/open_channels", {"channel_url": "lobby"}),
]
"""A story in which every kind of fact has its turn."""


def ticking(story: list[Step]) -> Iterator[Step]:
    """The steps of a story, each after a second: what the clock does is seen alone, and no two things are at one time."""
    for step in story:
        yield "tick", "", {}
        yield step
