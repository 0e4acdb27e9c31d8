"""Seeds and states that earlier versions of chatmock read and wrote are loaded as they are, by the number of their format."""

import json
from pathlib import Path

import pytest

from chatmock.commands.saved import StateFile
from chatmock.core.seeds import FORMATS, SeedError, fill, read

HERE = Path(__file__).parent
each = pytest.mark.parametrize("number", FORMATS)


@each
def test_a_seed_of_then_fills_an_application_of_now(app, api, number):
    fill(app, read(HERE / str(number) / "lunch.yaml"))
    assert [row["user_id"] for row in api.get("/users")["users"]] == ["helper", "mallory", "carol", "bob", "alice"]
    assert api.get("/group_channels/lunch/messages/unread_count", user_ids="bob")["unread"] == {"bob": 4}


@each
def test_a_state_of_then_is_the_state_now(app, number):
    path = HERE / str(number) / "state.json"
    seed = StateFile(str(path)).load()
    assert seed is not None and seed.fill(app)
    assert app.provider.dump(app) == json.loads(path.read_text(encoding="utf-8"))


def test_what_is_dumped_says_the_number_of_its_format(app):
    assert app.provider.dump(app)["chatmock"] == FORMATS[-1]


def test_a_state_of_a_later_format_is_refused_and_never_written_to(app, tmp_path):
    path = tmp_path / "state.json"
    path.write_text('{"chatmock": 2}')
    state = StateFile(str(path))
    with pytest.raises(SeedError, match="chatmock: format 2 is unknown; known is 1"):
        state.load()
    state.save([app])
    assert path.read_text() == '{"chatmock": 2}'
