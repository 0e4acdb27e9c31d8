"""What a refusal says to people beside its words: addresses like the one asked for, and whom a host names."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import orjson

from chatmock.core.operation import Call, Tenants
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.model import App

HEADER = "X-Chatmock-Hint"
PRODUCTS = ("/platform/v1/", "/sapi/", "/v1/")
"""Where other products of the vendor are called: Desk's Platform API and SDKs, Calls and Live (docs, 2026)."""
NOTIFICATIONS = "/v1/notifications"
"""Where notifications are sent, which is served."""
ELSEWHERE = {
    "Sendbird Calls, below `/v1/`": "Another product, at hosts of its own.",
    "Sendbird Desk, below `/platform/v1/` and `/sapi/`": "Another product, at hosts of its own.",
    "Sendbird Live, below `/v1/`": "Another product, at hosts of its own.",
    "AI agents": "Another product.",
}
"""What else the vendor sells, with the reason why it is not served."""
PARTS = {
    "`image_moderation` in settings of channels": "A service elsewhere judges the pictures; nobody outside is asked here.",
    "`text_moderation` in settings of channels": "A service elsewhere judges the texts; nobody outside is asked here.",
    "`push_template` in settings of a custom type": "What it takes is not told; notifications are worded for all channels.",
}
"""Parts of operations that are not served."""


FRAMES = {
    "BRDM": "Announcements come as messages of their senders.",
    "DELE": "It is in one SDK alone, which does nothing with it.",
    "JOIN": "The SDKs pass it over: SYEV 10000 tells who joins.",
    "LEAV": "The SDKs pass it over: SYEV 10001 tells who leaves.",
    "MCNT": "It is for channels whose events are too many; here each event has the counts.",
    "MTIO": "The SDKs pass it over.",
    "SYEV 10021": "It has a name in one SDK alone, which does nothing with it: SYEV 10000 tells who accepts an invitation.",
}
"""Frames that SDKs know and that are never sent."""


@cache
def reasons() -> dict[str, str]:
    """Why operations of the vendor are not served here, by method and address."""
    rows: dict[str, str] = orjson.loads(Path(__file__).with_name("not_served.json").read_bytes())
    return rows


@cache
def not_served() -> list[tuple[str, list[str]]]:
    """Operations of the vendor that are not served here: method, and the parts of the address."""
    return [(method, path.split("/")) for method, _, path in (row.partition(" ") for row in reasons())]


def reserve_not_served() -> None:
    """Keep operations with a parameter at that place from answering in their stead."""
    for method, parts in not_served():
        api.reserve(method, api.prefix + "/".join(parts))


def is_not_served(method: str, path: str) -> bool:
    """Whether the vendor has an operation at an address that is none here."""
    if path.startswith(PRODUCTS) and not path.startswith(NOTIFICATIONS):
        return True
    parts = path.removeprefix(api.prefix).rstrip("/").split("/")
    return any(
        method == known and len(parts) == len(address) and all(map(_stands_at, parts, address))
        for known, address in not_served()
    )


def _stands_at(part: str, known: str) -> bool:
    return part == known or (part != "" and known[:1] == "{")


def about_address(call: Call) -> None:
    """Say which operations are nearest to an address nobody knows."""
    if nearest := api.nearest_paths(call.request.method, call.request.path):
        call.headers[HEADER] = f"nearest: {', '.join(nearest)}"


def about_missing(call: Call) -> None:
    request = call.request
    call.headers[HEADER] = (
        f"{request.method} {request.path} is an operation of the platform that chatmock does not have; "
        "docs/not-served.md says why, `chatmock routes` lists those it has, and a fault can answer in its place"
    )


def about_host(call: Call, named: str, holder: str) -> None:
    """Say that it was the host that named another application."""
    call.headers[HEADER] = (
        f"the host api-{named}… names the application {named}, the Api-Token belongs to {holder}: "
        f"start chatmock with --app-id {named}, or call a host that names no other application"
    )


def host_id(call: Call) -> str:
    """The id of the application that a host as ``api-ID.sendbird.com`` names; empty where it names none."""
    return id_in_host(call.request.headers.get("Host", ""))


def id_in_host(host: str) -> str:
    return host[4:].partition(".")[0].partition(":")[0] if host[:4].lower() == "api-" else ""


def named_by_host(hub: Tenants, call: Call) -> App | None:
    """The application that the host names, in any case."""
    return in_any_case(hub, host_id(call))


def in_any_case(hub: Tenants, named: str) -> App | None:
    """The application with an id, in that case, in upper or in lower case."""
    spellings = (named, named.upper(), named.lower()) if named else ()
    found: App | None = next((app for one in spellings if (app := hub.find("sendbird", one)) is not None), None)
    return found
