"""Answers are kept rendered, and counts are kept: they have to be what would be rendered and counted anew."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from chatmock.providers.sendbird.model import App
from tests.lengths import examples
from tests.sendbird.conftest import Api
from tests.sendbird.laws.doings import doing, groups, people, some
from tests.sendbird.laws.test_tenants import do, seen
from tests.sendbird.laws.world import PEOPLE, populated

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
