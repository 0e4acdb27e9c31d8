"""``--state``: what is kept in the file, when, and what is said where it cannot be kept."""

import errno
import json
import os
import signal
import subprocess
import sys
import time
from itertools import count

import pytest

from chatmock.cli import main
from chatmock.commands.saved import StateFile
from tests.test_cli import ask, serving

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals and links as POSIX has them")


def refused(file, status=3):
    """What is said of a file with which a server does not start."""
    command = [sys.executable, "-m", "chatmock", "serve", "--port", "0", "--state", str(file)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, ended.stdout) == (status, ""), ended
    assert "Traceback" not in ended.stderr
    return ended.stderr


def until(url, true):
    """Ask the server for its health until something is true, five seconds at the most."""
    end = time.monotonic() + 5
    while not true():
        assert time.monotonic() < end
        ask(url, "/_chatmock/health")


def make(url, user_id):
    return ask(url, "/v3/users", "POST", {"user_id": user_id, "nickname": user_id})


def kept(file):
    """Ids of the users in a file."""
    return {user["user_id"] for user in json.loads(file.read_text()).get("users", ())} if file.exists() else set()


def end(process, number=signal.SIGTERM):
    """Have a server end; gives its status."""
    process.send_signal(number)
    return process.wait(timeout=20)


def test_at_most_the_last_second_is_lost_to_a_kill(tmp_path):
    file, made = tmp_path / "state.json", {}
    with serving("--state", str(file), "--quiet") as (process, url):
        until_then = time.monotonic() + 2
        for number in count():
            make(url, f"u{number}")
            made[f"u{number}"] = time.monotonic()
            if time.monotonic() > until_then:
                break
        process.kill()
        killed = time.monotonic()
    assert {who for who, at in made.items() if at < killed - 1} <= kept(file)


def test_what_time_does_is_saved_without_a_request(tmp_path):
    file = tmp_path / "state.json"

    def status():
        rows = json.loads(file.read_text()).get("announcements") if file.exists() else None
        return rows and rows[0].get("status")

    with serving("--state", str(file), "--quiet") as (_, url):
        make(url, "a")
        said = {"type": "MESG", "user_id": "a", "content": "Soup!"}
        ask(url, "/v3/announcements", "POST", {"message": said, "scheduled_at": int(time.time() * 1000) + 1500})
        until(url, file.exists)
        until(url, lambda: status() == "completed")


@POSIX
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT"])
def test_signals_that_end_a_program_end_it_in_order(tmp_path, name):
    """Also where the tests themselves run in the background, and hear no such signal: a program keeps that."""
    file, sent = tmp_path / "state.json", getattr(signal, name)
    before = signal.signal(sent, signal.SIG_DFL)
    try:
        with serving("--state", str(file)) as (process, url):
            make(url, "a")
            assert end(process, sent) == 0
    finally:
        signal.signal(sent, before)
    assert kept(file) == {"a"}


@POSIX
def test_a_hangup_that_nohup_keeps_out_stays_out():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with serving() as (process, url):
            process.send_signal(signal.SIGHUP)
            assert ask(url, "/_chatmock/health")["status"] == "ok"
    finally:
        signal.signal(signal.SIGHUP, before)


def test_nothing_is_written_when_nothing_changed(tmp_path):
    file = tmp_path / "state.json"
    with serving("--state", str(file), "--seed", "lunch") as (process, url):
        until(url, file.exists)
        end(process)
    before = file.stat()
    with serving("--state", str(file)) as (process, url):
        ask(url, "/v3/users")
        end(process)
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize(
    ("name", "said"),
    [("none/state.json", "there is no folder"), (".", "it is no file"), ("a" * 250 + ".json", "File name too long")],
)
def test_where_nothing_can_be_written_is_said_at_the_start(tmp_path, name, said):
    assert said in refused(tmp_path / name)
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="no folder that nobody can write to")
def test_a_folder_that_takes_nothing_is_said_at_the_start():
    assert "chatmock serve: --state /proc/state.json: " in refused("/proc/state.json")


@POSIX
def test_a_file_that_may_only_be_read_is_refused(tmp_path):
    file = tmp_path / "state.json"
    file.write_text('{"chatmock": 1}')
    file.chmod(0o400)
    if os.access(file, os.W_OK):
        pytest.skip("who runs this may write everywhere")
    assert "cannot be written" in refused(file)


@POSIX
def test_links_that_lead_in_a_circle_are_refused(tmp_path):
    (tmp_path / "a.json").symlink_to("b.json")
    (tmp_path / "b.json").symlink_to("a.json")
    assert "--state" in refused(tmp_path / "a.json")


def test_a_file_is_one_servers_alone(tmp_path):
    file = tmp_path / "state.json"
    with serving("--state", str(file), "--seed", "lunch") as (process, _):
        assert f"another server (process {process.pid}) keeps its data there" in refused(file)
        end(process)
    assert [path.name for path in tmp_path.iterdir()] == ["state.json"]


@POSIX
def test_a_link_stays_a_link_to_the_file_that_is_written(tmp_path):
    file, link = tmp_path / "real.json", tmp_path / "link.json"
    link.symlink_to("real.json")
    with serving("--state", str(link)) as (process, url):
        make(url, "a")
        assert "another server" in refused(file)
        end(process)
    assert link.is_symlink()
    assert kept(file) == {"a"}


def test_what_killed_servers_left_is_tidied_and_nothing_else(tmp_path):
    others = ["state.json.bak", ".state.json.swp", ".other.json.abcdefgh"]
    for name in [".state.json.abcdefgh", ".state.json.0_9zzzzz", *others]:
        (tmp_path / name).write_text("")
    with serving("--state", str(tmp_path / "state.json"), "--seed", "lunch") as (process, _):
        end(process)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["state.json", *others])


def test_who_may_read_the_file_may_read_the_next_one(tmp_path):
    file = tmp_path / "state.json"
    file.write_text('{"chatmock": 1, "provider": "sendbird"}')
    file.chmod(0o640)
    with serving("--state", str(file)) as (process, url):
        make(url, "a")
        end(process)
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_reset_after_a_restart_goes_back_to_what_the_file_held(tmp_path):
    file = tmp_path / "state.json"
    with serving("--state", str(file), "--seed", "lunch") as (process, url):
        make(url, "eve")
        end(process)
    with serving("--state", str(file)) as (process, url):
        make(url, "mallory2")
        ask(url, "/_chatmock/reset", "POST", {})
        assert ask(url, "/v3/users/eve")["user_id"] == "eve"
        end(process)
    assert "alice" in kept(file)
    assert "mallory2" not in kept(file)


def test_a_file_that_is_named_so_is_yaml_that_people_read(tmp_path):
    file = tmp_path / "state.yaml"
    with serving("--state", str(file), "--seed", "lunch") as (process, url):
        make(url, "null")
        end(process)
    assert "\n- user_id: alice\n  nickname: Alice\n" in file.read_text()
    assert main(["validate", str(file)]) == 0
    with serving("--state", str(file)) as (_, url):
        assert ask(url, "/v3/users/null")["nickname"] == "null"


@POSIX
def test_where_the_data_cannot_be_written_at_the_end_it_is_put_where_it_is_said_to_be(tmp_path):
    folder, other = tmp_path / "gone", tmp_path / "temporary"
    folder.mkdir()
    other.mkdir()
    with serving("--state", str(folder / "state.json"), "--seed", "lunch", TMPDIR=str(other)) as (process, url):
        until(url, (folder / "state.json").exists)
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()
        make(url, "a")
        assert end(process) == 1
        said = process.stderr.read()
    (rescued,) = other.iterdir()
    assert f"The state is in {rescued}, which can be given to --state" in said
    assert {"a", "alice"} <= kept(rescued)


@POSIX
def test_a_disk_that_is_full_is_said_and_the_old_file_stays(tmp_path):
    file = tmp_path / "state.json"
    file.write_text('{"chatmock": 1, "provider": "sendbird", "users": [{"user_id": "old"}]}')
    command = f'ulimit -f 1; exec {sys.executable} -m chatmock serve --port 0 --quiet --state "{file}" --strict'
    process = subprocess.Popen(["bash", "-c", command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stderr
    url = process.stdout.readline().split()[-1]
    for number in range(40):
        make(url, f"u{number}")
    assert process.stderr.readline().startswith(f"chatmock cannot save {file}: File too large. It goes on")
    assert end(process) == 1
    assert "What came last is lost" in process.communicate()[1]
    assert "old" in kept(file)  # with those of the first few that still found room
    assert "u39" not in kept(file)
    assert [path.name for path in tmp_path.iterdir()] == ["state.json"]


def busy(source, target):
    """What the system says of a file that is mounted by itself."""
    raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), source, None, str(target))


@pytest.fixture
def mounted(tmp_path):
    path = tmp_path / "state.json"
    path.write_text('{"chatmock": 1, "users": [{"user_id": "old"}]}')
    return path


NEW = b'{"chatmock": 1, "users": []}'


def test_a_file_over_which_none_can_be_moved_is_written_in_place(mounted):
    inode = mounted.stat().st_ino
    StateFile(str(mounted), busy).write(NEW)
    assert (mounted.read_bytes(), mounted.stat().st_ino) == (NEW, inode)
    assert list(mounted.parent.iterdir()) == [mounted]


def test_the_good_copy_is_taken_where_writing_in_place_was_cut_short(mounted):
    mounted.with_name(".state.json.good").write_bytes(NEW)
    mounted.write_bytes(NEW[:10])
    seed = StateFile(str(mounted)).load()
    assert seed is not None
    assert seed.values == json.loads(NEW)


def test_an_older_good_copy_is_not_taken(mounted):
    copy = mounted.with_name(".state.json.good")
    copy.write_bytes(NEW)
    os.utime(copy, (1, 1))
    assert kept(mounted) == {"old"}
    seed = StateFile(str(mounted)).load()
    assert seed is not None
    assert seed.values["users"] == [{"user_id": "old"}]
