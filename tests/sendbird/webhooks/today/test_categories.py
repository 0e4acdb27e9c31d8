"""The categories: what can be chosen, what reads back, and what the page about them says."""

import re
from pathlib import Path

import pytest

from chatmock.providers.sendbird.api import schemas
from chatmock.providers.sendbird.model import CATEGORIES
from chatmock.providers.sendbird.webhooks.bodies import BODIES, NOT_CAUSED

SETTINGS = "/applications/settings/webhook"
PAGE = Path(__file__).parents[4] / "docs" / "webhooks.md"


def test_all_are_listed_when_asked_for(api):
    listed = api.get(SETTINGS, display_all_webhook_categories="true")["webhook"]["all_webhook_categories"]
    assert listed == list(CATEGORIES) == list(BODIES)
    assert "all_webhook_categories" not in api.get(SETTINGS)["webhook"]


def test_a_star_reads_back_as_all_names_and_they_can_be_set_again(api):
    names = api.get(SETTINGS)["webhook"]["enabled_events"]
    assert names == list(CATEGORIES)  # docs: the sample answer to a request for all
    assert api.put(SETTINGS, enabled_events=names)["webhook"]["enabled_events"] == names


def test_an_empty_list_turns_webhooks_off(api):
    off = api.put(SETTINGS, enabled_events=[])["webhook"]
    assert (off["enabled"], off["enabled_events"]) == (False, [])  # ruled: docs say only that nothing is sent


@pytest.mark.parametrize("name", ["group_channel:joined", "group_channel:*", ""])
def test_a_name_that_does_not_exist_is_refused(api, name):
    before = api.get(SETTINGS)
    body = {"include_members": True, "enabled_events": ["user:block", name]}
    assert api.refusal("PUT", SETTINGS, body)[0] == 400111  # ruled
    assert api.get(SETTINGS) == before


def test_what_nothing_causes_is_taken_and_pointed_out(api):
    answer = api.send("PUT", SETTINGS, {"enabled_events": ["image_moderation:block"]})
    assert answer.status == 200 and "image_moderation:block" in answer.headers["X-Chatmock-Hint"]


@pytest.mark.parametrize("category", CATEGORIES)
def test_each_has_a_sample_that_is_sent_by_its_schema(api, app, told, category):
    app.outbox.post(app.provider.sample_webhook(app, category, ""))
    [body] = told()
    assert (body["category"], body["app_id"]) == (category, app.app_id)
    assert schemas[BODIES[category]].check(body) == []


def test_the_page_tells_of_each():
    rows = re.findall(r"^\| `(\S+:\S+)` \| (.*) \| `(\S+)`( \(ruled\))? \|$", PAGE.read_text(encoding="utf-8"), re.M)
    assert [(category, schema) for category, _, schema, _ in rows] == list(BODIES.items())
    assert [category for category, when, _, _ in rows if when.startswith("*never")] == sorted(
        NOT_CAUSED, key=list(BODIES).index
    )
    marks = {category: sources(schemas[BODIES[category]].document) for category in BODIES}
    assert [c for c, _, _, ruled in rows if ruled] == [c for c in BODIES if marks[c] == {"ruled"}]


def sources(document):
    found = document["x-source"]
    return {source["mark"] for source in (found if isinstance(found, list) else [found])}


@pytest.mark.parametrize("enabled", [True, False])
def test_delivered_as_documented(api, app, told, enabled):
    api.put(SETTINGS, enabled=enabled)
    app.outbox.post(app.provider.sample_webhook(app, "user:block", "http://127.0.0.1:9/"))
    delivery = app.outbox.take()
    assert (delivery.tries, delivery.patience) == (3, 5.0)  # docs
    assert delivery.headers["User-Agent"] == "SendBird" and delivery.headers["Content-Type"] == "application/json"
    app.outbox.done(delivery, 200)
