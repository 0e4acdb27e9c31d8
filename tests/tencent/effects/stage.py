"""An application where much goes on, asked the same thing from the same moment again and again."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import orjson
from msgspec.structs import replace

from chatmock.core.dispatch import dispatch
from chatmock.core.exchange import Request
from chatmock.core.frames import Outcome, carry_out
from chatmock.core.seeds import fill
from chatmock.providers.tencent import Tencent
from chatmock.providers.tencent.later import Held
from chatmock.providers.tencent.model import AFTER_WEBHOOKS, Webhook
from chatmock.providers.tencent.reading import respell
from chatmock.providers.tencent.socket.answers import answer_of
from tests.contract.bad_input.tencent.conftest import IN_PLACE
from tests.tencent.conftest import NOON, SECONDS, new_api

PROVIDER = Tencent()
QUIET = ("request", "actor", "frame in")
"""Entries of the journal that say what was asked: they differ by themselves."""
Given = dict[str, Any]
CLUB, SOUP = "@TGS#_club", "@TGS#_club@TOPIC#_soup"
BOB = {"Type": 1, "To_Account": "bob"}
CAROL = {"Type": 1, "To_Account": "carol"}
BODY = [{"MsgType": "TIMTextElem", "MsgContent": {"Text": "hi"}}]


class Stage:
    """Alice, Bob and Carol are connected, Dave is not. There is a group of each kind, and something of everything in them."""

    def __init__(self) -> None:
        self.api = api = new_api()
        self.hub = api.hub
        self.app = api.app
        self.found: Given = {}
        self._fill()
        self.at = self.app.clock.now() + 60_000
        self.found |= {"noon": SECONDS, "now": self.at // 1000, "middle": SECONDS - 100, "before": SECONDS - 7200}
        self.good = PROVIDER.dump(self.app)
        self.asked: dict[str, Any] = {}
        self.found |= {"now ms": self.at + 1000, "serial": self.app.groups.rows["team"].serial}
        self.begin_again()

    def _fill(self) -> None:
        api = self.api
        api.app.clock.freeze((SECONDS - 5400) * 1000)
        api.accounts("alice", "bob", "carol", "dave", "erin", "gus", "hal", "ivy")
        self.found["key"] = api.say(
            "alice", "bob", "one", MsgSeq=1, MsgRandom=2, SupportMessageExtension=1, IsNeedReadReceipt=1
        )
        api.app.clock.freeze((SECONDS - 300) * 1000)
        self._people()
        self._groups()
        lunch = {"GroupName": "both", "ContactItem": [{"Type": 2, "ToGroupId": "lunch"}]}
        api("recentcontact/create_contact_group", From_Account="alice", GroupContactItem=[lunch])
        api.app.clock.freeze(NOON)
        self.found["new key"] = api.say(
            "bob", "alice", "two", MsgSeq=2, MsgRandom=3, SupportMessageExtension=1, IsNeedReadReceipt=1
        )
        self.found["recalled"] = api.say("alice", "bob", "three", MsgSeq=3, MsgRandom=4)
        api("openim/admin_msgwithdraw", From_Account="alice", To_Account="bob", MsgKey=self.found["recalled"])
        self.found["last"] = api.say("alice", "bob", "four", MsgSeq=4, MsgRandom=5, IsNeedReadReceipt=1)
        api("openim/modify_c2c_msg", From_Account="alice", To_Account="bob", MsgKey=self.found["last"], MsgBody=BODY)
        api("openim/modify_group_msg", GroupId="lunch", MsgSeq=1, MsgBody=BODY)
        api("openim/admin_set_msg_read", Report_Account="carol", Peer_Account="alice")
        api.say("carol", "alice", "five", MsgSeq=5, MsgRandom=6)

    def _people(self) -> None:
        api = self.api
        nick = [{"Tag": "Tag_Profile_IM_Nick", "Value": "Al"}]
        api("profile/portrait_set", From_Account="alice", ProfileItem=nick)
        asks = [{"Tag": "Tag_Profile_IM_AllowType", "Value": "AllowType_Type_NeedConfirm"}]
        for one in ("dave", "alice"):
            api("profile/portrait_set", From_Account=one, ProfileItem=asks)
        api(
            "sns/friend_add",
            From_Account="alice",
            AddFriendItem=[{"To_Account": "bob"}, {"To_Account": "carol"}, {"To_Account": "dave"}],
            ForceAddFlags=1,
        )
        api("sns/friend_add", From_Account="carol", AddFriendItem=[{"To_Account": "bob"}], AddType="Add_Type_Single")
        wish = {"AddWording": "hello", "AddSource": "AddSource_Type_XX"}
        for one, other in (("erin", "alice"), ("hal", "alice"), ("ivy", "alice"), ("erin", "dave"), ("bob", "dave")):
            api.send("sns/friend_add", {"From_Account": one, "AddFriendItem": [{"To_Account": other, **wish}]})
        api("sns/group_add", From_Account="alice", GroupName=["work"], To_Account=["bob"])
        api("sns/black_list_add", From_Account="alice", To_Account=["erin", "gus"])
        born = [{"Tag": "Tag_Profile_IM_BirthDay", "Value": 19900101}]
        api("profile/portrait_set", From_Account="carol", ProfileItem=born)
        api("sns/black_list_add", From_Account="bob", To_Account=["carol"])
        rows = [
            {"GroupName": "work", "ContactItem": [BOB]},
            {"GroupName": "play", "ContactItem": [CAROL]},
        ]
        api.say("alice", "carol", "early", MsgSeq=9, MsgRandom=9)
        api("recentcontact/create_contact_group", From_Account="alice", GroupContactItem=rows)
        api(
            "recentcontact/mark_contact",
            From_Account="alice",
            MarkItem=[{"OptType": 1, "ContactItem": BOB, "SetMark": [1]}],
        )
        api("openim_robot_http_svc/create_robot", UserID="@RBT#1")
        api("all_member_push/im_set_attr_name", AttrNames={"0": "city", "1": "sex"})
        api(
            "all_member_push/im_add_tag",
            UserTags=[{"To_Account": "bob", "Tags": ["cook"]}, {"To_Account": "carol", "Tags": ["eat"]}],
        )
        api("all_member_push/im_set_attr", UserAttrs=[{"To_Account": "bob", "Attrs": {"city": "Oslo"}}])
        api("openconfigsvr/setnospeaking", Set_Account="dave", GroupmsgNospeakingTime=600)

    def _groups(self) -> None:
        api = self.api
        lunch = api.group("alice", "bob", "carol", GroupId="lunch", AppDefinedData=[{"Key": "a", "Value": "b"}])
        api.group("bob", "alice", "dave", kind="Private", GroupId="team", name="Team")
        api.group("alice", "bob", "dave", kind="ChatRoom", GroupId="class", name="Class")
        api.group("alice", kind="AVChatRoom", GroupId="stage", name="Stage")
        api.group("alice", "bob", kind="Community", GroupId=CLUB, name="Club", SupportTopic=1)
        api("million_group_open_http_svc/create_topic", GroupId=CLUB, TopicId=SOUP, TopicName="Soup")
        api("million_group_open_http_svc/create_topic", GroupId=CLUB, TopicId=SOUP + "2", TopicName="Salad")
        api("group_open_http_svc/ban_group_member", GroupId="stage", Members_Account=["dave", "erin"], Duration=10**6)
        api.group("alice", "bob", GroupId="guild", name="Guild", InviteJoinOption="NeedPermission")
        own = [{"Key": "a", "Value": "1"}]
        api(
            "group_open_http_svc/modify_group_member_info",
            GroupId=lunch,
            Member_Account="bob",
            AppMemberDefinedData=own,
        )
        for number, who in enumerate(("alice", "bob", "alice", "carol", "bob"), 1):
            api.say_in(lunch, who, f"said {number}", Random=number, SupportMessageExtension=1, NeedReadReceipt=1)
        api("group_open_http_svc/group_msg_recall", GroupId=lunch, MsgSeqList=[{"MsgSeq": 3}])
        for number, who in enumerate(("alice", "bob", "bob"), 1):
            api.say_in(CLUB, who, f"topical {number}", Random=number, TopicId=SOUP, SupportMessageExtension=1)
            api.say_in(CLUB, who, f"common {number}", Random=number + 20, SupportMessageExtension=1)
        api(
            "group_open_http_svc/set_group_attr",
            GroupId=lunch,
            GroupAttr=[{"key": "k", "value": "v"}, {"key": "l", "value": "w"}],
        )
        api(
            "group_open_http_svc/update_group_counter",
            GroupId=lunch,
            GroupCounter=[{"Key": "n", "Value": 3}, {"Key": "m", "Value": 1}],
        )
        api("group_open_http_svc/forbid_send_msg", GroupId=lunch, Members_Account=["carol"], MuteTime=600)
        api("group_open_http_svc/modify_group_member_info", GroupId=lunch, Member_Account="bob", Role="Admin")

    def begin_again(self) -> None:
        self.hub.remove(self.app)
        self.app = PROVIDER.create(self.app.app_id, secret_key=self.app.secret_key, admin="administrator", seed="again")
        fill(self.app, self.good)
        self.app.clock.freeze(self.at)
        self.app.webhook = Webhook(url="http://127.0.0.1:9/hook", events=AFTER_WEBHOOKS)
        self.posted: list[Any] = []
        post: Any = lambda delivery: self.posted.append((delivery.name, delivery.body))  # noqa: E731
        setattr(self.app.outbox, "post", post)  # noqa: B010
        self.hub.add(self.app)
        acts = PROVIDER.acts()
        for one in ("alice", "bob", "carol"):
            acts["connect"](self.hub, self.app, one, {})
        acts["joins"](self.hub, self.app, "erin", {"group_id": "lunch"})
        self._beside(acts)
        self.fresh, self.changed = self._state(), False

    def _beside(self, acts: Any) -> None:
        """What is put beside messages, by people."""
        for one, other in (("bob", "alice"), ("alice", "bob")):
            said = {"message_id": self.found["key"], "to": other, "reaction": "emoji_1"}
            acts["reacts"](self.hub, self.app, one, said)
        self.frame(
            "openim_msg_ext_http_svc.set_key_values",
            {
                "From_Account": "alice",
                "To_Account": "bob",
                "MsgKey": self.found["key"],
                "OperateType": 1,
                "ExtensionList": [{"Key": "x", "Value": "1"}],
            },
        )
        for group, inner in (("lunch", ""), (CLUB, SOUP), (CLUB, "")):
            named = {"message_id": 2, "group_id": group, **({"topic_id": inner} if inner else {})}
            for one in ("alice", "bob"):
                acts["reacts"](self.hub, self.app, one, {**named, "reaction": "emoji_1"})
        acts["reads"](self.hub, self.app, "bob", {"group_id": CLUB, "topic_id": SOUP})
        topics: tuple[Given, ...] = ({}, {"TopicId": SOUP})
        for group, seq, topic in (("lunch", 4, topics[0]), (CLUB, 1, topics[1])):
            self.frame("group_open_http_svc.pin_message", {"GroupId": group, "MsgSeq": seq, **topic})
        poll = self.frame("group_open_http_svc.apply_join_group", {"GroupId": "stage"})
        self.found["poll"] = poll.get("LongPollingKey", "") if isinstance(poll, dict) else ""
        self.frame("group_open_http_svc.apply_join_group", {"GroupId": "stage"}, "bob")
        for text in ("one", "two"):
            acts["says"](self.hub, self.app, "alice", {"group_id": "stage", "text": text})
        dave, carol = ([{"Member_Account": one}] for one in ("dave", "carol"))
        self.frame("group_open_http_svc.add_group_member", {"GroupId": "guild", "MemberList": dave}, "bob")
        self.app.settings = replace(self.app.settings, invitees_agree=True)
        self.frame("group_open_http_svc.add_group_member", {"GroupId": "team", "MemberList": carol}, "bob")
        self.app.settings = replace(self.app.settings, invitees_agree=False)
        self.frame("im_open_status.ws_status_subscribe", {"To_Account": ["bob", "carol"]})
        relay = self.frame("im_long_msg.save_relay_json_msg", {"MsgList": [{"a": 1}]})
        self.found["relay"] = relay["JsonMsgKey"]
        self.found["notice"] = next((row["MsgRandom"] for row in self.app.notices.rows.get("alice", ())), 0)
        for topic in topics:
            self.frame(
                "openim_msg_ext_http_svc.group_set_key_values",
                {
                    "GroupId": CLUB,
                    **topic,
                    "MsgSeq": 2,
                    "OperateType": 1,
                    "ExtensionList": [{"Key": "x" + topic.get("TopicId", ""), "Value": "1"}],
                },
            )

    # --- asking ---

    def ask(self, name: str, operation: Any, given: Given) -> Any:
        """What comes of a request from the beginning: the answer, the whole state, pushes and webhooks."""
        known = json.dumps([name, given], sort_keys=True, default=str)
        if known not in self.asked:
            if self.changed:
                self.begin_again()
            number = self.app.journal.next_number
            self.posted.clear()
            values = {key: value for key, value in given.items() if key[:1] != "*"}
            who = given.get("*as", "alice")
            answer = self.rest(operation, values) if name[:1] == "/" else self.frame(name, values, who)
            assert not self.hub.broken, self.hub.broken
            entries = [one for one in self.app.journal if one.number >= number]
            told = [
                (one.kind, one.operation, one.body, str(one.facts))
                for one in entries
                if one.kind not in QUIET and one.facts.get("direction") != "in"
            ]
            state = self._state()
            self.changed = state != self.fresh or bool(told or self.posted)
            self.changed |= isinstance(answer, list) and answer[0] == "held"
            self.asked[known] = [answer, state, told, [*self.posted]]
        return self.asked[known]

    def _state(self) -> Any:
        polling = [(one.key, one.broadcast_seq) for one in self.app.live.pollers.values()]
        return PROVIDER.dump(self.app), self._devices(), polling

    def _devices(self) -> list[Any]:
        """What is known of those who are logged in."""
        accounts = self.app.accounts.rows.values()
        found = [one for account in accounts for one in account.instances.values()]
        return [(one.platform, one.status, one.foreground, one.connection is None) for one in found]

    def rest(self, operation: Any, given: Given) -> Any:
        api = self.api
        query = {"sdkappid": self.app.app_id, "identifier": "administrator", "usersig": api.sig(expire=10**8)}
        request = Request(
            operation.method, operation.address, urlencode(query, safe="*"), {}, json.dumps(given).encode()
        )
        answer = dispatch(self.hub, request)
        return [answer.status, answer.body]

    def login(self, who: str) -> Any:
        """What a login is answered."""
        ticket = self.api.sig(who, time=self.app.clock.seconds())
        return self.frame("im_open_status.wslogin", {"State": "Online"}, who, identifier=who, usersig=ticket)

    def frame(self, name: str, given: Given, who: str = "alice", **head: str) -> Any:
        """What a command of the web socket is answered."""
        [connection] = self.app.connections.of(who)
        connection.state.head = {"servcmd": name, **head}
        found: list[Outcome] = []
        operation = PROVIDER.api.commands[name]
        given = respell(given, operation.accept) if operation.accept is not None else given
        carry_out(self.hub, connection, name, json.dumps(given).encode(), found.append, given)
        [outcome] = found
        if outcome.refusal is not None:
            return [outcome.refusal.error.code, outcome.refusal.message()]
        if isinstance(outcome.result, Held):
            return ["held", outcome.result.until]
        return orjson.loads(orjson.dumps(answer_of(self.app, name, outcome.result)))

    def example(self, name: str, operation: Any) -> Given:
        """The first example of a schema, with people and messages that are there."""
        return {**operation.accept.document["examples"][0], **IN_PLACE.get(name, {})}

    def filled(self, value: Any) -> Any:
        """A value with the ids and times of this stage in place of names in braces."""
        if isinstance(value, list):
            return [self.filled(item) for item in value]
        if isinstance(value, dict):
            return {name: self.filled(item) for name, item in value.items()}
        if isinstance(value, str) and value.startswith("{") and value[1:-1] in self.found:
            return self.found[value[1:-1]]
        return value
