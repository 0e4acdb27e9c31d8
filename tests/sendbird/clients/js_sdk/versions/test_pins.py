"""The table of versions in README has those that are pinned, and no others."""

import json

from chatmock.clients import RAN
from tests.sendbird.clients.js_sdk.versions.pins import ALL, IN_CI, SCRIPTS, order


def test_every_version_that_is_pinned_ran_and_no_other_is_claimed():
    ran = json.loads(RAN.read_text(encoding="utf-8"))
    assert {(name, version) for name in SCRIPTS for version in ran[name]} == {(sdk.name, sdk.version) for sdk in ALL}


def test_ci_runs_the_oldest_and_the_newest_of_each_line():
    for name in SCRIPTS:
        every, some = ({order(sdk.version) for sdk in sdks if sdk.name == name} for sdks in (ALL, IN_CI))
        assert some == {min(every), max(every)}
