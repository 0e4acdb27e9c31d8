"""Whatever happens to connections: the history is what was said to be kept, in order, and no phone misses or doubles it."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from tests.connectycube.chat.phone import SM, Town
from tests.lengths import examples

NAMES = ("ann", "bob", "cy")
names = st.sampled_from(NAMES)


class Conversations(RuleBasedStateMachine):
    """People with two devices each, the first of which resumes what it has lost."""

    phones = Bundle("phones")

    def __init__(self):
        super().__init__()
        self.town = Town(*NAMES)
        self.group = self.town.group(*NAMES)
        self.said = []
        """Texts of the group that are kept, by id, in order."""
        self.private = []
        """Private texts for Bob by id, in order."""
        self.heard = {}
        """What each phone of Bob was told, by id."""
        self.away = {}
        """Phones that have lost their connection."""
        self.devices = {}
        for name in NAMES:
            for number in (1, 2):
                phone = self.town.phone(name, resource=f"{name}-device-{number}", sm="resume" if number == 1 else "")
                self.devices[name, number] = phone
                self.listen(phone)

    def listen(self, phone):
        for one in phone.hears("message"):
            if one.child("body") is not None:
                self.heard.setdefault(phone.resource, []).append(one.get("id"))

    def everybody_listens(self):
        for phone in self.devices.values():
            self.listen(phone)

    @rule(name=names, number=st.integers(1, 2), stored=st.booleans())
    def says_in_the_group(self, name, number, stored):
        phone = self.devices[name, number]
        if phone in self.away:
            return
        message_id = phone.says(f"text {len(self.said)}", self.town.room(self.group), stored=stored)
        if stored:
            self.said.append(message_id)

    @rule(number=st.integers(1, 2))
    def says_to_bob(self, number):
        phone = self.devices["ann", number]
        if phone not in self.away:
            self.private.append(phone.says("psst", self.town.address("bob")))

    @rule(name=names, number=st.integers(1, 2), delivers=st.booleans())
    def loses_the_connection(self, name, number, delivers):
        phone = self.devices[name, number]
        if phone in self.away:
            return
        if delivers:
            self.listen(phone)
        phone.loses_connection()
        self.away[phone] = True

    @rule(name=names)
    def resumes(self, name):
        phone = self.devices[name, 1]
        if phone not in self.away:
            return
        if phone.resumption and phone.resumes().name == "resumed":
            phone.resumption = ""
        else:
            phone.connect()
            phone.enters()
        del self.away[phone]
        self.listen(phone)

    @rule(name=names)
    def comes_back(self, name):
        phone = self.devices[name, 2]
        if phone in self.away:
            phone.connect()
            phone.enters()
            del self.away[phone]
            self.listen(phone)

    @rule(name=names)
    def acknowledges(self, name):
        phone = self.devices[name, 1]
        if phone not in self.away:
            self.listen(phone)
            phone.sends(f'<a xmlns="{SM}" h="{phone.count}"/>')

    @rule(seconds=st.sampled_from([1, 200, 400]))
    def time_passes(self, seconds):
        self.town.app.clock.advance(seconds=seconds)

    @invariant()
    def the_history_is_what_was_said(self):
        ids = [message.id for message in self.group.history]
        assert ids == self.said
        own = self.town.app.dialogs.between(self.town["ann"], self.town["bob"])
        assert [message.id for message in (own.history if own else ())] == self.private

    @invariant()
    def counts_are_right(self):
        for name in NAMES:
            user = self.town[name]
            mine = sum(message.sender_id == user.id for message in self.group.history)
            assert self.group.history.unread(user.id) == len(self.said) - mine
            assert user.connections == len(self.town.app.chat.of(user.id))

    @invariant()
    def nobody_hears_a_private_message_out_of_order_and_bob_misses_none(self):
        self.everybody_listens()
        waiting = set(self.town.app.chat.waiting.get(self.town["bob"].id, ()))
        heard = {one for number in (1, 2) for one in self.heard.get(f"bob-device-{number}", ())}
        kept = {
            stanza
            for client in self.town.app.chat.of(self.town["bob"].id)
            if client.management is not None
            for stanza, _ in client.management.kept
        }
        missing = [one for one in self.private if one not in heard]
        somewhere = " ".join(stanza.text_from("x") for stanza in (*waiting, *kept))
        connected = any(self.devices["bob", number] not in self.away for number in (1, 2))
        if not connected:
            assert all(one in somewhere for one in missing) or not self.lossless()
        for phone, ids in self.heard.items():
            order = [one for one in self.private if one in ids]
            firsts = list(dict.fromkeys(one for one in ids if one in self.private))
            assert firsts == order or phone.startswith("ann")

    def lossless(self):
        """Whether Bob's resuming phone still waits: what the other one lost on its way, nobody has."""
        return any(client.management is not None for client in self.town.app.chat.of(self.town["bob"].id))

    def teardown(self):
        assert self.town.hub.broken == []


TestConversations = Conversations.TestCase
TestConversations.settings = settings(max_examples=examples(30), stateful_step_count=30, deadline=None)
