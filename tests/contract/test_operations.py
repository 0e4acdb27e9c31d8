"""What operations declare holds together: it is looked at when an operation is first asked for, and here for all of them."""

import inspect

import pytest

from chatmock.control import Control
from chatmock.serving import new_hub

HUB = new_hub()
SPEAKERS = [*HUB.every(), Control()]
EVERY = {
    f"{speaker.name}: {operation.method} {operation.path}": operation
    for speaker in SPEAKERS
    for operation in speaker.api.every()
}


@pytest.mark.parametrize("name", EVERY)
def test_every_argument_of_a_handler_is_given_by_something(name):
    operation = EVERY[name]
    assert len(operation.resolvers) == len(inspect.signature(operation.handler).parameters)
