"""XML as it arrives: whole in whatever pieces, written as it was read, and refused beyond its bounds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatmock.providers.connectycube.chat.element import CLIENT, Element, to_text
from chatmock.providers.connectycube.chat.parser import DEEPEST, LARGEST, MOST_ELEMENTS, BadXml, Parser
from chatmock.providers.connectycube.chat.reading import element_of
from tests.lengths import examples

HEAD = b"<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='a'>"
names = st.from_regex(r"[a-z][a-zA-Z0-9]{0,6}", fullmatch=True)
texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]) | st.sampled_from("\n\t&<>\"'"), max_size=12
)
spaces = st.sampled_from([CLIENT, "urn:x", "urn:y?a=1&b"])
elements: st.SearchStrategy[Element] = st.deferred(
    lambda: st.builds(
        Element,
        names,
        spaces,
        st.dictionaries(names, texts, max_size=3),
        st.lists(elements | texts.filter(bool), max_size=3),
    )
)


def shape(one):
    """An element as plain values; texts that stand together are one."""
    content = []
    for inner in one.content:
        if isinstance(inner, Element):
            content.append(shape(inner))
        elif content and isinstance(content[-1], str):
            content[-1] += inner
        else:
            content.append(inner)
    return one.name, one.xmlns, dict(one.attributes), content


class Stream:
    """What a parser of a stream hands on."""

    def __init__(self):
        self.stanzas: list[Element] = []
        self.roots: list[Element] = []
        self.ends = 0
        self.parser = Parser(self.stanzas.append, self.roots.append, self.end)

    def end(self):
        self.ends += 1

    def feed(self, data, step=65536):
        for start in range(0, len(data), step):
            self.parser.feed(data[start : start + step])


def refusal(data, step=65536):
    stream = Stream()
    with pytest.raises(BadXml) as found:
        stream.feed(data, step)
    return found.value.condition


@given(one=elements)
@settings(max_examples=examples(200), deadline=None)
def test_an_element_is_read_as_it_was_written(one):
    assert shape(element_of(to_text(one))) == shape(one)


@given(several=st.lists(elements, max_size=4), cuts=st.lists(st.integers(1, 30), max_size=20))
@settings(max_examples=examples(100), deadline=None)
def test_a_stream_may_come_in_any_pieces(several, cuts):
    data = HEAD + b"".join(to_text(one).encode() + b" \n" for one in several) + b"</stream:stream>"
    stream = Stream()
    for cut in cuts:
        stream.feed(data[:cut])
        data = data[cut:]
    stream.feed(data)
    assert [shape(one) for one in stream.stanzas] == [shape(one) for one in several]
    assert [root.get("to") for root in stream.roots] == ["a"] and stream.ends == 1


def test_each_stanza_is_there_as_soon_as_its_last_letter_is():
    stream = Stream()
    stream.feed(HEAD)
    for number in range(1, 50):
        stream.feed(b"<message><body>hi</body></message", step=1)
        assert len(stream.stanzas) == number - 1
        stream.feed(b">")
        assert len(stream.stanzas) == number


def test_a_long_stream_keeps_the_namespaces_of_its_head():
    stream = Stream()
    stream.feed(b"<x:stream xmlns='jabber:client' xmlns:x='http://etherx.jabber.org/streams' xmlns:e='urn:e' e:v='>'>")
    for number in range(3000):
        stream.feed(f"<message><n{number}/><e:a/><body>{'x' * 1000}</body></message>".encode())
    stream.feed(b"</x:stream>")
    assert len(stream.stanzas) == 3000 and stream.ends == 1
    assert {inner.xmlns for one in stream.stanzas for inner in one.children if inner.name == "a"} == {"urn:e"}


def test_no_text_of_a_person_breaks_the_xml():
    text = "\0\x01\ud800\ufffe]]> <&>\"'"
    one = Element("a", CLIENT, {"b": text}, [text])
    read = element_of(to_text(one))
    assert read.text == read.get("b") == "\ufffd\ufffd\ufffd\ufffd]]> <&>\"'"


@pytest.mark.parametrize(
    ("condition", "data"),
    [
        ("restricted-xml", b"<!DOCTYPE stream [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>" + HEAD),
        ("restricted-xml", HEAD + b"<!-- nothing -->"),
        ("restricted-xml", HEAD + b"<?php echo ?>"),
        ("not-well-formed", HEAD + b"<!DOCTYPE a>"),
        ("not-well-formed", HEAD + b"<a>&nothing;</a>"),
        ("not-well-formed", HEAD + b"<a></b>"),
        ("not-well-formed", HEAD + b"<a>\xff</a>"),
        ("not-well-formed", HEAD + b"<p:a/>"),
        ("not-well-formed", HEAD + b"<a b='1' b='2'/>"),
        ("not-well-formed", HEAD + b"</stream:stream>" + HEAD),
        ("bad-format", HEAD + b"hello"),
        ("policy-violation", HEAD + b"<a>" * (DEEPEST + 1)),
        ("policy-violation", HEAD + b"<a>" + b"<b/>" * (MOST_ELEMENTS + 1)),
        ("policy-violation", HEAD + b"<a>" + b"x" * 64_000_000),
        ("policy-violation", HEAD + b"<a b='" + b"x" * 64_000_000),
        ("policy-violation", b"<stream:stream a='" + b"x" * 64_000_000),
        ("policy-violation", b" " * 64_000_000),
    ],
)  # fmt: skip
def test_it_is_refused_with_the_condition_for_it(condition, data):
    assert refusal(data) == condition


def test_a_tag_in_a_million_pieces_costs_no_square():
    with pytest.raises(BadXml, match="too many pieces"):
        Stream().feed(HEAD + b"<a b='" + b">" * LARGEST, step=7)


def test_the_bounds_themselves_are_taken():
    stream = Stream()
    stream.feed(HEAD + b"<a>" * DEEPEST + b"</a>" * DEEPEST)
    stream.feed(b"<a>" + b"<b/>" * (MOST_ELEMENTS - 1) + b"</a>")
    stream.feed(b"<a>" + b"x" * (LARGEST - 100) + b"</a>")
    assert len(stream.stanzas) == 3


@pytest.mark.parametrize(
    "text", ["<a", "<a>", "<a/><b/>", "<a/><b", "</stream>", "x", "<a/>x", "", "<?xml version='1.0'?><a/>"]
)
def test_a_frame_is_one_whole_element(text):
    with pytest.raises(BadXml):
        element_of(text)


def test_a_frame_without_a_namespace_is_a_stanza():
    assert element_of("<message/>").xmlns == CLIENT
