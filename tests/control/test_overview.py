"""People, conversations and sockets as a person looks at them: the same words for every platform."""

import pytest

from chatmock.testing import ChatmockError

PLATFORMS = ["sendbird", "connectycube", "tencent"]


class Window:
    """What somebody sees and does who looks at one platform's application of a test."""

    def __init__(self, chatmock, platform):
        self.face = getattr(chatmock, platform)
        self.platform = platform
        self.control = chatmock.control.of(self.face.app_id, platform)

    def people(self, **query):
        return {one["id"]: one for one in self.control("GET", "/people", **query)["people"]}

    def conversations(self, **query):
        return self.control("GET", "/conversations", **query)["conversations"]

    def messages(self, conversation_id, **query):
        return self.control("GET", f"/conversations/{conversation_id}", **query)["messages"]

    def act(self, conversation_id, user, verb, **fields):
        return self.control("POST", f"/conversations/{conversation_id}/acts", user=user, verb=verb, **fields)

    def talk(self):
        """A conversation of two: its id, and theirs."""
        alice, bob = self.face.user("alice"), self.face.user("bob")
        self.face.group(alice, bob, name="Lunch")
        [conversation] = self.conversations()
        ids = [str(getattr(one, "id", None) or one.user_id) for one in (alice, bob)]
        return conversation["id"], *ids, bob


@pytest.fixture(params=PLATFORMS)
def window(request, chatmock):
    return Window(chatmock, request.param)


def test_people_are_shown_with_presence_and_without_their_secrets(window):
    _, alice, bob, actor = window.talk()
    actor.connect()
    people = window.people()
    assert (people[alice]["online"], people[bob]["online"]) == (False, True)
    assert {one["value"] for person in people.values() for one in person["credentials"]} <= {"***"}
    open_ones = window.people(secrets=True)
    assert all(one["value"] not in ("***", "") for one in open_ones[bob]["credentials"])
    assert open_ones[bob]["credentials"]


def test_a_conversation_is_shown_as_people_read_it(window):
    talk, alice, bob, _ = window.talk()
    window.act(talk, alice, "says", text="Soup?")
    [said] = [one for one in window.messages(talk) if one["text"] == "Soup?"]
    assert (said["sender"], said["read_by"]) == (alice, [])
    [conversation] = window.conversations()
    assert (conversation["name"], conversation["people_count"]) == ("Lunch", 2)
    assert conversation["last"]["text"] == "Soup?"
    assert {one["id"]: one["unread"] for one in conversation["people"]} == {alice: 0, bob: 1}
    window.act(talk, bob, "reads")
    [said] = [one for one in window.messages(talk) if one["text"] == "Soup?"]
    assert said["read_by"] == [bob]


def test_messages_are_read_backwards_page_by_page(window):
    talk, alice, _, _ = window.talk()
    for number in range(7):
        window.act(talk, alice, "says", text=f"{number}")
    everything = [one["text"] for one in window.messages(talk)][-7:]
    page = window.control("GET", f"/conversations/{talk}", limit=3)
    before = window.messages(talk, limit=3, before=page["messages"][0]["id"])
    assert page["more"] and everything == list("0123456")
    assert [one["text"] for one in (*before, *page["messages"])] == list("123456")


def test_what_is_not_there_is_refused(window):
    talk, alice, _, _ = window.talk()
    for path, query, said in (
        ("/conversations/nowhere", {}, "no conversation 'nowhere'"),
        (f"/conversations/{talk}", {"before": "nothing"}, "no message 'nothing'"),
    ):
        with pytest.raises(ChatmockError, match=said):
            window.control("GET", path, **query)
    with pytest.raises(ChatmockError, match="text: is missing"):
        window.act(talk, alice, "says")
    with pytest.raises(ChatmockError, match="verb"):
        window.act(talk, alice, "sings")
    with pytest.raises(ChatmockError, match="refused"):
        window.act(talk, "nobody", "says", text="x")


def test_open_sockets_are_shown_and_dropped(window):
    *_, bob, actor = window.talk()
    actor.connect()
    [socket] = window.control("GET", "/sockets")["sockets"]
    assert (socket["user"], socket["origin"], socket["waiting"]) == (bob, "actor", 0)
    window.control("DELETE", f"/sockets/{socket['number']}")
    assert window.control("GET", "/sockets") == {"total": 0, "sockets": []}
    with pytest.raises(ChatmockError, match="no socket '99'"):
        window.control("DELETE", "/sockets/99")


def test_two_who_talk_without_a_group_are_a_conversation(chatmock):
    window = Window(chatmock, "tencent")
    li, wang = window.face.user("li:1"), window.face.user("wang")
    li.says("Soup?", wang)
    [pair] = window.conversations()
    assert (pair["kind"], pair["message_count"]) == ("between two", 1)
    window.act(pair["id"].replace("%", "%25"), "wang", "says", text="Yes")
    assert [one["text"] for one in window.messages(pair["id"].replace("%", "%25"))] == ["Soup?", "Yes"]


def test_reactions_threads_and_files_are_shown(chatmock):
    window = Window(chatmock, "sendbird")
    alice = window.face.user("alice")
    lunch = window.face.group(alice)
    asked = alice.says("Soup?", lunch)
    alice.says("Yes", lunch, parent_message_id=asked["message_id"])
    found = window.messages(lunch)
    assert [(one["replies"], one["parent"]) for one in found] == [(1, ""), (0, str(asked["message_id"]))]


def test_what_comes_next_by_the_clock_is_listed(chatmock):
    ann = chatmock.connectycube.user("ann")
    ann.connect()
    chatmock.clock.freeze()
    due = chatmock.control("GET", "/clock/due")["due"]
    assert due[0]["what"] == "a session may run out" and due[0]["provider"] == "connectycube"
    assert due == sorted(due, key=lambda one: one["at"])


def test_entries_of_one_cause_have_one_number(chatmock):
    alice, bob = chatmock.sendbird.user("alice"), chatmock.sendbird.user("bob")
    lunch = chatmock.sendbird.group(alice, bob)
    chatmock.sendbird.webhooks.keep("group_channel:message_send")
    bob.connect()
    alice.says("one", lunch)
    alice.says("two", lunch)
    chatmock.settled()
    entries = chatmock.control("GET", "/journal")["entries"]
    causes: dict[int, list[str]] = {}
    for entry in entries:
        causes.setdefault(entry["cause"], []).append(entry.get("operation", ""))
    sent = [sorted(names) for names in causes.values() if "send_message" in names]
    assert sent == [["MESG", "send_message", "webhook group_channel:message_send"]] * 2
