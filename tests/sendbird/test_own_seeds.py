"""chatmock's own seeds ask no other machine: every address in them, and in what is served from them, stays here."""

import re
from urllib.request import Request, urlopen

import pytest

from chatmock.core.seeds import own_seeds
from chatmock.resources import data_dir

SEEDS = sorted(name for name in own_seeds(data_dir("fixtures")) if name.startswith("sendbird/"))
_ADDRESS = re.compile(r"(?:https?|wss?)://([^\s/\"'\\:]+)")
_LISTS = (
    *("/users", "/group_channels?show_member=true&show_empty=true", "/open_channels", "/bots", "/emojis"),
    *("/emoji_categories", "/applications/settings_by_channel_custom_type"),
)


def elsewhere(text):
    return {host for host in _ADDRESS.findall(text) if host not in ("127.0.0.1", "localhost")}


@pytest.mark.parametrize("name", SEEDS)
def test_a_seed_names_no_other_machine(name):
    [path] = own_seeds(data_dir("fixtures"))[name]
    assert elsewhere(path.read_text(encoding="utf-8")) == set()


@pytest.mark.parametrize("name", SEEDS)
@pytest.mark.parametrize("era", ["today", "2016"])
def test_what_is_served_from_it_names_none_either(chatmock_factory, name, era):
    chatmock = chatmock_factory(seed=name, era=era)
    told = [str(chatmock.state)]
    for path in _LISTS:
        told.append(ask(chatmock, path))
    for kind in ("group_channels", "open_channels"):
        for channel in chatmock.state[kind]:
            told.append(ask(chatmock, f"/{kind}/{channel['channel_url']}"))
            told.append(
                ask(chatmock, f"/{kind}/{channel['channel_url']}/messages?message_ts=9999999999999&prev_limit=100")
            )
    user = chatmock.sendbird.user(chatmock.state["users"][1]["user_id"])
    told.append(str([user.connect(), user.received()]))
    assert len(told) > 10 and set().union(*map(elsewhere, told)) == set()


def ask(chatmock, path):
    """The text of an answer of the Platform API."""
    with urlopen(
        Request(chatmock.sendbird.api_url + path, headers={"Api-Token": chatmock.sendbird.api_token})
    ) as answer:
        return answer.read().decode()
