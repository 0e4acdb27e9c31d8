"""A stanza on its way out: written once for all its receivers, each of which finds its own address on it."""

from __future__ import annotations

from chatmock.core.frame import Frame
from chatmock.providers.connectycube.chat.element import Element, escaped, in_attribute, start_of, to_text
from chatmock.providers.connectycube.chat.names import ROOMS
from chatmock.providers.connectycube.model import Client

_FROM, _TO, _END = ' from="', '" to="', '"'


class Stanza:
    """A message, presence or iq to clients of one application.

    ``local`` and ``resource`` are those of its sender; what stands between them, the server's name, is each receiver's.
    ``to`` is a receiver's full address, or the bare one.
    """

    __slots__ = ("_froms", "_is_of_room", "_local", "_resource", "_start", "_tail", "_to_bare", "keeps", "name")

    def __init__(
        self,
        one: Element,
        local: str,
        resource: str = "",
        *,
        is_of_room: bool = False,
        to_bare: bool = False,
        keeps: bool = False,
    ) -> None:
        self.name = one.name
        self.keeps = keeps
        """Whether it waits for a user who is away."""
        own = {name: value for name, value in one.attributes.items() if name not in ("from", "to")}
        self._start = start_of(Element(one.name, one.xmlns, own))
        content = "".join(to_text(c, one.xmlns) if isinstance(c, Element) else escaped(c) for c in one.content)
        self._tail = f">{content}</{one.name}>" if content else "/>"
        self._local = local
        self._resource = in_attribute(resource)
        self._is_of_room = is_of_room
        self._to_bare = to_bare
        self._froms: dict[str, str] = {}

    def __repr__(self) -> str:
        return f"<Stanza {self.name} of {self._local}>"

    @property
    def text(self) -> str:
        """What all receivers get."""
        return f"{self._start}{self._tail}"

    def text_for(self, client: Client) -> str:
        """What one of them gets."""
        domain = client.domain
        head = self._froms.get(domain)
        if head is None:
            head = self._froms[domain] = f"{self._start}{self._from(domain)}"
        return f"{head}{client.written_bare if self._to_bare else client.written_jid}{_END}{self._tail}"

    def frame_for(self, client: Client) -> Frame:
        return Frame(self.text_for(client).encode("utf-8", "surrogatepass"))

    def _from(self, domain: str) -> str:
        if not self._local:
            return f"{_FROM}{in_attribute(domain)}{_TO}"
        where = f"{self._local}@{ROOMS if self._is_of_room else ''}{in_attribute(domain)}"
        return f"{_FROM}{where}/{self._resource}{_TO}" if self._resource else f"{_FROM}{where}{_TO}"
