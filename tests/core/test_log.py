"""The request log: what a line says, and that a reader who stands still holds up nobody."""

import io
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatmock.commands.log import Lines, Writer
from chatmock.core.dispatch import dispatch
from chatmock.core.errors import Refused
from chatmock.core.exchange import Request
from chatmock.core.hub import Hub
from chatmock.core.journal import FRAME, Entry
from chatmock.core.printable import printable
from chatmock.core.secrets import Issued, Mask, Secrets
from tests.core.notes import KEY, Notes

NOON = 1_482_148_800_123


def told(*entries):
    lines = Lines(False)
    for entry in entries:
        lines.name(entry.mask, "team")
    return lines.of(entries)


def line(**facts):
    return told(Entry("request", NOON, 1, method="GET", path="/notes", status=200, **facts))


def test_a_line_says_when_what_how_long_and_where():
    assert line(took=0.0123) == "12:00:00.123 request  GET /notes -> 200  12.3 ms  team\n"


@pytest.mark.parametrize("timed", [True, False])
def test_requests_are_timed_where_somebody_wants_it(timed):
    hub = Hub([Notes()])
    hub.timed = timed
    application = hub.add(hub.provider("notes").create(7))
    dispatch(hub, Request("GET", "/notes/lunch", "", {KEY: Notes.card.defaults["secret"]}, b""))
    assert [entry.took > 0 for entry in application.journal] == [timed]


def test_a_request_that_belongs_to_no_application_names_none():
    lines = Lines(False)
    lines.name(Mask(Secrets()), "team")
    entry = Entry("request", NOON, 1, method="GET", path="/notes", status=401, mask=Mask(Secrets()))
    assert lines.of([entry]) == "12:00:00.123 request  GET /notes -> 401\n"


def test_a_refusal_is_told_in_the_platforms_words():
    assert "GET /notes -> 200 7 no such note" in line(refusal=Refused(7, "no such note"))


@pytest.mark.parametrize("path", ["/notes/%1b%5b2J%0d%0afake", "/notes/\x1b[2J\r\nfake"])
def test_nothing_in_a_line_moves_a_cursor_or_begins_another_line(path):
    line = told(Entry("request", NOON, 1, method="GET", path=path, status=200))
    assert line.count("\n") == 1 and "\x1b" not in line and "\r" not in line


def test_what_is_not_printable_stands_as_its_escape():
    assert printable("a\x1b[2J\r\né") == "a\\x1b[2J\\r\\né"


def test_a_command_that_is_refused_says_so():
    entry = Entry("frame", NOON, 1, operation="MESG", body=b"{}", refusal=Refused(900041, "You are muted."))
    assert told(entry) == "12:00:00.123 frame    MESG {} -> 900041 You are muted.  team\n"


def test_nothing_in_a_frame_or_in_who_sent_it_moves_a_cursor():
    odd = "\x1b[2J\r\n\u202e\x9b31m"
    entry = Entry("connected", NOON, 1, operation=odd, body=odd.encode(), facts={"user": odd, "why": "guest"}, hint=odd)
    line = told(entry)
    assert line.count("\n") == 1 and line.removesuffix("\n").isprintable()


def test_a_long_frame_is_cut():
    entry = Entry("frame", NOON, 1, operation="MESG", body=b"x" * 10_000)
    assert len(told(entry)) < 400


SECRET = "0123456789abcdef-token"
"""What an application knows as a secret."""


def mask():
    known = Issued()
    known.add(SECRET)
    return Mask(Secrets(query=["key"]), known.in_text)


SAID = ["", "/", "alice", SECRET, "a=b", "\n", "é", "x" * 200]
ASKED = [*SAID, "%30123456789abcdef-token", "&key=abc", "&user[key]=abc", "-key=abc", "&key", "#", "http://ann:pa55@x/"]


def parts(words):
    return st.lists(st.sampled_from(words), max_size=3).map("/".join)


@given(st.lists(st.tuples(parts(ASKED), parts(ASKED), parts(SAID)), max_size=70))
def test_many_entries_make_the_lines_that_each_makes_by_itself(texts):
    secret = mask()
    refused = [Refused(7, said) if said else None for _, _, said in texts]
    entries = [
        Entry("request", NOON, 1, method="GET", path=path, query=query, status=200, refusal=refusal, mask=secret)
        for (path, query, _), refusal in zip(texts, refused, strict=True)
    ]
    lines = told(*entries)
    assert lines == "".join(map(told, entries)) and lines.count("\n") == len(entries)
    assert SECRET not in lines and "key=abc" not in lines and "pa55" not in lines


FRAMES = [
    "{}",
    "",
    "lunch",
    '"key":"abc"',
    '"user[key]":"abc"',
    SECRET,
    "http://ann:pa55@x/",
    "x" * 110,
    '\\"',
    "é",
    "\n",
]
OFTEN = st.sampled_from(
    [{"direction": "in", "user": "alice"}, {"direction": "out", "to": ["bob"]}, {"user": SECRET}, {}]
)


@st.composite
def frames(draw):
    """A frame as clients and servers send it: mostly JSON or XML, in which a secret may stand where the line is cut."""
    one, other = draw(parts(FRAMES)), draw(parts(FRAMES))
    said = f'{{"message":"{one}","more":"{other}"}}'
    stanza = f'<message to="{one}"><body>{other}</body></message>'
    plain = "x" * draw(st.integers(80, 119)) + f" {SECRET}"
    said = draw(st.sampled_from([said, f"MESG{said}", said[1:], stanza, f"<a>{plain}</a>", "", plain]))
    refusal = draw(st.sampled_from([None, None, Refused(7, SECRET)]))
    return draw(st.sampled_from(["MESG", SECRET])), said.encode(), draw(OFTEN), refusal


@given(st.lists(frames(), max_size=70))
def test_many_frames_make_the_lines_that_each_makes_by_itself(drawn):
    secret = Mask(Secrets(fields=["key"]), mask().in_text)
    entries = [
        Entry("frame", NOON, 1, operation=name, body=body, facts=facts, refusal=refusal, mask=secret)
        for name, body, facts, refusal in drawn
    ]
    lines = told(*entries)
    slow = Lines(False)
    slow.name(secret, "team")
    assert lines == "".join(map(slow._line, entries)) and lines.count("\n") == len(entries)
    assert SECRET not in lines and "abc" not in lines and "pa55" not in lines


@pytest.mark.parametrize(
    "form",
    ['{{"a":"{}","b":""}}', 'MESG{{"a":"{}","b":""}}', "<a><b>{}</b></a>", '<a b="{}"><c/></a>', "{}"],
    ids=["JSON", "a command", "a text of XML", "an attribute", "anything"],
)
def test_a_secret_is_not_shown_where_the_line_of_a_frame_is_cut_in_it(form):
    secret = Mask(Secrets(fields=["key"]), mask().in_text)
    for length in range(FRAME):
        bodies = [b"{}"] * 20 + [form.format("x" * length + f" {SECRET}").encode()]
        entries = [Entry("frame", NOON, 1, body=body, facts={"user": "alice"}, mask=secret) for body in bodies]
        assert SECRET[:3] not in told(*entries)


def test_of_a_frame_for_many_the_first_ones_are_named():
    line = told(Entry("frame", NOON, 1, operation="MESG", facts={"to": [f"user-{n}" for n in range(100_000)]}))
    assert "user-2'" in line and "user-3" not in line and len(line) < 200


def test_all_is_written_by_the_time_it_is_closed():
    stream = io.StringIO()
    writer = Writer(stream)
    for number in range(100):
        writer.write(f"{number}\n", 1)
    writer.close()
    assert stream.getvalue().split() == [str(number) for number in range(100)]


class Stuck(io.StringIO):
    """A stream whose reader stands still until it is let go."""

    def __init__(self):
        super().__init__()
        self.go_on = threading.Event()

    def write(self, text):
        self.go_on.wait(20)
        return super().write(text)


def test_a_reader_that_stands_still_holds_up_nobody():
    stream = Stuck()
    writer = Writer(stream)
    for _ in range(20):
        writer.write("x" * 1_000_000, 1)
    stream.go_on.set()
    writer.write("the end\n", 1)
    writer.close(patience=20)
    told = stream.getvalue()
    assert "lines are left out" in told
    assert len(told) < 12_000_000
