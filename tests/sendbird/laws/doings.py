"""Sequences of requests for laws that hold whatever happens: many of them good, some refused."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

Doing = tuple[str, str, dict[str, Any] | None]

people = st.sampled_from(["alice", "bob", "carol", "nobody"])
some = st.lists(people, max_size=3)
groups = st.sampled_from(["lunch", "pair", "missing"])
rooms = st.sampled_from(["lobby", "missing"])
words = st.text("ab ü", min_size=1, max_size=5)
numbers = st.integers(-3, 3)


def _post(path: st.SearchStrategy[str], **body: st.SearchStrategy[Any]) -> st.SearchStrategy[Doing]:
    return st.tuples(st.just("POST"), path, st.fixed_dictionaries(body))


def _put(path: st.SearchStrategy[str], **body: st.SearchStrategy[Any]) -> st.SearchStrategy[Doing]:
    return st.tuples(st.just("PUT"), path, st.fixed_dictionaries(body))


def _at(template: str, *parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map(lambda found: template.format(*found))


doing: st.SearchStrategy[Doing] = st.one_of(
    _post(st.just("/users"), user_id=people, nickname=words),
    _put(_at("/users/{}", people), nickname=words, issue_access_token=st.booleans()),
    _put(_at("/users/{}", people), is_active=st.booleans()),
    st.tuples(st.just("DELETE"), _at("/users/{}", people), st.none()),
    _post(st.just("/group_channels"), user_ids=some, channel_url=groups, is_distinct=st.booleans()),
    _post(st.just("/open_channels"), channel_url=rooms, operators=some),
    _post(_at("/group_channels/{}/invite", groups), user_ids=some),
    _put(_at("/group_channels/{}/leave", groups), user_ids=some),
    _put(_at("/group_channels/{}/hide", groups), user_id=people),
    _put(_at("/group_channels/{}", groups), custom_type=words, data=words),
    st.tuples(st.just("DELETE"), _at("/group_channels/{}", groups), st.none()),
    _post(
        _at("/group_channels/{}/messages", groups),
        message_type=st.just("MESG"),
        user_id=people,
        message=words,
        mark_as_read=st.booleans(),
    ),
    _post(
        _at("/open_channels/{}/messages", rooms),
        message_type=st.just("FILE"),
        user_id=people,
        url=words,
        file_name=words,
    ),
    _post(
        _at("/group_channels/{}/messages", groups), message_type=st.just("ADMM"), message=words, is_silent=st.booleans()
    ),
    _put(_at("/group_channels/{}/messages/mark_as_read", groups), user_id=people),
    _post(_at("/group_channels/{}/metadata", groups), metadata=st.dictionaries(words, words, max_size=2)),
    _put(
        _at("/group_channels/{}/metacounter", groups),
        metacounter=st.dictionaries(words, numbers, max_size=2),
        mode=st.sampled_from(["set", "increase", "decrease"]),
        upsert=st.booleans(),
    ),
    _post(_at("/open_channels/{}/ban", rooms), user_id=people, seconds=st.integers(-1, 100)),
    _post(_at("/open_channels/{}/mute", rooms), user_id=people),
    _post(_at("/users/{}/block", people), target_id=people),
    _post(_at("/users/{}/push/gcm", people), gcm_reg_token=words),
    _put(st.just("/applications/settings_global"), display_past_message=st.booleans()),
    _post(st.just("/applications/settings_by_channel_custom_type"), custom_type=words),
    st.tuples(st.just("GET"), st.just("/users"), st.none()),
)

doings = st.lists(doing, min_size=1, max_size=25)
