"""Every function of the SDK's chat, and its effect on the other side."""

import pytest

from tests.connectycube.clients.js_sdk.client import Cube, step
from tests.sendbird.clients.js_sdk.client import Refused

HISTORY = {"save_to_history": 1}


def say(who, to, dialog, text="hi", **more):
    """Send a message; gives its id."""
    kind = "chat" if isinstance(to, int) else "groupchat"
    extension = {**HISTORY, "dialog_id": dialog["_id"], **more}
    return who("chat.send", to, {"type": kind, "body": text, "extension": extension})


def history(who, dialog):
    items = who("chat.message.list", {"chat_dialog_id": dialog["_id"], "mark_as_read": 0, "sort_asc": "date_sent"})[
        "items"
    ]
    return [one["message"] for one in items]


@step("message", "receive", "delivery")
def test_a_private_message_is_heard_stored_and_delivered(ann, bob, private):
    message_id = say(ann, bob.id, private, "Hello <Bob> & all", mood="sunny")
    sender, message = bob.hears("onMessageListener", ann.id)
    assert sender == ann.id and message["id"] == message_id and message["body"] == "Hello <Bob> & all"
    assert message["dialog_id"] == private["_id"] and message["extension"]["mood"] == "sunny"
    assert ann.hears("onDeliveredStatusListener", message_id) == [message_id, private["_id"], bob.id]
    assert history(bob, private)[-1] == "Hello <Bob> & all"
    listed = ann("chat.message.list", {"chat_dialog_id": private["_id"], "sort_desc": "date_sent", "limit": 1})[
        "items"
    ][0]
    assert listed["delivered_ids"] == [ann.id, bob.id] and listed["mood"] == "sunny"


def test_a_group_message_is_heard_by_everybody_joined_or_not(ann, bob, group):
    message_id = say(ann, group["_id"], group, "hi all")
    for one in (ann, bob):
        sender, message = one.hears("onMessageListener", ann.id)
        assert sender == ann.id and message["id"] == message_id and message["dialog_id"] == group["_id"]
    assert ann.hears("onDeliveredStatusListener", message_id)[2] == bob.id


@step("read")
def test_read_marks_reach_the_author_and_the_history(ann, bob, private):
    message_id = say(ann, bob.id, private)
    bob.hears("onMessageListener", ann.id)
    assert bob("chat.message.unreadCount", {"chat_dialog_ids": [private["_id"]]})["total"] >= 1
    bob("chat.sendReadStatus", {"messageId": message_id, "userId": ann.id, "dialogId": private["_id"]})
    assert ann.hears("onReadStatusListener", message_id) == [message_id, private["_id"], bob.id]
    listed = ann("chat.message.list", {"chat_dialog_id": private["_id"], "_id": message_id})["items"][0]
    assert listed["read_ids"] == [ann.id, bob.id]


def test_a_delivered_status_may_be_sent_by_hand(ann, bob, private):
    bob("chat.sendDeliveredStatus", {"messageId": "5" * 24, "userId": ann.id, "dialogId": private["_id"]})
    assert ann.hears("onDeliveredStatusListener", "5" * 24) == ["5" * 24, private["_id"], bob.id]


@step("typing")
@pytest.mark.parametrize(
    ("method", "types"), [("chat.sendIsTypingStatus", True), ("chat.sendIsStopTypingStatus", False)]
)
def test_typing_is_heard(ann, bob, group, method, types):
    ann(method, bob.id)
    assert bob.hears("onMessageTypingListener", types, ann.id) == [types, ann.id, None]
    ann(method, group["_id"])
    assert bob.hears("onMessageTypingListener", types, ann.id, group["_id"])


@step("edit", "delete")
@pytest.mark.parametrize("where", ["private", "group"])
def test_a_message_is_edited_and_deleted(ann, bob, where, request):
    dialog = request.getfixturevalue(where)
    to = bob.id if where == "private" else dialog["_id"]
    message_id = say(ann, to, dialog, "helo")
    about = {"to": to, "dialogId": dialog["_id"]}
    ann("chat.editMessage", {**about, "originMessageId": message_id, "body": "hello", "last": True})
    told = bob.hears("onMessageUpdateListener", message_id)
    assert told[:5] == [message_id, True, "hello", dialog["_id"], ann.id] and history(bob, dialog)[-1] == "hello"
    ann("chat.deleteMessage", {**about, "messageId": message_id})
    assert bob.hears("onMessageDeleteListener", message_id) == [message_id, dialog["_id"], ann.id]
    assert "hello" not in history(bob, dialog)[-1:]


def test_messages_of_the_server_api_come_by_the_chat(ann, bob, group):
    made = ann(
        "chat.message.create", {"chat_dialog_id": group["_id"], "message": "by REST", "send_to_chat": 1, "mood": "calm"}
    )
    _, message = bob.hears("onMessageListener", ann.id)
    while message["id"] != made["_id"]:
        _, message = bob.hears("onMessageListener", ann.id)
    assert message["body"] == "by REST" and message["extension"]["mood"] == "calm"


@step("reaction")
def test_reactions_are_told_to_everybody(ann, bob, group):
    message_id = say(ann, group["_id"], group)
    bob.hears("onMessageListener", ann.id)
    bob("chat.message.addReaction", message_id, "👍")
    for one in (ann, bob):
        assert one.hears("onMessageReactionsListener", message_id)[:5] == [message_id, bob.id, group["_id"], "👍", None]
    assert ann("chat.message.listReactions", message_id) == {"👍": [bob.id]}
    bob("chat.message.removeReaction", message_id, "👍")
    assert ann.hears("onMessageReactionsListener", message_id)[3:5] == [None, "👍"]


def test_a_forced_deletion_is_told(ann, bob, group):
    message_id = say(ann, group["_id"], group)
    bob.hears("onMessageListener", ann.id)
    ann("chat.message.delete", [message_id], {"force": 1})
    assert bob.hears("onMessageDeleteListener", message_id) == [message_id, group["_id"], ann.id]


def test_system_messages_are_heard(ann, bob):
    message_id = ann("chat.sendSystemMessage", bob.id, {"extension": {"action": "refresh", "n": {"m": "1"}}})
    (told,) = bob.hears("onSystemMessageListener")
    assert told["id"] == message_id and told["userId"] == ann.id and told["extension"]["action"] == "refresh"
    ann("chat.message.createSystem", {"recipientId": bob.id, "action": "again"})
    (told,) = bob.hears("onSystemMessageListener")
    assert told["userId"] == ann.id and told["extension"]["action"] == "again"


def test_signals_of_calls_are_passed_on(ann, bob):
    extension = {
        "moduleIdentifier": "WebRTCVideoChat", "signalType": "call", "sessionID": "s-1", "callerID": ann.id, "callType": 1,
        "opponentsIDs": [bob.id], "iceCandidates": [{"sdpMid": "0", "candidate": "c"}], "sdp": "v=0",
    }  # fmt: skip
    ann("chat.sendWebRTCSignalingMessage", bob.id, {"extension": extension})
    sender, told = bob.hears("signal")
    assert sender == ann.id and told["sessionID"] == "s-1" and told["opponentsIDs"] == [bob.id]
    assert told["iceCandidates"] == [{"sdpMid": "0", "candidate": "c"}]


@step("join", "leave")
def test_joining_and_leaving_rooms(ann, bob, group):
    ann("chat.muc.join", group["_id"])
    bob("chat.muc.join", group["_id"])
    assert ann.hears("onJoinOccupant", group["_id"], bob.id)
    assert sorted(ann("chat.muc.listOnlineUsers", group["_id"])) == sorted([ann.id, bob.id])
    bob("chat.muc.leave", group["_id"])
    assert ann.hears("onLeaveOccupant", group["_id"], bob.id)
    assert ann("chat.muc.listOnlineUsers", group["_id"]) == [ann.id]


def test_a_room_refuses_outsiders(ann, bob, control):
    dialog = bob("chat.dialog.create", {"type": 4, "name": "closed"})
    with pytest.raises(Refused) as refused:
        ann("chat.muc.join", dialog["_id"])
    assert refused.value.code == "403"
    say(ann, dialog["_id"], dialog)
    told = ann.hears("onMessageErrorListener")
    assert told[1]["code"] == 403


def test_somebody_who_is_removed_hears_of_it(ann, bob, group):
    ann("chat.muc.join", group["_id"])
    bob("chat.muc.join", group["_id"])
    ann("chat.dialog.update", group["_id"], {"pull_all": {"occupants_ids": [bob.id]}})
    assert bob.hears("onKickOccupant", group["_id"])  # the SDK looks for who did it in a wrong place, and takes itself
    say(bob, group["_id"], group)
    assert bob.hears("onMessageErrorListener")[1]["code"] == 403


def test_last_activity(ann, bob):
    assert ann("chat.getLastUserActivity", bob.id) == {"userId": bob.id, "seconds": 0}
    assert ann.hears("onLastUserActivityListener", bob.id) == [bob.id, 0]


def test_who_subscribes_is_told_when_somebody_goes_and_comes(ann, bob):
    ann("chat.subscribeToUserLastActivityStatus", bob.id)
    ann("chat.ping")
    bob("chat.disconnect")
    assert ann.hears("onLastUserActivityListener", bob.id, 1)
    bob.connects()
    assert ann.hears("onLastUserActivityListener", bob.id, 0)
    ann("chat.unsubscribeFromUserLastActivityStatus", bob.id)
    ann("chat.ping")
    bob("chat.disconnect")
    bob.connects()
    assert ann.deaf_to("onLastUserActivityListener")


def test_active_and_inactive_are_taken(ann, control):
    ann("chat.markInactive")
    ann("chat.markActive")
    ann("chat.ping")
    assert [
        e["request"]["mobile"]["enable"] for e in control("GET", "/journal", operation="iq mobile")["entries"][-2:]
    ] == ["true", "false"]


@step("connect")
def test_pings(ann):
    ann("chat.ping")
    ann("chat.pingWithTimeout", 2000)


def test_privacy_lists(ann, bob, private):
    rule = {"user_id": bob.id, "action": "deny"}
    ann("chat.privacylist.create", {"name": "blocked", "items": [rule]})
    ann("chat.privacylist.setAsDefault", "blocked")
    names = ann("chat.privacylist.getNames")
    assert names["default"] == "blocked" and "blocked" in names["names"]
    assert ann("chat.privacylist.getList", "blocked") == {"name": "blocked", "items": [rule]}
    say(bob, ann.id, private)
    assert bob.hears("onMessageErrorListener")[1]["code"] == 503
    ann("chat.privacylist.setAsDefault", None)
    ann("chat.privacylist.delete", "blocked")
    message_id = say(bob, ann.id, private)
    assert ann.hears("onMessageListener", bob.id)[1]["id"] == message_id


def test_a_privacy_list_is_updated(ann, bob):
    ann(
        "chat.privacylist.create",
        {"name": "mine", "items": [{"user_id": bob.id, "action": "deny", "mutualBlock": True}]},
    )
    ann("chat.privacylist.update", {"name": "mine", "items": [{"user_id": 77, "action": "deny"}]})
    assert sorted(one["user_id"] for one in ann("chat.privacylist.getList", "mine")["items"]) == sorted([77, bob.id])
    ann("chat.privacylist.delete", "mine")
    assert "mine" not in ann("chat.privacylist.getNames")["names"]


def test_what_was_sent_is_acknowledged(ann, bob, private):
    """The SDK manages streams over WebSockets only."""
    message_id = say(ann, bob.id, private, "sent?")
    if not ann.tcp:
        lost, sent = ann.hears("onSentMessageCallback")
        while sent["id"] != message_id:
            lost, sent = ann.hears("onSentMessageCallback")
        assert lost is None and sent["body"] == "sent?"


def test_a_second_device_gets_what_the_first_sends(ann, bob, private, people):
    tablet = Cube(people[3]["env"], "ann", tcp=ann.tcp)
    try:
        tablet.enters()
        message_id = say(ann, bob.id, private, "from my phone")
        _, message = tablet.hears("onMessageListener", ann.id)
        assert message["id"] == message_id and message["is_forwarded"] is True and message["recipient_id"] == bob.id
        answer = say(bob, ann.id, private, "to both")
        for one in (ann, tablet):
            told = one.hears("onMessageListener", bob.id)
            while told[1]["id"] != answer:
                told = one.hears("onMessageListener", bob.id)
    finally:
        tablet.close()


def test_an_app_that_terminates_is_gone(ann, bob, control):
    bob.forgets("onReconnectListener")
    bob("chat.terminate")
    control("POST", "/journal/wait", operation="disconnect", count=1, timeout=5)
    bob.hears("onReconnectListener")  # the SDK comes back by itself


def test_search_finds_what_was_said(ann, bob, private):
    say(ann, bob.id, private, "a needle in the hay")
    bob.hears("onMessageListener", ann.id)
    ann("chat.ping")  # what was heard may have been an earlier message: the server has taken this one, too
    found = ann("chat.search", {"search_text": "needle in"})
    assert "a needle in the hay" in [one["message"] for one in found["messages"]]


@step("reconnect")
def test_it_comes_back_by_itself_after_a_loss(ann, bob, private):
    bob.forgets("onDisconnectedListener", "onReconnectListener")  # a ping over a socket that dies is never answered
    bob.process("lose")
    bob.hears("onDisconnectedListener")
    bob.hears("onReconnectListener")
    bob("chat.ping")
    message_id = say(ann, bob.id, private, "are you back?")
    told = bob.hears("onMessageListener", ann.id)
    while told[1]["id"] != message_id:
        told = bob.hears("onMessageListener", ann.id)


def test_what_was_said_meanwhile_comes_with_its_time(ann, bob, private):
    bob("chat.disconnect")
    message_id = say(ann, bob.id, private, "later")
    ann("chat.ping")
    assert ann("chat.getLastUserActivity", bob.id)["seconds"] >= 0
    bob.connects()
    told = bob.hears("onMessageListener", ann.id)
    while told[1]["id"] != message_id:
        told = bob.hears("onMessageListener", ann.id)
    assert told[1]["delay"]


def test_a_wrong_password_is_told_as_such(ann, bob):
    bob("chat.disconnect")
    with pytest.raises(Refused, match="not-authorized"):
        bob("chat.connect", {"userId": bob.id, "password": "wrong-password"})
    bob("chat.disconnect")  # else the SDK takes itself for one that connects
    session = bob("createSession", {"login": bob.login, "password": bob.password})
    bob("chat.connect", {"userId": bob.id, "password": session["token"]})
    bob("chat.ping")


@step("list")
def test_the_history_has_everything_in_order(ann, bob):
    dialog = ann("chat.dialog.create", {"type": 2, "name": "order", "occupants_ids": [bob.id]})
    said = [f"number {number}" for number in range(30)]
    for number, text in enumerate(said):
        say((ann, bob)[number % 2], dialog["_id"], dialog, text)
        (ann, bob)[number % 2]("chat.ping")
    assert history(ann, dialog) == said
    assert [bob.hears("onMessageListener")[1]["body"] for _ in said] == said
