"""The inspector as people use it, in a browser: what it shows, what it does, and what it never does."""

import http.client
import json
import subprocess
from urllib.parse import urlsplit

import pytest

from chatmock.core.seed_text import values_of
from chatmock.testing import ChatmockError
from tests.control.inspector.conftest import WHY_NOT

in_a_browser = pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT)
HOSTILE = '<img src=x onerror="globalThis.hacked=1"><script>globalThis.hacked=1</script>\'";--'
VIEWS = ["talk", "people", "journal", "faults", "time", "state"]
PEOPLE = ["sendbird", "connectycube", "tencent"]


def fetch(chatmock, path, **headers):
    """Status, headers and body of a request of a browser."""
    connection = http.client.HTTPConnection(urlsplit(chatmock.url).netloc, timeout=20)
    try:
        connection.request("GET", path, headers={"Accept": "text/html,*/*;q=0.8", **headers})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()
    finally:
        connection.close()


@pytest.fixture
def people(chatmock):
    return chatmock.sendbird.user("alice"), chatmock.sendbird.user("bob")


@pytest.fixture
def lunch(chatmock, people):
    return chatmock.sendbird.group(*people, name="Lunch")


# --- without a browser: who gets it ---


@pytest.mark.parametrize("path", ["/", "/_chatmock/", "/_chatmock"])
def test_a_browser_gets_the_page(chatmock, path):
    status, headers, body = fetch(chatmock, path)
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert "<title>chatmock inspector</title>" in body and "<script>" not in body
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'") and "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("accept", ["*/*", "text/html;q=0, */*"])
def test_a_client_gets_at_the_root_what_it_always_got(chatmock, accept):
    status, headers, body = fetch(chatmock, "/", Accept=accept)
    assert (status, headers["Content-Type"], body) == (200, "application/json", "{}")


@pytest.mark.parametrize("path", ["/", "/_chatmock/", "/_chatmock/inspector/app.js", "/_chatmock/people"])
@pytest.mark.parametrize(
    "headers", [{"Host": "evil.example"}, {"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_nobody_else_gets_it(chatmock, path, headers):
    status, _, body = fetch(chatmock, path, **headers)
    assert status == 403 and json.loads(body)["code"].startswith("not_")


def test_its_files_are_of_their_kinds_and_others_are_refused(chatmock):
    assert fetch(chatmock, "/_chatmock/inspector/app.js")[1]["Content-Type"] == "text/javascript; charset=utf-8"
    assert fetch(chatmock, "/_chatmock/inspector/style.css")[1]["Content-Type"] == "text/css; charset=utf-8"
    for name in ("ap.js", "..%2Fcli.py", "%2e%2e", "__init__.py"):
        assert fetch(chatmock, f"/_chatmock/inspector/{name}")[0] == 404


# --- in a browser ---


@in_a_browser
@pytest.mark.parametrize("platform", PEOPLE)
def test_what_is_said_is_seen_at_once_and_answered_as_anybody(chatmock, page, platform):
    face = getattr(chatmock, platform)
    alice, bob = face.user("alice"), face.user("bob")
    lunch = face.group(alice, bob, name="Lunch")
    seen = page(platform)

    def unread():
        return bob.unread(group=lunch) if platform == "tencent" else bob.unread(lunch)

    alice.says("Soup?", group=lunch) if platform == "tencent" else alice.says("Soup?", lunch)
    seen("see", place=".bubble", text="Soup?")
    names = ("alice", "bob") if platform == "tencent" else ("Alice", "Bob")
    seen("choose", label="Speak as", option=names[0])
    seen("fill", label="What is said", text="With bread!")
    seen("click", name="Send")
    seen("see", place=".bubble", text="With bread!")
    assert unread() == 2
    seen("choose", label="Speak as", option=names[1])
    seen("click", name="Read")
    seen("see", place=".bubble .read", text="read by")
    assert unread() == 0


def talk_of(chatmock, platform):
    """Two people of a platform, where they talk, and how one of them says something there."""
    face = getattr(chatmock, platform)
    alice, bob = face.user("alice"), face.user("bob")
    lunch = face.group(alice, bob, name="Lunch")
    where = {"group": lunch} if platform == "tencent" else {"channel" if platform == "sendbird" else "dialog": lunch}
    return alice, bob, lambda text: alice.says(text, **where)


@in_a_browser
@pytest.mark.parametrize("platform", PEOPLE)
def test_a_reaction_is_given_and_taken_back(chatmock, page, platform):
    *_, say = talk_of(chatmock, platform)
    say("Soup?")
    seen = page(platform)
    seen("choose", label="Speak as", option="bob" if platform == "tencent" else "Bob")
    seen("fill", label="Reaction", text="🎉")
    seen("tap", place=".said-row:has-text('Soup?') button", text="React")
    seen("see", place=".reactions button", text="🎉 1")
    seen("tap", place=".reactions button", text="🎉 1")
    seen("gone", place=".reactions button", text="🎉")
    assert not chatmock.journal.find(kind="actor", refused=True)


@in_a_browser
@pytest.mark.parametrize("platform", PEOPLE)
def test_the_next_answer_of_any_platform_is_broken_by_hand(chatmock, page, platform):
    *_, say = talk_of(chatmock, platform)
    say("one")
    seen = page(platform, "journal")
    said = [entry["operation"] for entry in chatmock.journal.find() if entry["kind"] in ("actor", "frame")][-1]
    seen("tap", place=".event", text=said)
    seen("click", name="Break the next")
    seen("see", place="#said", text=f"the next {said} is broken")
    with pytest.raises(ChatmockError, match="was refused"):
        say("two")
    seen("see", place=".event.bad", text=said)
    say("three")


@in_a_browser
@pytest.mark.parametrize("platform", PEOPLE)
def test_a_socket_of_any_platform_is_dropped(chatmock, page, platform):
    bob = talk_of(chatmock, platform)[1]
    bob.connect()
    seen = page(platform, "people")
    seen("see", place=".sockets td", text="actor")
    number = seen("texts", place=".sockets td")[0]
    seen("click", name=f"Drop socket {number}")
    seen("see", place=".sockets", text="None is open.")
    assert chatmock.journal.find(kind="disconnected")[-1]["why"] == "lost"


@in_a_browser
def test_the_journal_has_one_thread_for_each_cause(chatmock, page, people, lunch):
    alice, bob = people
    chatmock.sendbird.webhooks.keep("group_channel:message_send")
    bob.connect()
    seen = page(view="journal")
    alice.says("Soup?", lunch)
    seen("see", place=".event.child", text="webhook group_channel:message_send")
    rows = seen("run", script="[...document.querySelectorAll('.event')].map((row) => [row.className, row.innerText])")
    at = next(i for i, (_, text) in enumerate(rows) if "send_message" in text)
    assert ["child" in look for look, _ in rows[at : at + 3]] == [False, True, True]
    seen("tap", place=".event", text="send_message")
    assert [json.loads(text)["message"] for text in seen("texts", place=".pair pre")] == ["Soup?", "Soup?"]
    seen("fill", label="Filter the journal", text="webhook")
    seen("gone", place=".event", text="send_message")


@in_a_browser
def test_a_request_is_copied_as_code_that_runs(chatmock, page, people, lunch, tmp_path):
    people[0].says("It's <soup>", lunch)
    seen = page(view="journal")
    seen("tap", place=".event", text="send_message")
    copied = {}
    for name in ("Copy as curl", "pytest", "JavaScript"):
        seen("click", name=name)
        seen("see", place="#said", text="copied")
        copied[name] = seen("clipboard")
    compile(copied["pytest"], "copied", "exec")
    assert "chatmock.journal.assert_called" in copied["pytest"]
    (tmp_path / "copied.mjs").write_text(copied["JavaScript"])
    assert subprocess.run(["node", "--check", tmp_path / "copied.mjs"], check=False).returncode == 0
    command = copied["Copy as curl"].replace("***", chatmock.sendbird.api_token)
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert json.loads(done.stdout)["message"] == "It's <soup>"


@in_a_browser
def test_a_near_miss_is_shown_with_what_was_meant(chatmock, page, people):
    seen = page(view="journal")
    fetch(chatmock, "/v3/user/alice", **{"Api-Token": chatmock.sendbird.api_token})
    seen("tap", place=".event.bad", text="hint")
    seen("see", place=".hint", text="/v3/users/{user_id}")


@in_a_browser
def test_the_next_answer_is_broken_by_hand(chatmock, page, people, lunch):
    people[0].says("one", lunch)
    seen = page(view="journal")
    seen("tap", place=".event", text="send_message")
    seen("click", name="Break the next")
    seen("see", place="#said", text="broken")
    [fault] = chatmock.control("GET", "/faults")["faults"]
    assert (fault["operation"], fault["status"]) == ("send_message", 500)
    seen("click", role="link", name="Faults")
    seen("click", name="Remove the fault of send_message")
    seen("see", place=".page", text="None. All answers")
    seen("fill", label="Which operation", text="send_mesage")
    seen("click", name="Add the fault")
    seen("see", place="#said.wrong", text="did you mean send_message")


@in_a_browser
def test_the_clock_is_turned_and_what_comes_next_is_shown(chatmock, page):
    chatmock.connectycube.user("ann").connect()
    chatmock.clock.freeze("2026-01-01T12:00:00Z")
    seen = page("connectycube", "time")
    seen("see", place=".big", text="2026-01-01 12:00:00 UTC · frozen")
    seen("see", place="td", text="a session may run out")
    seen("click", name="+ 1 hour")
    seen("see", place=".big", text="13:00:00")
    assert chatmock.control("GET", "/clock")["iso"].startswith("2026-01-01T13:00:00")


@in_a_browser
def test_a_socket_is_dropped_and_secrets_are_shown_only_when_asked(chatmock, page, people):
    bob = people[1]
    bob.connect()
    seen = page(view="people")
    seen("tap", place=".room", text="Bob")
    seen("see", place=".detail", text="***")
    seen("click", name="Show")
    seen("see", place=".detail code", text=f"{chatmock.sendbird.app_id}.")
    seen("click", name="Drop socket 1")
    seen("see", place=".sockets", text="None is open.")
    assert chatmock.journal.find(kind="disconnected")[0]["why"] == "lost"


@in_a_browser
def test_a_snapshot_is_taken_and_restored(chatmock, page, people, lunch):
    seen = page(view="state")
    seen("click", name="Take a snapshot")
    seen("see", place="td", text="before")
    people[0].says("Soup?", lunch)
    seen("click", name="Restore before")
    seen("see", place="#said", text="restored")
    seen("click", role="link", name="Conversations")
    seen("see", place=".room", text="nothing said")


@in_a_browser
def test_a_seed_takes_the_place_of_the_state(chatmock, page):
    seen = page(view="state")
    seen("fill", label="A state as YAML or JSON", text='{"users": [{"user_id": "carol", "nickname": "Carol"}]}')
    seen("click", name="Put this in the place of the state")
    seen("see", place="#said", text="loaded")
    seen("click", role="link", name="People")
    seen("see", place=".room", text="Carol")


SEEDS = {
    "sendbird": "users:\n- user_id: carol\n  nickname: Carol # as people call her\n",
    "connectycube": "provider: connectycube\nusers:\n- id: 7\n  login: carol\n  full_name: Carol\n",
    "tencent": "provider: tencent\naccounts:\n- id: carol\n  nick: Carol\n",
}


@in_a_browser
@pytest.mark.parametrize("platform", PEOPLE)
def test_a_seed_is_read_and_kept_as_yaml(chatmock, page, platform, tmp_path):
    file = tmp_path / "carol.yaml"
    file.write_text(SEEDS[platform])
    seen = page(platform, "state")
    seen("attach", label="A file with a state", file=str(file))
    seen("wait", script="document.querySelector('.seed textarea').value !== ''")
    seen("click", name="Put this in the place of the state")
    seen("see", place="#said", text="loaded")
    name, text = seen("download", name="Export as YAML")
    assert name == "seed.yaml"
    assert "Carol" in text
    assert values_of(text.encode(), name)[0] == getattr(chatmock, platform).state
    seen("click", name="Read it below")
    seen("wait", script="document.querySelector('.seed textarea').value.includes('Carol')")
    assert json.loads(seen("download", name="Export as JSON")[1]) == getattr(chatmock, platform).state


@in_a_browser
def test_a_scenario_goes_out_and_in_again(chatmock, page, people, lunch):
    people[1].connect()
    chatmock.control.of(chatmock.sendbird.app_id, "sendbird")(
        "POST", "/faults", operation="list_users", status=503, unused="ignore"
    )
    seen = page(view="state")
    seen("tick", label="with faults and sockets, as a scenario")
    seen("click", name="Read it below")
    seen("wait", script="document.querySelector('.seed textarea').value.includes('list_users')")
    chatmock.control("DELETE", "/faults")
    people[1].drop()
    seen("click", name="Put this in the place of the state")
    seen("see", place="#said", text="loaded")
    seen("click", role="link", name="People")
    seen("see", place=".sockets td", text="bob")
    seen("click", role="link", name="Faults")
    seen("see", place="td", text="list_users")


@in_a_browser
def test_a_bad_seed_is_refused_with_its_line(chatmock, page, people):
    seen = page(view="state")
    seen("fill", label="A state as YAML or JSON", text="users:\n- user_id: carol\n  nickmane: Carol")
    seen("click", name="Put this in the place of the state")
    seen("see", place="#said.wrong", text="state:3: unknown key 'nickmane'; did you mean 'nickname'?")
    assert [user["user_id"] for user in chatmock.sendbird.state["users"]] == ["alice", "bob"]


@in_a_browser
def test_everything_is_begun_anew(chatmock, page, people, lunch):
    people[0].says("Soup?", lunch)
    seen = page(view="state")
    seen("click", name="Reset")
    seen("see", place="#said", text="begun anew")
    seen("click", role="link", name="Conversations")
    seen("see", place=".nothing", text="Nobody has talked yet")


@in_a_browser
def test_what_users_write_is_text_and_nothing_else(chatmock, page):
    alice = chatmock.sendbird.user("alice", nickname=HOSTILE[:80])
    lunch = chatmock.sendbird.group(alice, name=HOSTILE)
    alice.says(HOSTILE, lunch)
    alice.connect()
    seen = page()
    seen("see", place=".bubble p", text=HOSTILE)
    for view in ("People", "Journal", "Conversations"):
        seen("click", role="link", name=view)
        seen("see", place="#main, main", text="onerror")
    seen("tap", place=".event", text="send_message")
    assert seen(
        "run",
        script="[globalThis.hacked === undefined, document.querySelectorAll('main script, main img[src=x]').length]",
    ) == [True, 0]


@in_a_browser
def test_it_is_used_by_keyboard_alone(chatmock, page, people, lunch):
    people[0].says("Soup?", lunch)
    chatmock.sendbird.group(people[0], name="Other")
    seen = page()
    seen("see", place=".bubble", text="Soup?")
    seen("focus", place=".rooms")
    seen("press", key="ArrowDown")
    seen("see", place=".head h2", text="Other")
    seen("press", key="ArrowUp")
    seen("see", place=".head h2", text="Lunch")
    seen("press", key="/")
    assert seen("run", script="document.activeElement.getAttribute('aria-label')") == "Find a conversation"
    seen("focus", place="textarea")
    seen("run", script="document.execCommand('insertText', false, 'By keys')")
    seen("press", key="Enter")
    seen("see", place=".bubble", text="By keys")


@in_a_browser
@pytest.mark.parametrize("platform", PEOPLE)
def test_the_time_is_shown_though_nothing_happens(page, platform):
    seen = page(platform, "people")
    seen("see", place="#clock", text=":")


@in_a_browser
def test_a_link_that_names_the_application_alone_shows_it(chatmock, inspecting):
    chatmock.sendbird.user("alice")
    chatmock.tencent.user("bob")
    inspecting("open", url=f"{chatmock.url}/_chatmock/?app={chatmock.tencent.app_id}#people")
    inspecting("see", place=".room", text="bob")
    assert inspecting("close") == []


@in_a_browser
@pytest.mark.parametrize("view", VIEWS)
def test_on_a_narrow_screen_the_open_tab_is_seen(page, view):
    seen = page(view=view, width=360)
    seen("wait", script=f"({TAB}).left >= 0 && ({TAB}).right <= innerWidth + 1")


TAB = "document.querySelector('nav [aria-current]').getBoundingClientRect()"


@in_a_browser
def test_on_a_narrow_screen_a_fault_is_read_in_words_and_not_in_letters(chatmock, page):
    chatmock.faults.add("list_group_channels", status=503, unused="ignore")
    seen = page(view="faults", width=360)
    seen("see", place="td", text="list_group_channels")
    assert seen("run", script="document.querySelector('td code').getClientRects().length") == 1


@in_a_browser
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)], ids=["wide and light", "narrow and dark"])
def test_axe_finds_nothing_serious(chatmock, page, people, lunch, view, width, dark):
    people[1].connect()
    people[1].reacts("👍", people[0].says("Soup?", lunch), lunch)
    chatmock.faults.add("list_users", status=503, unused="ignore")
    chatmock.control("POST", "/snapshots/before")
    seen = page(view=view, dark=dark, width=width)
    ready = {
        "talk": ".room",
        "people": ".room",
        "journal": ".event",
        "faults": "td",
        "time": ".big",
        "state": "td",
    }
    seen("see", place=ready[view], text="")
    if view == "talk":
        seen("tap", place=".room", text="Lunch")
        seen("see", place=".reactions", text="👍 1")
    assert seen("axe") == []
    assert seen("count", place="#said.wrong") == 0
    assert seen("run", script="document.documentElement.scrollWidth <= innerWidth")


@in_a_browser
def test_only_what_is_in_sight_is_drawn(chatmock, page, people, lunch):
    state = chatmock.sendbird.state
    [channel] = state["group_channels"]
    first = 1_700_000_000_000
    channel["messages"] = [
        {"message_id": 1000 + n, "from": "alice", "message": f"number {n}", "at": first + n} for n in range(10_000)
    ]
    chatmock.control.of(chatmock.sendbird.app_id, "sendbird")("PUT", "/state", **state)
    seen = page()
    seen("see", place=".bubble", text="number 9999")
    script = """(async () => {
      const list = document.querySelector('.said-list');
      const size = () => Number(list.querySelector('.row').getAttribute('aria-setsize'));
      for (let turn = 0; turn < 200 && size() < 10000; turn += 1) {
        list.scrollTop = 0;
        await new Promise((done) => setTimeout(done, 50));
      }
      return [size(), list.querySelectorAll('.row').length, document.querySelectorAll('*').length];
    })()"""
    size, rows, nodes = seen("run", script=script)
    assert size == 10_000 and rows < 100 and nodes < 3_000
