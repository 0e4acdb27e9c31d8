"""The laws of paging, metacounters and unread counts once more, over real sockets."""

import http.client
import json
from contextlib import contextmanager
from urllib.parse import quote, urlsplit

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lengths import examples

few = settings(deadline=None, max_examples=examples(15))


@contextmanager
def calling(server):
    """A fresh application, and a call that sends one request over a connection that is kept."""
    with server.application() as chatmock:
        connection = http.client.HTTPConnection(urlsplit(chatmock.url).netloc, timeout=20)
        headers = {"Api-Token": chatmock.sendbird.api_token, "Content-Type": "application/json, charset=utf8"}

        def call(method, path, body=None):
            connection.request(method, f"/v3{path}", None if body is None else json.dumps(body), headers)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())

        try:
            yield call
        finally:
            connection.close()


@few
@given(steps=st.lists(st.tuples(st.sampled_from("+-"), st.integers(0, 30)), max_size=25), limit=st.integers(1, 5))
def test_a_walk_gives_what_is_there_all_the_time_once_and_in_order(chatmock_server, steps, limit):
    with calling(chatmock_server) as call:
        there = [f"first{n}" for n in range(8)]
        for user_id in there:
            call("POST", "/users", {"user_id": user_id, "nickname": ""})
        gone, seen, token, pending = set(), [], "", list(steps)
        while True:
            status, page = call("GET", f"/users?limit={limit}&token={quote(token)}")
            assert status == 200
            seen += [user["user_id"] for user in page["users"]]
            token = page["next"]
            if not token:
                break
            if pending:
                kind, number = pending.pop()
                if kind == "+":
                    call("POST", "/users", {"user_id": f"later{number}", "nickname": ""})
                else:
                    gone.add(f"first{number % 8}")
                    call("DELETE", f"/users/first{number % 8}")
        stayed = [user_id for user_id in reversed(there) if user_id not in gone]
        assert [user_id for user_id in seen if user_id in stayed] == stayed
        assert len(set(seen)) == len(seen)


changes = st.tuples(
    st.dictionaries(st.sampled_from("abc"), st.integers(-5, 5), min_size=1),
    st.sampled_from(["set", "increase", "decrease"]),
    st.booleans(),
)


@few
@given(steps=st.lists(changes, max_size=15))
def test_metacounters_equal_a_plain_dict(chatmock_server, steps):
    model: dict[str, int] = {}
    with calling(chatmock_server) as call:
        url = call("POST", "/open_channels", {})[1]["channel_url"]
        for sent, mode, upsert in steps:
            body = {"metacounter": sent, "mode": mode, "upsert": upsert}
            status, answer = call("PUT", f"/open_channels/{url}/metacounter", body)
            if not upsert and sent.keys() - model.keys():
                assert (status, answer["code"]) == (400, 400201)
                continue
            sign = {"set": 0, "increase": 1, "decrease": -1}[mode]
            model |= {key: model.get(key, 0) + sign * value if sign else value for key, value in sent.items()}
            assert (status, answer) == (200, {key: model[key] for key in sent})
        assert call("GET", f"/open_channels/{url}/metacounter") == (200, model)


people = st.sampled_from(["alice", "bob"])
acts = st.tuples(st.sampled_from(["says", "reads", "deletes"]), people)


@few
@given(steps=st.lists(acts, max_size=20))
def test_unread_counts_equal_a_naive_recount(chatmock_server, steps):
    said: list[tuple[str, int]] = []
    read = {"alice": 0, "bob": 0}
    with calling(chatmock_server) as call:
        for person in read:
            call("POST", "/users", {"user_id": person, "nickname": ""})
        url = call("POST", "/group_channels", {"user_ids": ["alice", "bob"]})[1]["channel_url"]
        messages = f"/group_channels/{url}/messages"
        for act, person in steps:
            if act == "says":
                body = {"message_type": "MESG", "user_id": person, "message": "hi"}
                said.append((person, call("POST", messages, body)[1]["message_id"]))
                read[person] = said[-1][1]
            elif act == "reads":
                call("PUT", f"{messages}/mark_as_read", {"user_id": person})
                read[person] = max([message_id for _, message_id in said], default=read[person])
            elif said:
                call("DELETE", f"{messages}/{said.pop()[1]}")
        expected = {
            person: sum(1 for who, message_id in said if who != person and message_id > mark)
            for person, mark in read.items()
        }
        assert call("GET", f"{messages}/unread_count?user_ids=alice,bob") == (200, {"unread": expected})
