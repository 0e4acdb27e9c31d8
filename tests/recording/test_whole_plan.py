"""Everything that ``chatmock check`` asks of a platform, recorded and replayed: hardly anything differs."""

import pytest

from chatmock.commands.check import prepared
from chatmock.contract.wire import Line, within
from chatmock.serving import new_hub
from tests.recording.passages import Passage, replayed

ALIKE = {"sendbird": 0.98, "connectycube": 0.99, "tencent": 0.99}
"""The share of exchanges that do not differ; the rest is searches, orders by names, and words that no schema lists."""


@pytest.mark.parametrize("name", ALIKE)
def test_nearly_everything_that_can_be_asked_is_replayed_without_a_difference(name):
    passage, reference = Passage(name), new_hub()
    reference.add(reference.provider(name).create(**passage.options))
    with passage.open() as url:
        line = Line(url)
        check = prepared(passage.provider, passage.options, (line, within(reference)), destructive=True)
        assert len([*check.run()]) > 90
        line.close()
    assert passage.told == []
    steps, _ = replayed(passage.cassette)
    different = [f"{step.n} {step.what}: {step.wrong[0]}" for step in steps if step.wrong]
    assert 1 - len(different) / len(steps) >= ALIKE[name], different
