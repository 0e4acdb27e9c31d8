"""``chatmock.yaml``: options in a file, found upwards, below the command line and the variables."""

import json
import re

import pytest

from chatmock.cli import main, parser, read


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The working folder, below the one of the file."""
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    return tmp_path


def options(*arguments):
    """What ``serve`` gets, by name."""
    return vars(read(parser(), ["serve", *arguments]))


@pytest.fixture
def given(folder, capsys):
    """The options that ``serve`` gets with a file of this text, or what is said to be wrong."""

    def serve(text, *arguments):
        (folder / "chatmock.yaml").write_text(text)
        try:
            return options(*arguments)
        except SystemExit:
            return capsys.readouterr().err.rpartition("error: ")[2].strip()

    return serve


def test_a_file_above_the_working_folder_is_read_and_named(given, folder, capsys):
    assert given("port: 8123")["port"] == 8123
    assert capsys.readouterr().err == f"chatmock takes options from {folder / 'chatmock.yaml'}\n"


def test_the_nearest_file_is_the_one(given, folder):
    (folder / "a" / "chatmock.yaml").write_text("port: 8124")
    assert given("port: 8123")["port"] == 8124


def test_the_command_line_wins_and_so_does_a_variable(given, monkeypatch):
    monkeypatch.setenv("CHATMOCK_HOST", "localhost")
    found = given("{port: 8123, host: 127.0.0.2, seed: [lunch]}", "--port", "8008", "--seed", "crowd")
    assert (found["port"], found["host"], found["seed"]) == (8008, "localhost", ["crowd"])


def test_paths_begin_at_the_folder_of_the_file_and_own_seeds_have_names(given, folder):
    (folder / "mine.yaml").write_text("users: []")
    found = given("{seed: [mine.yaml, lunch], state: kept.json}")
    assert found["seed"] == [str(folder / "mine.yaml"), "lunch"]
    assert found["state"] == str(folder / "kept.json")


def test_each_platform_has_options_of_its_own(given):
    found = given("{sendbird: {era: '2016'}, tencent: {app_id: 1400000002}, connectycube: {auth_key: k}}")
    assert (found["era"], found["set"]) == ("2016", ["tencent.app_id=1400000002", "connectycube.auth_key=k"])


def test_options_of_exec_may_stand_there_as_well(given):
    assert "intercept" not in given("{intercept: true, quiet: true}")


def test_names_may_be_those_of_the_command_line(given):
    assert given("allow-host: chat.test")["allow_host"] == ["chat.test"]


@pytest.mark.parametrize("text", ["", "# port: 8123\n", "\n"])
def test_a_file_without_options_says_nothing(given, text):
    assert given(text)["port"] == 8008


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("prot: 8123", "1: there is no option 'prot'; did you mean 'port'?"),
        ("port: 99999", "1: port: '99999' is no port: that is a number up to 65535, and 0 takes one that is free"),
        ("strict: 5", "1: strict has to be true or false, not 5"),
        ("host: [a]", '1: host has to be one value, not ["a"]'),
        ("era: 2017", "1: era: there is no choice '2017'; there are today, 2016"),
        ("tencent: 5", "1: tencent has options of its own, as in tencent: {app_id: …}"),
        ("tencent: {key: 5}", "1: tencent has no option 'key'; there are: app_id"),
        ("- port", "it has to be options with their values, as in port: 8008"),
        ("port: [", "chatmock.yaml:1"),
        ("users: []", "1: there is no option 'users'"),
    ],
)
def test_it_is_said_what_is_wrong_and_where(given, text, said):
    assert said in given(text)


def test_init_writes_a_file_whose_remarks_are_good_options(folder, monkeypatch, capsys):
    monkeypatch.chdir(folder)
    assert main(["init"]) == 0
    file = folder / "chatmock.yaml"
    found = options()
    assert (found["port"], found["seed"], found["era"]) == (8008, None, None)
    file.write_text(re.sub(r"^#(?=\w|  )", "", file.read_text(), flags=re.MULTILINE))
    found = options()
    assert (found["port"], found["era"], found["tls_port"]) == (8008, "today", 8443)
    assert json.dumps("chatmock-secret") in file.read_text()


def test_init_leaves_a_file_alone_that_is_there(folder, monkeypatch, capsys):
    monkeypatch.chdir(folder)
    (folder / "chatmock.yaml").write_text("port: 1")
    assert main(["init"]) == 1
    assert "it is there already" in capsys.readouterr().err
    assert (folder / "chatmock.yaml").read_text() == "port: 1"


def test_other_commands_do_not_look_at_it(folder, capsys):
    (folder / "chatmock.yaml").write_text("port: [")
    assert main(["completion", "bash"]) == 0
