"""Frames of clients that are not masked end the connection, wherever their bytes are cut."""

from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatmock.server.masked import _BROKEN, Masked

LENGTHS = st.sampled_from([0, 1, 125, 126, 127, 300, 0xFFFF, 0x10000, 70_000])


def frame(length, masked):
    bit = 0x80 if masked else 0
    if length < 126:
        head = bytes((0x81, bit | length))
    elif length <= 0xFFFF:
        head = bytes((0x81, bit | 126)) + length.to_bytes(2, "big")
    else:
        head = bytes((0x81, bit | 127)) + length.to_bytes(8, "big")
    return head + (b"mask" if masked else b"") + b"\x01" * length


class Reader:
    def __init__(self):
        self.read = b""
        self.broken = False

    def feed_data(self, data):
        if data == _BROKEN:
            self.broken = True
            return True, b""
        self.read += data
        return False, b""


def feed(data, cuts):
    reader = Reader()
    masked: Any = Masked(cast(Any, reader))
    for start, end in zip([0, *cuts], [*cuts, len(data)], strict=True):
        if masked.feed_data(data[start:end])[0]:
            break
    return reader


@given(st.lists(LENGTHS, min_size=1, max_size=4), st.data())
def test_masked_frames_go_through_as_they_are(lengths, data):
    stream = b"".join(frame(length, masked=True) for length in lengths)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=8)))
    reader = feed(stream, cuts)
    assert reader.read == stream and not reader.broken


@given(st.lists(LENGTHS, max_size=3), LENGTHS, st.data())
def test_the_first_that_is_not_ends_it(lengths, bad, data):
    good = b"".join(frame(length, masked=True) for length in lengths)
    stream = good + frame(bad, masked=False) + b"\x01\x02"
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=8)))
    reader = feed(stream, cuts)
    assert reader.broken and reader.read == good


@pytest.mark.parametrize("size", [1, 2, 3])
def test_byte_by_byte(size):
    stream = frame(300, masked=True) + frame(5, masked=True)
    assert feed(stream, list(range(size, len(stream), size))).read == stream
