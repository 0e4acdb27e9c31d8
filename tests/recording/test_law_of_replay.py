"""What was recorded, replayed and recorded again is the same cassette, whatever was done."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.recording.passages import recorded, replayed

TOKEN = {"Api-Token": "chatmock-token", "Content-Type": "application/json"}
NAMES = ["ann", "bob", "Zoë Quirin", "4711", "channel"]
WORDS = ["hi", "Soup at noon?", "ann@corp.example.org", "x" * 300, '{"a":1}', "ü"]
names, words = st.sampled_from(NAMES), st.sampled_from(WORDS)
acts = st.lists(
    st.one_of(
        st.tuples(st.just("user"), names, words),
        st.tuples(st.just("view"), names),
        st.tuples(st.just("remove"), names),
        st.tuples(st.just("group"), names, names),
        st.tuples(st.just("say"), names, words),
        st.tuples(st.just("list"), st.integers(0, 101)),
        st.tuples(st.just("unknown"), names),
        st.tuples(st.just("enter"), names),
        st.tuples(st.just("speak"), words),
        st.tuples(st.just("nonsense"), words),
    ),
    max_size=12,
)


class Somebody:
    """Does a history: what the server gives is used further on."""

    def __init__(self, history):
        self.history, self.channel, self.socket = history, "nowhere", None

    async def __call__(self, asker, passage):
        self.heard = 0
        for name, *rest in self.history:
            await getattr(self, name)(asker, *rest)
            while self.socket is not None and self.heard < passage.frames():
                if await self.socket.receive(5) is None:  # it was closed
                    break
                self.heard += 1
        if self.socket is not None:
            await self.socket.close()

    async def ask(self, asker, method, line, **body):
        content = json.dumps(body).encode() if body else b""
        return json.loads((await asker.ask(method, f"/v3{line}", TOKEN, content))[2])

    async def user(self, asker, name, word):
        await self.ask(asker, "POST", "/users", user_id=name, nickname=word, profile_url="", metadata={name: word})

    async def view(self, asker, name):
        await self.ask(asker, "GET", f"/users/{name.replace(' ', '%20').replace('ë', '%C3%AB')}")

    async def remove(self, asker, name):
        await self.ask(asker, "DELETE", f"/users/{name.replace(' ', '%20').replace('ë', '%C3%AB')}")

    async def group(self, asker, one, other):
        made = await self.ask(asker, "POST", "/group_channels", user_ids=[one, other], name=one, operator_ids=[one])
        self.channel = made.get("channel_url", self.channel)

    async def say(self, asker, name, word):
        line = f"/group_channels/{self.channel}/messages"
        await self.ask(asker, "POST", line, message_type="MESG", user_id=name, message=word, data=word)

    async def list(self, asker, limit):
        await self.ask(asker, "GET", f"/users?limit={limit}")
        await self.ask(asker, "GET", f"/group_channels/{self.channel}/messages?message_ts=1795896000000&prev_limit=5")

    async def unknown(self, asker, name):
        await self.ask(asker, "GET", f"/nothing/{len(name)}")

    async def enter(self, asker, name):
        if self.socket is None and " " not in name:
            opened = await asker.open(f"/?p=JS&pv=node&sv=4.19.0&ai=chatmock&user_id={name}", {})
            self.socket = opened

    async def speak(self, asker, word):
        if self.socket is not None:
            said = {"channel_url": self.channel, "message": word, "req_id": "1795896000001"}
            await self.socket.send("MESG" + json.dumps(said) + "\n", binary=False)
            while (came := await self.socket.receive(5)) is not None:
                self.heard += 1
                if "req_id" in came:
                    break

    async def nonsense(self, asker, word):
        await asker.ask("POST", "/v3/users", TOKEN, word.encode())


def differences(steps):
    return [f"{step.n} {step.what}: {one}" for step in steps for one in step.wrong]


@settings(max_examples=15, deadline=None)
@given(acts)
def test_a_replay_of_a_recording_is_recorded_the_same(history):
    first = recorded("sendbird", Somebody(history))
    steps, second = replayed(first.cassette, values=True)
    assert differences(steps) == []
    assert second.events == first.events


@pytest.mark.parametrize(
    "history",
    [
        [
            ("user", "ann", "Ann"),
            ("user", "bob", "Bob"),
            ("enter", "bob"),
            ("group", "ann", "bob"),
            ("say", "ann", "hi"),
        ],
        [
            ("user", "ann", "a"),
            ("group", "ann", "ann"),
            ("enter", "ann"),
            ("speak", "hi"),
            ("list", 3),
            ("remove", "ann"),
        ],
    ],
)
def test_so_is_one_with_sockets(history):
    first = recorded("sendbird", Somebody(history))
    assert any(event["kind"] == "frame" and event["from"] == "server" for event in first.events)
    assert first.told == []
    steps, second = replayed(first.cassette, values=True)
    assert differences(steps) == []
    assert second.events == first.events
