"""JSON, forms with brackets, queries, paths in any case and with ``.json``: all are one request."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatmock.providers.connectycube.forms import DEEPEST, BadForm, nested, parsed

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a=1&b=x+y", {"a": "1", "b": "x y"}),
        ("user[login]=ann&user%5Bemail%5D=a%40b", {"user": {"login": "ann", "email": "a@b"}}),
        ("type[]=2&type[]=3", {"type": ["2", "3"]}),
        ("id[in][]=1&id[in][]=2", {"id": {"in": ["1", "2"]}}),
        ("a=1&a=2", {"a": "2"}),
        ("a[b][c]=1&a[b][d]=2", {"a": {"b": {"c": "1", "d": "2"}}}),
        ("a=", {"a": ""}),
        ("", {}),
        ("%ff=%fe", {"\ufffd": "\ufffd"}),
    ],
)
def test_brackets_nest(text, values):
    assert parsed(text) == values


@pytest.mark.parametrize("text", ["a=1&a[b]=2", "a[b]=1&a=2", "a[]=1&a[b]=2", "a[][b]=1", "a" + "[b]" * (DEEPEST + 1)])
def test_what_has_no_meaning_is_none(text):
    with pytest.raises(BadForm):
        parsed(text)


@given(st.text(max_size=200))
def test_any_text_is_a_form_or_none(text):
    with suppress(BadForm):
        assert isinstance(parsed(text), dict)


NAMES = st.text("ab[]", max_size=6)


@given(st.lists(st.tuples(NAMES, st.text(max_size=3)), max_size=6))
def test_any_fields_nest_or_not(pairs):
    with suppress(BadForm):
        assert isinstance(nested(pairs), dict)


@pytest.mark.parametrize("path", ["/chat/Dialog", "/chat/dialog.json", "/CHAT/DIALOG/", "//chat//Dialog.json"])
def test_paths_in_any_case_with_or_without_json(ann, lunch, path):
    assert ann.get(path)["total_entries"] == 1


def test_an_id_keeps_its_case(ann):
    assert ann.refusal("GET", "/users/external/X.json") == "no_user"
    ann.app.users.update(ann.app.users.rows[ann.id], {"external_id": "X"})
    assert ann.get("/USERS/External/X.json")["user"]["id"] == ann.id
    assert ann.refusal("GET", "/users/external/x") == "no_user"


def test_a_form_with_brackets_is_as_good_as_json(api):
    body = b"user[login]=ann&user[password]=sesame-1234&user[tag_list]=a,b&user[external_user_id]=7"
    answer = api.send("POST", "/users", body, headers={"CB-AuthKey": "key-1", **FORM})
    assert answer.status == 201 and b'"user_tags":"a,b"' in answer.body and b'"external_user_id":7' in answer.body


def test_fields_of_a_query_count_beside_those_of_a_body(ann, bob, lunch):
    said = ann.say(lunch)
    bob._good(bob.send("PUT", f"/chat/Message/{said}?chat_dialog_id={lunch}", {"read": 1}))
    assert bob.unread() == 0


@pytest.mark.parametrize(
    ("body", "headers", "reason"),
    [
        (b"{", {}, "The body is no JSON."),
        (b"[]", {}, "The body is no object."),
        (b"a[=1&a=2&a[b]=3", FORM, "The form cannot be read."),
        (b"\xff", FORM, "The body cannot be read."),
        (b"[" * 100_000, {}, "The body is no JSON."),
    ],
)
def test_a_body_that_is_none_is_said(ann, body, headers, reason):
    answer = ann.send("POST", "/chat/Dialog", body, headers={"CB-Token": ann.token, **headers})
    assert answer.status == 400 and reason in answer.body.decode()


@pytest.mark.parametrize("flag", [1, "1", True, "true"])
def test_flags_are_numbers_texts_or_booleans(ann, bob, lunch, flag):
    ann.say(lunch)
    bob.put("/chat/Message", chat_dialog_id=lunch, read=flag)
    assert bob.unread() == 0


@pytest.mark.parametrize("ids", [["{}"], "{}", "{}, 7", {"0": "{}"}])
def test_lists_are_lists_comma_texts_or_numbered(ann, bob, ids):
    shown = {"0": bob.id} if isinstance(ids, dict) else [bob.id] if isinstance(ids, list) else ids.format(bob.id)
    assert bob.id in ann.post("/chat/Dialog", type="2", name="x", occupants_ids=shown)["occupants_ids"]


@pytest.mark.parametrize("path", ["/sessions", "/chat", "/chat/Dialog/x/y", "/users/1/2/3"])
def test_an_unknown_address_is_not_found(ann, path):
    assert ann.refusal("GET", path) == "not_found"
