"""What comes in and what goes out: a request of a client, and the answer to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from chatmock.core.accepting import weights
from chatmock.core.errors import Refused
from chatmock.core.faults import Fault
from chatmock.core.later import Later
from chatmock.core.texts import Texts

FAULT = "X-Chatmock-Fault"
"""The header by which a request carries a fault for itself."""


class Request(msgspec.Struct, gc=False, eq=False):
    """What a client sent. ``path`` and ``query`` are still percent-encoded; a form replaces the body where there is one.

    ``problem`` says what the server found wrong before anything could be read: size or form. ``origin`` becomes the kind
    of its entry in the journal: request, or actor. ``waited`` is the fault whose delay is over. ``secure``: by https.
    ``peer`` is the address it came from; empty where it comes of this process. ``size`` is the number of bytes that it
    came as, where somebody counted them. ``carried`` is the text of a fault that it brings for itself alone, ``fault``
    that fault once it was read.
    """

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = {}
    body: bytes = b""
    form: Texts | None = None
    problem: str = ""
    origin: str = "request"
    waited: Fault | None = None
    secure: bool = False
    peer: str = ""
    size: int = 0
    carried: str = ""
    fault: Fault | None = None


def asks_for_page(request: Request) -> bool:
    """Whether a browser asks for a page to show: whatever else calls wants no HTML."""
    return request.method == "GET" and weights(request.headers.get("Accept", "")).get("text/html", 0) > 0


class Answer(msgspec.Struct, gc=False, eq=False):
    """What goes back; ``fault`` tells the server how to spoil it.

    One that ``waits`` does not leave: the request has to be dispatched again, ``waited``, after the fault's delay, or
    ``later`` has to be waited for, and ``finish`` gives the answer then.
    """

    status: int
    body: bytes
    headers: dict[str, str] = {}
    fault: Fault | None = None
    content_type: str = "application/json"
    refusal: Refused | None = None
    """None where the platform does what was asked."""
    waits: bool = False
    later: Later | None = None
    finish: Callable[[Any], Answer] | None = None


class Binary(msgspec.Struct, frozen=True):
    """A result that is not JSON, such as a file; ``status`` 0 is that of its operation.

    What it is was chosen by a client: no browser makes more of it, and none lets it act as a page of this server.
    """

    content: bytes
    content_type: str
    status: int = 0
    policy: str = "sandbox"
    """What a browser lets it do, as a Content-Security-Policy: nothing, but for the server's own pages."""

    @property
    def headers(self) -> dict[str, str]:
        return {"Content-Security-Policy": self.policy, "X-Content-Type-Options": "nosniff"}
