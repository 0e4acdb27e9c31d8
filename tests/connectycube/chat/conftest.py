"""People with phones, in an application in memory."""

import pytest

from tests.connectycube.chat.phone import Town


@pytest.fixture
def town():
    """Ann, Bob and Cy; nothing may fail inside."""
    town = Town("ann", "bob", "cy")
    yield town
    assert town.hub.broken == []
