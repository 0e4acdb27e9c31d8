"""What a client makes of all the stanzas it got is what it would fetch."""

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from chatmock.providers.connectycube.views.messages import show_fields
from tests.connectycube.chat.phone import MARKERS, Town
from tests.lengths import examples

NAMES = ("ann", "bob", "cy")
names = st.sampled_from(NAMES)
picks = st.integers(0, 2**16)
EDIT, REMOVAL = "urn:xmpp:message-correct:0", "urn:xmpp:message-delete:0"


class Folding(RuleBasedStateMachine):
    """Three people in a group; each folds what comes into a list of messages."""

    def __init__(self):
        super().__init__()
        self.town = Town(*NAMES)
        self.group = self.town.group(*NAMES)
        self.room = self.town.room(self.group)
        self.phones = {name: self.town.phone(name, sm="resume") for name in NAMES}
        self.folded: dict[str, dict[str, dict[str, Any]]] = {name: {} for name in NAMES}
        self.fold()

    # --- what a client does with stanzas ---

    def fold(self):
        for name, phone in self.phones.items():
            for one in phone.hears("message"):
                if one.get("type") != "error":
                    self.take(self.folded[name], one)

    def take(self, messages, one):
        name = (
            one.get("from").rpartition("/")[2] if one.get("type") == "groupchat" else one.get("from").partition("-")[0]
        )
        sender = int(name)
        if (edit := one.child("replace", EDIT)) is not None:
            messages[edit.get("id")]["message"] = one.text_of("body")
        elif (removal := one.child("remove", REMOVAL)) is not None:
            messages.pop(removal.get("id"), None)
        elif (reactions := one.child("reactions")) is not None:
            people = messages[reactions.get("message_id")]["reactions"]
            for change in reactions.children:
                key = (change.get("type"), int(reactions.get("user_id")))
                people.add(key) if change.get("add") else people.discard(key)
        elif (mark := one.child("received", MARKERS) or one.child("displayed", MARKERS)) is not None:
            if (message := messages.get(mark.get("id"))) is not None:
                message["delivered"].add(sender)
                if mark.name == "displayed":
                    message["read"].add(sender)
        else:
            extra = one.child("extraParams")
            messages[one.get("id")] = {
                "message": one.text_of("body"),
                "sender_id": sender,
                "date_sent": int(extra.text_of("date_sent")),
                "mood": extra.text_of("mood"),
                "reactions": set(),
                "delivered": {sender},
                "read": {sender},
            }

    # --- what people do ---

    def pick(self, number):
        ids = [message.id for message in self.group.history]
        return self.message(ids[number % len(ids)])

    def message(self, message_id):
        message = self.town.app.messages.get(message_id)
        assert message is not None
        return message

    def send(self, name, inner, kind="groupchat", to=""):
        self.phones[name].sends(
            f'<message id="{self.town.new_id()}" type="{kind}" to="{to or self.room}">{inner}</message>'
        )

    @rule(name=names, mood=st.sampled_from(["calm", "wild & free", ""]))
    def says(self, name, mood):
        self.phones[name].says(f"{name} says", self.room, mood=mood.replace("&", "&amp;"))

    @rule(name=names, mood=st.sampled_from(["calm", "grey"]))
    def says_by_rest(self, name, mood):
        self.town.app.messages.say(self.group, self.town[name], "by REST", parameters={"mood": mood}, to_chat=True)

    @precondition(lambda self: len(self.group.history) > 0)
    @rule(name=names, number=picks)
    def edits(self, name, number):
        replace = f'<replace xmlns="{EDIT}" id="{self.pick(number).id}"/>'
        self.send(name, f"<body>{name} edits</body>{replace}")

    @precondition(lambda self: len(self.group.history) > 0)
    @rule(name=names, number=picks)
    def removes(self, name, number):
        self.send(name, f'<remove xmlns="{REMOVAL}" id="{self.pick(number).id}"/>')

    @precondition(lambda self: len(self.group.history) > 0)
    @rule(name=names, number=picks, kind=st.sampled_from(["received", "displayed"]))
    def marks(self, name, number, kind):
        message = self.pick(number)
        author = next(name for name in NAMES if self.town[name].id == message.sender_id)
        self.send(name, f'<{kind} xmlns="{MARKERS}" id="{message.id}"/>', "chat", self.town.address(author))

    @precondition(lambda self: len(self.group.history) > 0)
    @rule(name=names, number=picks, add=st.sampled_from(["", "👍", "👎"]), remove=st.sampled_from(["", "👍", "👎"]))
    def reacts(self, name, number, add, remove):
        self.town.app.messages.react(self.pick(number), self.town[name], add, remove if remove != add else "")

    @rule(name=names, meanwhile=names)
    def loses_and_resumes(self, name, meanwhile):
        phone = self.phones[name]
        if not phone.resumption:
            return
        self.fold()
        phone.loses_connection()
        if meanwhile != name:
            self.phones[meanwhile].says("meanwhile", self.room)
        assert phone.resumes().name == "resumed"
        phone.resumption = ""

    # --- the law ---

    @invariant()
    def what_is_folded_is_what_is_fetched(self):
        self.fold()
        for name in NAMES:
            user = self.town[name]
            fetched = [show_fields(self.group, message, user.id) for message in self.group.history]
            assert list(self.folded[name]) == [one["_id"] for one in fetched]
            for one, own in zip(fetched, self.folded[name].values(), strict=True):
                assert (one["message"], one["sender_id"], one["date_sent"]) == (
                    own["message"],
                    own["sender_id"],
                    own["date_sent"],
                )
                assert one.get("mood", "") == own["mood"]
                reactions = self.message(one["_id"]).reactions or {}
                assert {(emoji, user) for emoji, users in reactions.items() for user in users} == own["reactions"]
                if one["sender_id"] == user.id:  # marks go to the author alone
                    assert (set(one["delivered_ids"]), set(one["read_ids"])) == (own["delivered"], own["read"])

    def teardown(self):
        assert self.town.hub.broken == []


TestFolding = Folding.TestCase
TestFolding.settings = settings(max_examples=examples(30), stateful_step_count=30, deadline=None)
