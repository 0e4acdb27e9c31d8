"""People with phones, in an application in memory."""

import pytest

from tests.connectycube.chat.phone import Town


@pytest.fixture
def town():
    """Ann, Bob and Cy; nothing may fail inside."""
    town = Town("ann", "bob", "cy")
    yield town
    assert town.hub.broken == []


@pytest.fixture
def ann(town):
    """Ann's phone, which has heard what came at first."""
    return _phone(town, "ann")


@pytest.fixture
def bob(town):
    return _phone(town, "bob")


def _phone(town, name):
    phone = town.phone(name)
    phone.hears()
    return phone
