"""The commands ``openapi`` and ``asyncapi``: documents of a platform, made of its tables and schemas."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import Any

import orjson

from chatmock import asyncapi as asynchronous
from chatmock import openapi as over_http
from chatmock.cli import OK, USAGE
from chatmock.core.words import meant, shown
from chatmock.serving import new_hub

_ADDRESS = "http://127.0.0.1:8008"


def openapi(options: argparse.Namespace) -> int:
    """Print what a platform answers over HTTP."""
    return _print(over_http.document, options.provider)


def asyncapi(options: argparse.Namespace) -> int:
    """Print the frames, webhooks and pushes of a platform."""
    return _print(asynchronous.document, options.provider)


def _print(document: Callable[[Any, str], dict[str, Any]], name: str) -> int:
    hub = new_hub()
    assert hub.control is not None
    known = [*hub.cards, hub.control.name]
    if name not in known:
        print(f"no provider is called {shown(name)}; {meant(name, known)}", file=sys.stderr)
        return USAGE
    speaker = hub.control if name == hub.control.name else hub.provider(name)
    print(orjson.dumps(document(speaker, _ADDRESS), option=orjson.OPT_INDENT_2).decode())
    return OK
