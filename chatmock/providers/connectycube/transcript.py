"""ConnectyCube's traffic in recordings: stanzas stand there as lists of a name, attributes and content (JsonML)."""

from __future__ import annotations

import binascii
import hmac
import re
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any, ClassVar

from chatmock.core.transcript import SIGNATURE, Said, Transcript
from chatmock.providers.connectycube.chat.element import CLIENT, Element, to_text
from chatmock.providers.connectycube.chat.names import ROOMS
from chatmock.providers.connectycube.chat.parser import BadXml
from chatmock.providers.connectycube.chat.reading import element_of
from chatmock.providers.connectycube.chat.shapes import facts_of, shape_of
from chatmock.providers.connectycube.sessions.signature import flattened

_PLAIN = "plain"
_WORDS = """
message presence iq body open close auth success failure bind session jid resource x item status query features mechanisms
extraParams error type from to id PLAIN chat groupchat result get set markable received displayed composing paused delay
stamp unavailable xmpp save_to_history dialog_id date_sent user headline enable enabled resume resumed r a h ping subscribe
subscribed unsubscribe unsubscribed role affiliation code history maxstanzas thread message_id markRead signature nonce
timestamp application_id sm mobile csi ver optional required active inactive not-authorized text condition show priority
group subscription ask name max previd v list value action order privacy
"""
"""Names of elements and attributes, and words that are no one's."""


class ConnectyCubeTranscript(Transcript):
    compounds: ClassVar[tuple[re.Pattern[str], ...]] = (
        re.compile(r"(\d+)-(\d+)@([^@/\s]+)(?:/(\S+))?"),
        re.compile(r"(\d+)_([^@/\s]+)@([^@/\s]+)(?:/(\S+))?"),
        re.compile(r"(\d+)-(\d+)"),
    )
    options: ClassVar[Mapping[str, str]] = {
        "application_id": "app_id",
        "auth_key": "auth_key",
        "cb-authkey": "auth_key",
        "cb-administration-api-key": "auth_secret",
    }
    signed: ClassVar[frozenset[str]] = frozenset(("signature",))
    parts: ClassVar[tuple[str, ...]] = (ROOMS,)
    strangers: ClassVar[frozenset[int | str]] = frozenset((401, "bad_signature"))
    plain: ClassVar[frozenset[str]] = frozenset(("xmlns", "xml:lang", "version", "node", "mechanism", "hash"))
    words: ClassVar[frozenset[str]] = plain | frozenset(_WORDS.split())

    def read(self, message: str | bytes) -> list[Said]:
        try:
            one = element_of(message)
        except BadXml as reason:
            raise ValueError(reason.reason) from None
        return [Said(one.name, _as_list(one, ""))]

    def write(self, said: list[Said]) -> str:
        return "".join(to_text(_as_element(one.body, "")) for one in said)

    def journalled(self, name: str, values: Any) -> Said:
        raise ValueError("the journal has no whole stanzas")

    def schema_of(self, said: Said, *, by_client: bool) -> tuple[str, Any]:
        one = _as_element(said.body, "")
        return shape_of(one, by_client=by_client), facts_of(one)

    def sign(self, values: dict[str, Any], options: Mapping[str, Any], now: int) -> None:
        if values.get("signature") != SIGNATURE:
            return
        values["timestamp"] = now
        text = "&".join(f"{name}={value}" for name, value in sorted(flattened(values)) if name != "signature")
        values["signature"] = hmac.new(options["auth_secret"].encode(), text.encode(), "sha1").hexdigest()

    def credentials(self, text: str) -> tuple[str, str] | None:
        try:
            plain = b64decode(text, validate=True).decode()
        except (binascii.Error, ValueError):
            return None
        return (_PLAIN, plain) if plain.count("\0") == 2 else None

    def packed(self, kind: str, inner: str) -> str:
        return b64encode(inner.encode()).decode()


def _as_list(one: Element, around: str) -> list[Any]:
    attributes = dict(one.attributes)
    if one.xmlns != (around or CLIENT):
        attributes["xmlns"] = one.xmlns
    inner = [part if isinstance(part, str) else _as_list(part, one.xmlns) for part in one.content]
    return [one.name, attributes, *inner]


def _as_element(parts: list[Any], around: str) -> Element:
    name, attributes, *content = parts
    own = {key: value for key, value in attributes.items() if key != "xmlns"}
    xmlns = attributes.get("xmlns", around or CLIENT)
    return Element(name, xmlns, own, [part if isinstance(part, str) else _as_element(part, xmlns) for part in content])
