"""A hub with everything installed in it: what the command line and the test fixtures serve."""

from __future__ import annotations

from chatmock.control import Control
from chatmock.core.application import Hub
from chatmock.providers import load_providers

DEFAULT_APP_ID = "chatmock"
DEFAULT_API_TOKEN = "chatmock-token"


def new_hub(*, strict: bool = False) -> Hub:
    """An empty hub: every provider there is, and the control API."""
    return Hub(load_providers(), strict=strict, control=Control())
