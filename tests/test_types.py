"""What a test is given has types: mypy takes a test that uses it rightly, and says what is wrong with another."""

import subprocess
import sys
import typing

import msgspec
import orjson
import pytest

from chatmock import typed
from chatmock.providers.sendbird.model import Webhook
from chatmock.providers.sendbird.model.session import SessionSettings
from chatmock.providers.sendbird.realtime.post import SCHEMAS
from chatmock.resources import data_dir
from chatmock.testing import sendbird
from chatmock.testing.results import control, sendbird_channels, sendbird_frames
from chatmock.testing.results import sendbird as sendbird_results

RIGHT = """
from collections.abc import Callable

from chatmock.testing import Chatmock, ChatmockServer
from chatmock.testing.sendbird import Actor, Channel, LoginFrame, Message, MessageFrame, User


def test_people(chatmock: Chatmock, chatmock_factory: Callable[..., Chatmock]) -> None:
    alice: Actor = chatmock.sendbird.user("alice", nickname="A")
    lunch: Channel = chatmock.sendbird.group(alice, "bob")
    first: LoginFrame = alice.connect()
    said: Message = alice.says("hi", lunch)
    heard: list[MessageFrame] = alice.received("MESG")
    reveal_type(said["message_id"])  # int
    reveal_type(said["user"])  # UserBrief
    reveal_type(first["key"])  # str
    reveal_type(heard[0]["message"])  # str
    reveal_type(alice.received("SYEV")[0]["cat"])  # int
    reveal_type(alice.unread(lunch))  # int
    reveal_type(chatmock_factory(clock="2016-12-19T12:00:00Z").sendbird.app_id)  # Any


def test_what_was_asked(chatmock: Chatmock) -> None:
    number = chatmock.faults.add("list_users", code=500910)
    reveal_type(number)  # int
    reveal_type([fault["operation"] for fault in chatmock.faults])  # list[str]
    reveal_type(chatmock.journal.requests[0]["status"])  # int
    reveal_type(chatmock.journal.find("view_user")[0]["kind"])  # str
    reveal_type(chatmock.limits()["rates"])  # dict[str, str]
    reveal_type(chatmock.sendbird.sessions()["webhook"]["enabled_events"])  # list[str]
    reveal_type(chatmock.clock.now())  # int


async def test_waiting(chatmock: Chatmock) -> None:
    entries = await chatmock.journal.wait_async("send_message")
    reveal_type(entries[0]["number"])  # int


def nickname_of(user: User) -> str:
    return user["nickname"]


with ChatmockServer.start(clock="2016-12-19T12:00:00Z") as server, server.application(era="2016") as made:
    reveal_type(server.health["applications"])  # list[str | int]
    reveal_type(made)  # chatmock.testing.application.Chatmock
"""
WRONG = {
    'chatmock.sendbird.user("a").says("hi", "lunch")["mesage"]': 'TypedDict "Message" has no key "mesage"',
    'chatmock.journal.requests[0]["staus"]': 'TypedDict "Entry" has no key "staus"',
    "chatmock.clock.freeze(5)": 'Argument 1 to "freeze" of "Clock" has incompatible type "int"',
    "chatmock.sendbird.user(5)": 'Argument 1 to "user" of "Sendbird" has incompatible type "int"',
    "chatmock.sendbird.usr": '"Sendbird" has no attribute "usr"',
}


@pytest.fixture(scope="module")
def check(tmp_path_factory):
    """Has mypy, as strict as can be, look at a test; gives what it says."""
    folder = tmp_path_factory.mktemp("typed")

    def run(text):
        (folder / "test_sample.py").write_text(text)
        line = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "test_sample.py"]
        return subprocess.run(line, cwd=folder, capture_output=True, text=True, timeout=300, check=False).stdout

    return run


def test_a_test_that_is_right_passes_in_strict_mode(check):
    said = check(RIGHT)
    assert "error" not in said, said
    wanted = [line.split("  # ")[1] for line in RIGHT.splitlines() if "reveal_type" in line]
    revealed = [
        line.split('Revealed type is "')[1] for line in said.replace("builtins.", "").splitlines() if "Revealed" in line
    ]
    assert [kind for kind, line in zip(wanted, revealed, strict=True) if kind not in line] == []


def test_a_test_that_is_wrong_is_told_each_mistake(check):
    body = "".join(f"    {line}\n" for line in WRONG)
    said = check(f"from chatmock.testing import Chatmock\n\ndef test(chatmock: Chatmock) -> None:\n{body}")
    assert [mistake for mistake in WRONG.values() if mistake not in said] == [], said


MADE = {
    **{("control", name): (control, name) for name in ("clock", "entry", "fault", "health", "limits")},
    ("sendbird", "message"): (sendbird_results, "message"),
    ("sendbird", "user"): (sendbird_results, "user"),
    ("sendbird", "group_channel"): (sendbird_channels, "group_channel"),
    ("sendbird", "open_channel"): (sendbird_channels, "open_channel"),
    ("sendbird", "frame.login"): (sendbird_frames, "frame.login"),
    ("sendbird", "frame.message"): (sendbird_frames, "frame.message"),
    ("sendbird", "frame.event"): (sendbird_frames, "frame.event"),
}


@pytest.mark.parametrize(("folder", "schema"), MADE, ids=str)
def test_the_examples_of_a_schema_are_of_its_type(folder, schema):
    module, name = MADE[folder, schema]
    kind = getattr(module, typed.name_of(name))
    document = orjson.loads((data_dir("schemas") / folder / f"{schema}.json").read_bytes())
    for example in document["examples"]:
        assert msgspec.convert(example, kind) == example


def test_a_key_that_is_no_name_is_refused():
    with pytest.raises(ValueError, match="'from' is no name in Python; leave the schema out"):
        typed.Module("control", "x", [], {}).of_object("X", {"properties": {"from": {}}})


def test_the_types_of_frames_are_of_the_commands_they_are_given_for():
    given = {*typing.get_args(sendbird.MessageCommand)}
    assert given == {command for command, schema in SCHEMAS.items() if schema == "frame.message"}
    assert (SCHEMAS["LOGI"], SCHEMAS["SYEV"]) == ("frame.login", "frame.event")


def test_settings_have_the_types_of_what_keeps_them():
    webhook, sessions = Webhook.__annotations__, SessionSettings.__annotations__
    assert {name: kind.__forward_arg__ for name, kind in sendbird.WebhookSettings.__annotations__.items()} == webhook
    told = {name: kind.__forward_arg__ for name, kind in sendbird.Settings.__annotations__.items()}
    assert told == {**sessions, "guests": told["guests"], "webhook": "WebhookSettings"}


def test_settings_come_as_their_types_say(chatmock):
    settings = chatmock.sendbird.sessions(guests="read_only")
    assert msgspec.convert(settings, sendbird.Settings) == settings
