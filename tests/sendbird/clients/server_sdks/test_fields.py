"""Whatever the vendor's SDKs for JavaScript and TypeScript can put into a request is a field of the operation that it asks.

What they can put there is read out of the code of their methods and of their models.
"""

import pytest

from chatmock.providers.sendbird.hints import is_not_served
from tests.sendbird.clients.asked import unknown_fields
from tests.sendbird.clients.server_sdks.methods import METHODS

NO_NAMES = {"[is_dynamic_partitioned](#2-how-dynamic-partitioning-works)"}
"""What the models have in place of a name: a link of the documentation is left in it. The service cannot know it."""
WHOLE_USERS = "users."
"""Users are named by whole users, of whom the id counts."""
ANYTHING = {
    "POST /v3/emoji_categories",
    "POST /v3/migration/{target_channel_url}",
    "POST /v3/{channel_type}/{channel_url}/messages/{message_id}/translation",
    "PUT /v3/users/{user_id}/metadata/{key}",
    "PUT /v3/users/{user_id}/push/template",
    "PUT /v3/{channel_type}/{channel_url}/metacounter/{key}",
    "PUT /v3/{channel_type}/{channel_url}/metadata/{key}",
}
"""Where an SDK sends whatever body it is given, without a model."""


@pytest.fixture(scope="module")
def asked(node):
    return node("requests")


def test_all_methods_are_read(asked):
    assert sorted(row["name"] for row in asked) == sorted(f"{m.sdk} {m}" for m in METHODS if m.sdk != "python")


def test_what_the_sdks_can_send_is_a_field(asked):
    rows = [row for row in asked if not is_not_served(row["method"], row["path"])]
    found = {
        (row["name"], unknown)
        for row in rows
        for unknown in unknown_fields(row["method"], row["path"], {*row["names"]} - NO_NAMES)
    }
    assert {(name, unknown) for name, unknown in found if not unknown.startswith(WHOLE_USERS)} == set()


def test_fields_inside_others_are_read(asked):
    inner = {name for row in asked for name in row["names"] if "." in name}
    assert {"users.user_id", "message.content", "banned_list.seconds"} <= inner


def test_every_body_is_of_a_model_or_listed(asked):
    assert {f"{row['method']} {row['path']}" for row in asked if row["takesAnything"]} == ANYTHING


def test_what_is_no_name_is_still_there(asked):
    assert {name for row in asked for name in row["names"]} >= NO_NAMES
