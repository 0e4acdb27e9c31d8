"""The two Python clients of the REST API, as they are on the package index, each with a server's address of its own."""

from functools import partial
from importlib.metadata import version
from inspect import isroutine
from pathlib import Path
from typing import Any

import pytest

from tests.called import calls

WANTED = {
    "test_tcim": ("tencentcloud_im.tcim_client", "tencentcloud-sdk-python-im"),
    "test_timsdk": ("timsdk", "timsdk"),
    "test_signing": ("TLSSigAPIv2", "tls-sig-api-v2"),
}
"""Each file's module and distribution."""


def pytest_collection_modifyitems(items):
    """Each file is a step of its client in the table of versions."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            _, distribution = WANTED[item.path.stem]
            item.add_marker(pytest.mark.step("rest", client=f"{distribution} {version(distribution)}"))


def methods_of(one: Any) -> set[str]:
    """The names of an object's public methods, those of its class's bases among them."""
    return {name for name in dir(type(one)) if not name.startswith("_") and isroutine(getattr(one, name))}


class Calls:
    """Calls a client's methods, and looks at their answers; notes which were called."""

    def __init__(self, client: Any, distribution: str) -> None:
        self.client = client
        self.distribution = distribution

    def __getattr__(self, name: str) -> Any:
        return partial(self.call, name)

    def call(self, name: str, /, *arguments: Any, **named: Any) -> Any:
        """The parsed answer of a call that has to succeed."""
        told = self.answer(name, *arguments, **named)
        assert (told["ErrorCode"], told["ErrorInfo"]) == (0, ""), (name, told)
        return told

    def answer(self, name: str, /, *arguments: Any, **named: Any) -> Any:
        """The parsed answer of a call, whatever it is."""
        calls.add(f"{self.distribution} {name}")
        found = self.client
        for part in name.split("."):
            found = getattr(found, part)
        given = found(*arguments, **named)
        assert given is not None, name
        return given if isinstance(given, dict) else given.json()


@pytest.fixture
def application(chatmock_factory):
    return chatmock_factory("tencent").tencent


@pytest.fixture
def people(application):
    for name in ("alice", "bob", "carol"):
        application.user(name)
    return application
