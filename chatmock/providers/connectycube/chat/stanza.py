"""A stanza on its way out: written once for all its receivers, each of which finds its own address on it."""

from __future__ import annotations

from chatmock.core.frame import Frame
from chatmock.providers.connectycube.chat.element import (
    Element,
    content_of,
    element,
    in_attribute,
    name_in_attribute,
    start_of,
    to_text,
)
from chatmock.providers.connectycube.chat.names import DELAY, ROOMS
from chatmock.providers.connectycube.model import Client, iso

_ADDRESSES = ("from", "to")
_FROM, _TO = ' from="', '" to="'


class Stanza:
    """A message, presence or iq to clients of one application.

    ``local`` and ``resource`` are those of its sender; what stands between them, the server's name, is each receiver's.
    ``sender`` is a whole address in their place, empty for none. ``to`` is a receiver's full address, or the bare one.
    """

    __slots__ = (
        "_froms",
        "_is_of_room",
        "_local",
        "_sender",
        "_start",
        "_tail",
        "_to_bare",
        "name",
        "resource",
        "sent_at",
    )

    def __init__(
        self,
        one: Element,
        local: str = "",
        resource: str = "",
        *,
        sender: str | None = None,
        is_of_room: bool = False,
        to_bare: bool = False,
        sent_at: int | None = None,
    ) -> None:
        self.name = one.name
        self.sent_at = sent_at
        """When it was sent (milliseconds), where it waits for a user who is away; None where it does not."""
        self._start = start_of(one, but=_ADDRESSES)
        content = content_of(one)
        self._tail = f'">{content}</{one.name}>' if content else '"/>'
        self._sender = sender
        self._local = local
        self.resource = resource
        self._is_of_room = is_of_room
        self._to_bare = to_bare
        self._froms: dict[str, str] = {}

    def __repr__(self) -> str:
        return f"<Stanza {self.name} of {self._local}>"

    @property
    def text(self) -> str:
        """The stanza without addresses."""
        return f"{self._start}{self._tail[1:]}"

    @property
    def user_id(self) -> int:
        """Which user sends it."""
        return int(self._local.partition("-")[0])

    def text_from(self, domain: str) -> str:
        """What all receivers get, but for the address of each."""
        return f"{self._head(domain).removesuffix(_TO[1:])}{self._tail[1:]}"

    def late(self) -> Stanza:
        """A copy in the form in which it reaches a user who was away, with the time at which it was sent (XEP-0203)."""
        late = Stanza.__new__(Stanza)
        for name in Stanza.__slots__:
            setattr(late, name, getattr(self, name))
        if self.sent_at is not None and DELAY not in self._tail:
            end, delay = f"</{self.name}>", to_text(element("delay", DELAY, stamp=iso(self.sent_at)))
            late._tail = (
                f"{self._tail.removesuffix(end)}{delay}{end}" if self._tail.endswith(end) else f'">{delay}{end}'
            )
        return late

    def text_for(self, client: Client) -> str:
        """What one of them gets."""
        return f"{self._head(client.domain)}{client.written_bare if self._to_bare else client.written_jid}{self._tail}"

    def frame_for(self, client: Client) -> Frame:
        return Frame(self.text_for(client).encode())

    def _head(self, domain: str) -> str:
        head = self._froms.get(domain)
        if head is None:
            head = self._froms[domain] = f"{self._start}{self._from(domain)}"
        return head

    def _from(self, domain: str) -> str:
        if self._sender is not None:
            return f"{_FROM}{in_attribute(self._sender)}{_TO}" if self._sender else _TO[1:]
        if not self._local:
            return f"{_FROM}{name_in_attribute(domain)}{_TO}"
        where = f"{self._local}@{ROOMS if self._is_of_room else ''}{name_in_attribute(domain)}"
        return f"{_FROM}{where}/{in_attribute(self.resource)}{_TO}" if self.resource else f"{_FROM}{where}{_TO}"
