"""What ``exec --intercept`` promises: the platforms' hosts and nobody else's, and nothing left behind."""

import sys

import pytest

ASK = """
import json, os, urllib.error, urllib.request
def ask(url, token="a-token-of-mine"):
    request = urllib.request.Request(url, headers={"Api-Token": token})
    try:
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as refused:
        text = refused.read().decode()
        return json.loads(text) if text.startswith("{") else text
def tell(*told):
    print(json.dumps(told))
mine = "https://api-mine.sendbird.com/v3"
"""


def test_another_host_is_refused_in_one_sentence_which_the_journal_keeps(run_python):
    ran = run_python(
        f"""{ASK}
said = ask("http://example.com/secret?of=mine")
[entry] = ask(os.environ["CHATMOCK_URL"] + "/_chatmock/journal")["entries"]
tell(said, entry)
"""
    )
    said, entry = ran.json
    assert "example.com is none of their hosts; name it in NO_PROXY" in said
    assert said.count("\n") == 1
    assert (entry["method"], entry["path"], entry["status"]) == ("GET", "example.com", 403)
    assert entry["hint"] in said
    assert ran.err.count("example.com") == 1


@pytest.mark.parametrize("host", ["a.b.sendbird.com", "sendbird.com", "sendbird.com.example.com"])
def test_a_host_for_which_no_certificate_is_good_is_another_one(run, host):
    ran = run("curl", "-sS", f"https://{host}/v3/users")
    assert "403" in ran.err
    assert f"{host}:443 is none of their hosts" in ran.err


def test_an_application_is_made_at_first_sight_with_the_token_of_the_request(run_python):
    ran = run_python(f"{ASK}tell(ask(f'{{mine}}/users'), ask(f'{{mine}}/users', 'another'), ask(f'{{mine}}/users'))")
    made, other, again = ran.json
    assert made == again == {"users": [], "next": ""}
    assert other["code"] == 400401
    assert ran.err == (
        "chatmock exec: there was no sendbird application mine: made as api-mine.sendbird.com asks for it\n"
    )


def test_it_begins_with_the_seed_and_behaves_as_the_default_one(run_python):
    program = f"{ASK}tell(ask(f'{{mine}}/users/bob/unread_count'), ask(f'{{mine}}/users/nobody'))"
    count, unknown = run_python(program, options=("--seed", "lunch", "--era", "2016")).json
    assert count == {"unread_count": 4}
    assert unknown["message"] == "User not found."


def test_an_application_that_is_named_is_the_one_that_is_reached(run_python):
    program = f"{ASK}tell(ask(f'{{mine}}/users'), ask(f'{{mine}}/users', 'known'))"
    wrong, good = run_python(program, options=("--app-id", "mine", "--api-token", "known")).json
    assert wrong["code"] == 400401
    assert good == {"users": [], "next": ""}


def test_a_token_of_another_application_makes_none(run_python):
    ran = run_python(f"{ASK}tell(ask(f'{{mine}}/users', 'chatmock-token'))")
    assert ran.json[0]["code"] == 400920
    assert ran.err == ""


def test_who_calls_the_server_by_its_own_address_makes_none(run_python):
    ran = run_python(f"{ASK}tell(ask(os.environ['SENDBIRD_API_URL'] + '/users'))")
    assert ran.json[0]["code"] == 400401
    assert "there was no" not in ran.err


def test_the_control_api_is_not_reached_by_a_platforms_host(run_python):
    [refused] = run_python(f"{ASK}tell(ask('https://api-mine.sendbird.com/_chatmock/health'))").json
    assert refused["code"] == "not_loopback"


def test_nothing_is_left_of_it(run_python, tmp_path):
    program = f"{ASK}tell(os.environ['SSL_CERT_FILE'], os.path.exists(os.environ['SSL_CERT_FILE']))"
    file, there = run_python(program, TMPDIR=str(tmp_path), XDG_DATA_HOME=str(tmp_path)).json
    assert there
    assert file.startswith(str(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_command_that_heeds_none_of_it_is_given_advice(run):
    ran = run(sys.executable, "-c", "print('I ask nobody')")
    assert ran.status == 0
    assert "HTTPS_PROXY" in ran.err
    assert "docs/fixed-hosts.md" in ran.err
    assert ran.err.count("\n") == 1


def test_the_status_is_that_of_the_command(run):
    assert run(sys.executable, "-c", "raise SystemExit(7)").status == 7


def test_what_the_variables_said_before_is_still_said(run_python, tmp_path):
    program = f"{ASK}tell({{name: os.environ[name] for name in ('NO_PROXY', 'NODE_OPTIONS', 'JAVA_TOOL_OPTIONS')}})"
    before = {
        "NO_PROXY": "intra.example, *.sendbird.com",
        "NODE_OPTIONS": "--no-warnings",
        "JAVA_TOOL_OPTIONS": "-Xmx99m",
    }
    [told] = run_python(program, **before).json
    assert told["NO_PROXY"] == "localhost,127.0.0.1,::1,intra.example"
    assert told["NODE_OPTIONS"].startswith("--no-warnings --require ")
    assert told["JAVA_TOOL_OPTIONS"].startswith("-Xmx99m -D")


def test_whom_a_bundle_of_ones_own_trusts_is_still_trusted(run_python, tmp_path):
    own = tmp_path / "own.pem"
    own.write_text(f"a remark\n{CERTIFICATE}")
    [text] = run_python(f"{ASK}tell(open(os.environ['SSL_CERT_FILE']).read())", SSL_CERT_FILE=str(own)).json
    assert text.startswith(CERTIFICATE)
    assert text.count("BEGIN CERTIFICATE") > 1


def test_certificates_of_ones_own_are_refused(run, tmp_path):
    ran = run("true", options=("--tls-port", "0", "--tls-cert", "c.pem", "--tls-key", "k.pem"))
    assert ran.status == 2
    assert "leave --tls-cert and --tls-key out" in ran.err


CERTIFICATE = """-----BEGIN CERTIFICATE-----
AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
-----END CERTIFICATE-----
"""
