"""``chatmock check``: it asks nearly every operation, finds nothing wrong with chatmock, and leaves nothing behind."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from chatmock.cli import main
from chatmock.commands.check import prepared
from chatmock.contract.wire import within
from chatmock.serving import new_hub

PAGE = Path(__file__).resolve().parents[2] / "docs" / "checking.md"
ASKED = {"sendbird": 0.95, "connectycube": 0.95, "tencent": 0.95}
"""The share of its operations that is asked of each provider, at least."""


def application(name, **options):
    """A hub with an application of a provider, and the options it has."""
    hub = new_hub(strict=True)
    provider = hub.provider(name)
    chosen = {**provider.card.defaults, **options}
    hub.add(provider.create(**chosen))
    return hub, chosen


def checked(name, plant=None, *, destructive=True, select="", **options):
    """A check of chatmock itself, behind a wire that lies where one is planted, that has run."""
    (hub, chosen), (reference, _) = application(name, **options), application(name, **options)
    wire = within(hub)
    check = prepared(
        hub.provider(name),
        chosen,
        (plant(wire) if plant else wire, within(reference)),
        destructive=destructive,
        select=select,
    )
    assert len([*check.run()]) > 0
    return check, hub


def credentials(chatmock):
    """The options that name the application of a test."""
    return ["--app-id", chatmock.sendbird.app_id, "--api-token", chatmock.sendbird.api_token]


def wrong(check):
    return [f"{one.name}: {wrong}" for one in check.outcomes for wrong in one.wrong]


@pytest.mark.parametrize("name", ASKED)
def test_nearly_every_operation_is_asked_and_none_is_wrong(name):
    check, _ = checked(name)
    assert wrong(check) == []
    asked = [one for one in check.outcomes if one.asked]
    assert len(asked) / len(check.outcomes) >= ASKED[name], [
        f"{one.name}: {one.why}" for one in check.outcomes if not one.asked
    ]
    assert f"| {len(asked)} of {len(check.outcomes)};" in PAGE.read_text()


def test_nothing_is_wrong_in_2016():
    check, _ = checked("sendbird", era="2016")
    assert wrong(check) == []


@pytest.mark.parametrize("era", ["2016", "today"])
def test_what_was_made_is_taken_away(era):
    _, hub = checked("sendbird", destructive=False, era=era)
    [app] = hub
    assert (
        not {"users", "open_channels", "group_channels", "bots", "polls", "api_tokens"} & app.provider.dump(app).keys()
    )


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("connectycube", {"users", "dialogs", "blobs", "sessions", "push"}),
        ("tencent", {"groups", "robots", "friends"}),
    ],
)
def test_what_was_made_elsewhere_is_taken_away(name, kinds):
    _, hub = checked(name)
    [app] = hub
    assert not kinds & app.provider.dump(app).keys()
    assert "chatmock-" not in str(app.provider.dump(app).get("accounts", ""))


def test_without_the_flag_nothing_that_belongs_to_all_is_changed():
    check, hub = checked("sendbird", destructive=False)
    [app] = hub
    assert not {"settings", "features", "push_templates"} & app.provider.dump(app).keys()
    reasons = {one.name: one.why for one in check.outcomes if not one.asked}
    assert reasons["set_profanity_filter"] == "it changes the whole application; --destructive asks it"


def test_a_part_can_be_chosen():
    check, _ = checked("sendbird", select="metacounter")
    assert {one.state for one in check.outcomes} == {"ok"} and len(check.outcomes) == 7


def test_an_interrupted_check_takes_away_what_it_made():
    (hub, chosen), (reference, _) = application("sendbird"), application("sendbird")
    check = prepared(hub.provider("sendbird"), chosen, (within(hub), within(reference)))
    for number, _ in enumerate(check.run()):
        check.stopped = number == 40
    [app] = hub
    assert not {"users", "open_channels", "group_channels"} & app.provider.dump(app).keys()
    assert any(one.asked for one in check.outcomes) and not all(one.answered for one in check.outcomes)


def test_sigint_ends_it_with_130_and_leaves_nothing(chatmock):
    command = [sys.executable, "-m", "chatmock", "check", chatmock.sendbird.api_url]
    with subprocess.Popen(
        [*command, *credentials(chatmock)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        chatmock.journal.wait("create_group_channel", timeout=60)
        process.send_signal(signal.SIGINT)
        told, said = process.communicate(timeout=60)
    assert process.returncode == 130 and "it was interrupted" in said and "operations: " in told
    assert not {"users", "open_channels", "group_channels"} & chatmock.state.keys()


def test_the_command_tells_all_in_a_table_in_json_and_in_junit(chatmock, capsys, tmp_path):
    asked = ["check", chatmock.sendbird.api_url, *credentials(chatmock), "--select", "user"]
    assert main([*asked, "--junit", f"{tmp_path}/found.xml"]) == 0
    told = capsys.readouterr().out
    assert "ok         POST /v3/users\n" in told.replace("  \n", "\n") and " 0 wrong" in told
    assert main([*asked, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {"name": "create_user", "method": "POST", "path": "/v3/users", "state": "ok"} in found["operations"]
    suite = ElementTree.parse(tmp_path / "found.xml").getroot()
    assert suite.attrib["failures"] == "0" and len(suite) == sum(found["counts"].values())


def test_the_command_takes_an_application_of_another_provider(chatmock, capsys):
    cube = chatmock.connectycube
    options = {"app_id": cube.app_id, "auth_key": cube.env["CONNECTYCUBE_AUTH_KEY"]}
    options["auth_secret"] = cube.env["CONNECTYCUBE_AUTH_SECRET"]
    sets = [part for name, value in options.items() for part in ("--set", f"connectycube.{name}={value}")]
    assert main(["check", cube.api_url, "--provider", "connectycube", *sets]) == 0
    assert "65 ok, 0 wrong" in capsys.readouterr().out


def test_a_wrong_answer_ends_it_with_1_and_is_told_with_its_place(chatmock, capsys):
    chatmock.faults.add(operation="view_user", code=400201)
    assert main(["check", chatmock.sendbird.api_url, *credentials(chatmock)]) == 1
    assert "status: expected 200, got 400: 400201" in capsys.readouterr().out


def test_nobody_there_a_wrong_word_and_no_plan_are_told(capsys):
    assert main(["check", "http://127.0.0.1:1"]) == 1
    assert "nobody answers at http://127.0.0.1:1" in capsys.readouterr().err
    assert main(["check", "--select", "nothing-of-the-kind"]) == 2
    assert "no operation has 'nothing-of-the-kind' in its name or path" in capsys.readouterr().err
    assert main(["check", "--provider", "nobody"]) == 2
