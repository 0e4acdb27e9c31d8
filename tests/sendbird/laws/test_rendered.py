"""Answers are kept rendered, counts and orders are kept: they have to be what would be rendered and counted anew."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from chatmock.providers.sendbird.model import App
from tests.lengths import examples
from tests.sendbird.conftest import Api
from tests.sendbird.laws.doings import doing, groups, people, some
from tests.sendbird.laws.test_tenants import do, seen
from tests.sendbird.laws.world import PEOPLE, lively, populated

visible = st.one_of(
    doing,
    st.tuples(
        st.just("PUT"), groups.map("/group_channels/{}/freeze".format), st.fixed_dictionaries({"freeze": st.booleans()})
    ),
    st.tuples(
        st.just("POST"), groups.map("/group_channels/{}/mute".format), st.fixed_dictionaries({"user_id": people})
    ),
    st.tuples(
        st.just("POST"),
        groups.map("/group_channels/{}/operators".format),
        st.fixed_dictionaries({"operator_ids": some}),
    ),
    st.tuples(
        st.just("PUT"), groups.map("/group_channels/{}".format), st.fixed_dictionaries({"is_distinct": st.booleans()})
    ),
    st.tuples(
        st.just("PUT"), people.map("/users/{}/metadata".format), st.just({"metadata": {"a": "2"}, "upsert": True})
    ),
    st.tuples(st.just("POST"), st.just("/bots/hal/channels"), groups.map(lambda url: {"channel_urls": [url]})),
)


def everything(api: Api) -> list[Any]:
    return [*seen(api), *(api.send("GET", f"/users/{person}/unread_count").body for person in PEOPLE)]


def forget(app: App) -> None:
    """Throw away whatever is kept."""
    app.totals._forget()
    for user in app.users:
        user.rendered = None
    for channel in app.channels():
        for message in channel.messages:
            message.rendered = None
    for group in app.group_channels:
        group.rendered = group.rendered_members = None


@settings(deadline=None, max_examples=examples(60))
@given(st.lists(visible, min_size=1, max_size=8))
def test_what_is_kept_is_what_would_be_made_anew(steps):
    api = populated()
    api.app.clock.freeze()
    everything(api)
    for step in steps:
        do(api, step)
        kept = everything(api)
        forget(api.app)
        assert kept == everything(api)


_HI = {"message_type": "MESG", "message": "hi"}
talk = st.builds(
    lambda url, user_id: ("POST", f"/group_channels/{url}/messages", {**_HI, "user_id": user_id}),
    st.sampled_from(["lunch", "crowd"]),
    st.sampled_from(PEOPLE),
)


def own(api: Api) -> list[Any]:
    """What is kept for each user and put right only for who looks."""
    pages: list[Any] = []
    for mine in (f"/users/{person}" for person in PEOPLE):
        pages.append(api.send("GET", f"{mine}/unread_count"))
        pages.append(api.send("GET", f"{mine}/my_group_channels", order="latest_last_message", hidden_mode="all"))
        pages.append(api.send("GET", f"{mine}/my_group_channels/changelogs", change_ts=0))
    return [page.body for page in pages]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.one_of(talk, talk, visible), min_size=2, max_size=12), st.data())
def test_who_looks_seldom_sees_what_others_see(steps, data):
    often, seldom = lively(), lively()
    own(often)
    own(seldom)
    for step in steps:
        assert do(often, step) == do(seldom, step)
        own(often)
        if data.draw(st.booleans()):
            own(seldom)
    assert own(often) == own(seldom)
