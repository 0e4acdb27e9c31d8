"""What an operation or a command does is the same in whichever case it names a channel."""

from functools import partial

import pytest

from tests.contract.effects import takes
from tests.sendbird.effects.stage import Stage
from tests.sendbird.effects.test_effects import ADDRESSES, COMMANDS, bases, schema_of

ONE, SEVERAL = ("channel_url", "target_channel_url"), "channel_urls"
CREATING = ("create_group_channel", "create_open_channel")
NAMING = [
    (name, field)
    for name in (*ADDRESSES, *COMMANDS)
    for field in (*ONE, SEVERAL)
    if field in schema_of(name).properties and name not in CREATING
]


@pytest.fixture(scope="module")
def stage():
    return Stage()


@pytest.mark.parametrize(("name", "field"), NAMING)
def test_the_effect_is_the_same_in_any_case(stage, name, field):
    asks = [partial(stage.ask, address) for address in ADDRESSES.get(name, ())] or [partial(stage.command, name)]
    for base in map(stage.filled, bases(name)):
        for url in ("lunch", "lobby"):
            usual, other = ({**base, field: [text] if field == SEVERAL else text} for text in (url, url.upper()))
            assert takes(schema_of(name), other) == takes(schema_of(name), usual)
            for ask in asks:
                assert ask(usual) == ask(other)
