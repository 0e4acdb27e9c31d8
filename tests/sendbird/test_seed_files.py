"""The seeds for people: each feature of the format stands in one of them, and what they bring is kept."""

from pathlib import Path
from typing import Any

import orjson
import pytest
import yaml

from chatmock.core.seeds import parse, write
from chatmock.resources import data_dir

FILES = sorted((Path(__file__).parents[2] / "fixtures/sendbird").glob("*.yaml"))
OF_EXPORTS = {
    *("provider", "ids", "jobs", "statistics", "notification_settings", "scenario"),
    *("serial", "message_changes", "channel_changes", "changes", "last_activity"),
}
"""What only exports have, or what stands in the document for itself: chatmock's own look of notifications. A scenario is
no state; the how-to page on sharing a bug shows one.
"""


def sections(schema: dict[str, Any]) -> set[str]:
    return set(schema["properties"]) - OF_EXPORTS


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_dumping_loading_and_dumping_again_is_equal(hub, app, path):
    parse(path.read_bytes(), path.name).fill(app)
    first = app.provider.dump(app)
    other = hub.fresh(app)
    parse(write(first).encode(), "export.yaml").fill(other)
    assert other.provider.dump(other) == first


def test_every_section_of_the_format_stands_in_one_of_them():
    schema = orjson.loads((data_dir("schemas") / "sendbird/fixture.json").read_bytes())
    shown = {name for path in FILES for name in yaml.safe_load(path.read_text(encoding="utf-8"))}
    assert sections(schema) - shown == set()
