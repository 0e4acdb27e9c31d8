"""XML as it arrives, a stanza at a time: without DTDs, comments and instructions (RFC 6120, 11.1), and within bounds."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from xml.parsers import expat

from chatmock.providers.connectycube.chat.element import CLIENT, Element

DEEPEST = 64
"""Elements within each other in a stanza."""
LARGEST = 1024 * 1024
"""Bytes of a stanza."""
MOST_ELEMENTS = 10_000
"""Elements of a stanza: each takes far more room than its few letters."""
_MOST_RESCANS = 16 * LARGEST
"""Bytes of a stanza that are looked at again, because they came before the tag they stand in was whole."""
_LONGEST_HEAD = 4096
"""Bytes of a stream's start tag, with what stands before it."""
_TAG = re.compile(rb"""<(?:"[^"]*"|'[^']*'|[^>"']+)*>""")
_RENEWED = 1024 * 1024
"""Bytes after which a new parser takes over between two stanzas: one remembers every name it has seen."""


class BadXml(Exception):
    """A client sends text that a stream does not take; ``condition`` is the stream error for it (RFC 6120, 4.9.3)."""

    def __init__(self, condition: str, reason: str) -> None:
        super().__init__(reason)
        self.condition = condition
        self.reason = reason


class Parser:
    """Makes stanzas of text that is cut anywhere.

    Over TCP all of it is one document, whose root is told by ``on_open`` and whose end by ``on_close``. Where each
    message is an element by itself (``framed``, RFC 7395), the parser gives it a root that nobody sent.
    """

    def __init__(
        self,
        on_stanza: Callable[[Element], None],
        on_open: Callable[[Element], None] | None = None,
        on_close: Callable[[], None] | None = None,
        *,
        framed: bool = False,
    ) -> None:
        self._on_stanza = on_stanza
        self._on_open = on_open
        self._on_close = on_close
        self._framed = framed
        self._root = b'<stream xmlns="%b">' % CLIENT.encode() if framed else b""
        """The start tag that a new parser is given first."""
        self._head = b""
        """What has come as long as there is no root."""
        self._stack: list[Element] = []
        self._depth = self._elements = 0
        self._fed = self._began = self._rescans = 0
        self._finished: list[Element] = []
        self._closed = False
        self._expat = self._new_parser()

    def __repr__(self) -> str:
        return f"<Parser at depth {self._depth}>"

    @classmethod
    def like(cls, other: Parser) -> Parser:
        """A parser for a stream that begins anew; the other one hands on no more."""
        new = cls(other._on_stanza, other._on_open, other._on_close)
        other._on_stanza = other._on_open = lambda one: None
        other._on_close = None
        return new

    # --- text in ---

    def frame(self, text: bytes) -> Element:
        """The one element of a message. Raises BadXml."""
        if self._fed > _RENEWED:
            self._expat = self._new_parser()
        self._finished.clear()
        self._feed(text)
        if self._depth != 1 or self._closed or len(self._finished) != 1 or self._pending():
            raise BadXml("bad-format", "a message is one whole element")
        return self._finished[0]

    def feed(self, data: bytes) -> None:
        """Take what came; stanzas are handed on as they become whole. Raises BadXml."""
        self._feed(data)
        if self._fed > _RENEWED and self._depth == 1 and self._pending() == 0:
            self._expat = self._new_parser()

    def _feed(self, data: bytes) -> None:
        pending = self._pending()
        if self._began + LARGEST < self._fed + len(data) and (self._depth > 1 or pending):
            self._check_size(self._fed + len(data))
        if pending:
            self._rescans += pending
            if self._rescans > _MOST_RESCANS:
                raise BadXml("policy-violation", "a tag comes in too many pieces")
        self._fed += len(data)
        if not self._root:
            self._head += data
            if len(self._head) > _LONGEST_HEAD and b">" not in self._head[:_LONGEST_HEAD]:
                raise BadXml("policy-violation", f"a stream begins with more than {_LONGEST_HEAD} bytes")
        try:
            self._expat.Parse(data, False)
        except expat.ExpatError as found:
            raise BadXml("not-well-formed", expat.ErrorString(found.code)) from None
        except UnicodeError:
            raise BadXml("not-well-formed", "the text is not UTF-8") from None
        if self._depth <= 1 and self._pending() == 0:
            self._began = self._fed
        else:
            self._check_size(self._fed)

    def _pending(self) -> int:
        """Bytes of a tag that is not whole yet."""
        return self._fed - self._expat.CurrentByteIndex if self._fed else 0

    def _check_size(self, end: int) -> None:
        if end - self._began > LARGEST:
            raise BadXml("policy-violation", f"a stanza has more than {LARGEST} bytes")

    # --- what expat finds ---

    def _new_parser(self) -> Any:
        parser = expat.ParserCreate("utf-8", " ")
        if hasattr(parser, "SetReparseDeferralEnabled"):
            parser.SetReparseDeferralEnabled(False)  # a stanza is due as soon as it is whole; _rescans is the bound
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.CommentHandler = _refuse_comment
        parser.ProcessingInstructionHandler = _refuse_instruction
        self._fed = self._began = self._rescans = 0
        self._depth = 0
        if self._root:
            parser.Parse(self._root, False)
            self._fed = self._began = len(self._root)
        return parser

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 1:
            if not self._root:
                self._opened(name, attributes)
            return
        self._elements += 1
        if self._depth > DEEPEST + 1:
            raise BadXml("policy-violation", f"elements stand more than {DEEPEST} deep")
        if self._elements > MOST_ELEMENTS:
            raise BadXml("policy-violation", f"a stanza has more than {MOST_ELEMENTS} elements")
        xmlns, _, local = name.rpartition(" ")
        one = Element(local, xmlns, attributes)
        stack = self._stack
        if stack:
            stack[-1].content.append(one)
        stack.append(one)

    def _opened(self, name: str, attributes: dict[str, str]) -> None:
        xmlns, _, local = name.rpartition(" ")
        tag = _TAG.match(self._head, self._expat.CurrentByteIndex)
        if tag is None or tag.end() - tag.start() > _LONGEST_HEAD:
            raise BadXml("policy-violation", f"a stream begins with more than {_LONGEST_HEAD} bytes")
        self._root, self._head = tag.group(), b""
        if self._on_open is not None:
            self._on_open(Element(local, xmlns, attributes))

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self._depth == 0:
            self._closed = True
            if self._on_close is not None:
                self._on_close()
            return
        one = self._stack.pop()
        if self._depth == 1:
            self._elements = 0
            self._rescans = 0
            self._began = self._expat.CurrentByteIndex
            self._hand_on(one)

    def _hand_on(self, one: Element) -> None:
        if self._framed:
            self._finished.append(one)
        else:
            self._on_stanza(one)

    def _text(self, text: str) -> None:
        if self._stack:
            self._stack[-1].content.append(text)
        elif not text.isspace():
            raise BadXml("bad-format", "there is text outside of stanzas")


def _refuse_doctype(*about: Any) -> None:
    raise BadXml("restricted-xml", "a stream has no DTD")


def _refuse_comment(text: str) -> None:
    raise BadXml("restricted-xml", "a stream has no comments")


def _refuse_instruction(target: str, text: str) -> None:
    raise BadXml("restricted-xml", "a stream has no processing instructions")
