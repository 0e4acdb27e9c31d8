"""What the web SDK reads of the answer to each command is in an answer (client: @tencentcloud/chat 3.6.6)."""

import json
from pathlib import Path
from typing import Any

import pytest

from chatmock.providers.tencent.socket.declined import DECLINED
from chatmock.providers.tencent.socket.talk import known_name
from tests.tencent.effects.stage import PROVIDER, Stage
from tests.tencent.effects.test_effects import COMMANDS, bases

READ: dict[str, list[str]] = json.loads((Path(__file__).parent / "names_read.json").read_text(encoding="utf-8"))
"""Names by command, wherever they stand in the answer."""
OF_OTHERS = {
    "openim.modify_c2c_msg": {"LastMessageTime", "MsgKey", "MsgList"},
    "openim.msgreaded": {"LastMessageTime", "MsgKey", "MsgList"},
    "recentcontact.del_contact_group": {"UpdateGroupResult"},
}
"""What the SDK's code names in the same place for the answers to other commands."""


@pytest.fixture(scope="module")
def stage() -> Stage:
    return Stage()


def names_in(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(names_in, value.values()))
    return set().union(*map(names_in, value)) if isinstance(value, list) else set()


@pytest.mark.parametrize("servcmd", [name for name in READ if known_name(name) in COMMANDS and name not in DECLINED])
def test_an_answer_has_what_the_sdk_reads_of_it(stage: Stage, servcmd: str) -> None:
    name = known_name(servcmd)
    if name == "im_open_status.wslogin":
        answers = [stage.login("alice")]
    else:
        answers = [stage.ask(name, COMMANDS[name], given)[0] for given in bases(stage, name, COMMANDS[name])]
    found = set().union(*map(names_in, answers))
    assert set(READ[servcmd]) - found - OF_OTHERS.get(servcmd, set()) == set()


def test_commands_that_are_not_here_are_pushes_or_declined() -> None:
    known = {name for name in READ if known_name(name) in PROVIDER.api.commands}
    assert [name for name in READ if name not in known and "push" not in name.lower()] == []
