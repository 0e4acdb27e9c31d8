"""The pytest plugin as its users write tests with it; each test here runs a small suite of its own."""

import sys

import pytest

ASK = """
import json, urllib.request

def ask(chatmock, path):
    headers = {"Api-Token": chatmock.sendbird.api_token}
    with urllib.request.urlopen(urllib.request.Request(chatmock.sendbird.api_url + path, headers=headers)) as answer:
        return json.load(answer)
"""


@pytest.fixture
def suite(pytester):
    """Runs a test file in a process of its own; gives the outcome."""

    def run(text, *arguments, **files):
        for name, content in files.items():
            pytester.path.joinpath(f"{name}.py").write_text(content)
        pytester.path.joinpath("asking.py").write_text(ASK)
        pytester.makepyfile(text)
        return pytester.runpytest_subprocess("-p", "no:cacheprovider", *arguments)

    return run


def test_each_test_has_an_application_of_its_own(suite):
    suite(
        """
        def test_one(chatmock):
            chatmock.sendbird.user("alice")
            assert len(chatmock.state["users"]) == 1

        def test_two(chatmock):
            assert "users" not in chatmock.state
        """
    ).assert_outcomes(passed=2)


def test_the_nearest_marker_wins_over_ini(suite, pytester):
    pytester.makeini("[pytest]\nchatmock_seed = crowd\nchatmock_era = 2016")
    suite(
        """
        import pytest

        pytestmark = pytest.mark.chatmock(era="today")

        def test_ini(chatmock):
            assert chatmock.sendbird.user("ada").unread() > 0
            assert chatmock.state["application"]["era"] == "today"

        @pytest.mark.chatmock(seed=None, era="2016")
        def test_marker(chatmock):
            assert "users" not in chatmock.state
            assert chatmock.state["application"]["era"] == "2016"
        """
    ).assert_outcomes(passed=2)


@pytest.mark.parametrize(
    ("marker", "said"),
    [
        (
            "chatmock(sede='lunch')",
            "does not know sede; it knows api_token, app_id, clock, connectycube, era, seed, sendbird, strict, tencent",
        ),
        ("chatmock('lunch')", "takes keywords only"),
    ],
)
def test_a_wrong_marker_is_said(suite, marker, said):
    result = suite(f"import pytest\n@pytest.mark.{marker}\ndef test(chatmock): pass")
    result.stdout.fnmatch_lines([f"*{said}*"])
    result.assert_outcomes(errors=1)


def test_a_failing_test_shows_what_the_server_was_asked(suite):
    result = suite(
        """
        from asking import ask

        def test(chatmock):
            ask(chatmock, "/users")
            assert False
        """
    )
    result.stdout.fnmatch_lines(["*chatmock journal*", "*request list_users GET /v3/users -> 200*"])


def test_the_journal_is_off_when_asked(suite):
    result = suite("def test(chatmock): assert False", "--chatmock-journal=off")
    result.stdout.no_fnmatch_line("*chatmock journal*")


def test_an_answer_that_breaks_its_schema_fails_the_test_that_caused_it(suite):
    breaking = """
        from urllib.error import HTTPError
        import pytest
        from asking import ask
        from chatmock.providers.sendbird.model import User

        @pytest.fixture
        def lying_server():
            honest = User.locale
            User.locale = 7
            yield
            User.locale = honest

        {marker}
        def test_breaks(chatmock, lying_server):
            chatmock.sendbird.open_channel()
            try:
                chatmock.sendbird.user("alice")
            except AssertionError:
                pass

        def test_innocent(chatmock):
            chatmock.sendbird.user("alice")
    """
    result = suite(breaking.format(marker=""))
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["*the contract was broken*", "*breaks its schema user*locale*"])
    suite(breaking.format(marker="@pytest.mark.chatmock(strict=False)")).assert_outcomes(passed=2)


def test_a_fault_that_struck_nowhere_fails_its_test(suite):
    result = suite(
        """
        from asking import ask

        def test_forgotten(chatmock):
            chatmock.faults.add("list_users", code=500910, when={"body": {"limit": 3}})
            ask(chatmock, "/users?limit=4")

        def test_of_another_application(chatmock_factory):
            chatmock_factory().faults.add("view_user")

        def test_on_the_face(chatmock):
            chatmock.sendbird.faults.add("view_user", code=400201)

        def test_failed_already(chatmock):
            chatmock.faults.add("view_user")
            assert 1 == 2
        """
    )
    result.assert_outcomes(failed=4)
    result.stdout.fnmatch_lines(
        [
            "chatmock: a fault struck nowhere",
            "*#1 list_users (code=500910 when={'body': {'limit': 3}}), added at test_a_fault*.py:4: list_users had 1 call, "
            "but without all of its body, the nearest was #1 GET /v3/users?limit=4 -> 200",
            "*#1 view_user, added at *: view_user did not happen",
            "*#1 view_user (code=400201), added at *: view_user did not happen",
            "*assert 1 == 2",
        ]
    )


def test_a_fault_may_strike_nowhere_where_it_says_so(suite):
    suite(
        """
        from asking import ask

        def test_ignored(chatmock):
            chatmock.faults.add("list_users", unused="ignore")

        def test_by_chance(chatmock):
            chatmock.faults.add("list_users", probability=0.5)

        def test_taken_back(chatmock):
            chatmock.faults.remove(chatmock.faults.add("list_users"))

        def test_struck_in_one_of_the_group(chatmock):
            chatmock.faults.add("create_user", delay=0.001, times=None)
            chatmock.sendbird.user("alice")

        def test_gone(chatmock):
            chatmock.faults.add("list_users")
            chatmock.remove()

        def test_not_the_fixtures(chatmock_server):
            with chatmock_server.application() as chatmock:
                chatmock.faults.add("list_users")
        """
    ).assert_outcomes(passed=6)


def test_async_tests_need_no_plugin_of_chatmocks(suite):
    suite(
        """
        import asyncio
        from asking import ask

        def test(chatmock):
            async def scenario():
                waiting = asyncio.create_task(chatmock.journal.wait_async("list_users", timeout=5))
                await asyncio.to_thread(ask, chatmock, "/users")
                assert len(await waiting) == 1
                await chatmock.settled_async()

            asyncio.run(scenario())
        """
    ).assert_outcomes(passed=1)


def test_hypothesis_gets_an_application_for_each_example(suite):
    suite(
        """
        from hypothesis import given, settings, strategies as st

        @settings(max_examples=5, deadline=None)
        @given(name=st.text("abc", min_size=1))
        def test(chatmock_server, name):
            with chatmock_server.application() as chatmock:
                chatmock.sendbird.user(name)
                assert [user["user_id"] for user in chatmock.state["users"]] == [name]
        """
    ).assert_outcomes(passed=1)


def test_a_clock_may_be_set_for_all_tests_for_one_and_in_the_factory(suite, pytester):
    pytester.makeini("[pytest]\nchatmock_clock = 2016-12-19T12:00:00Z")
    suite(
        """
        import pytest

        def test_ini(chatmock, chatmock_factory):
            assert chatmock.clock.now() == 1482148800000
            assert chatmock_factory(clock="2016-12-19T12:00:01Z").clock.now() == 1482148801000

        @pytest.mark.chatmock(clock="2016-12-19T12:00:02Z", seed="lunch")
        def test_marker(chatmock):
            assert chatmock.clock.now() == 1482148802000
            chatmock.reset()
            assert chatmock.clock.now() == 1482148802000

        @pytest.mark.chatmock(clock=None)
        def test_the_machine_s(chatmock):
            assert chatmock.clock.now() > 1482148802000
        """
    ).assert_outcomes(passed=3)


def test_a_factory_makes_more_applications(suite):
    suite(
        """
        def test(chatmock, chatmock_factory):
            other = chatmock_factory(era="2016", seed="lunch")
            assert other.sendbird.api_token != chatmock.sendbird.api_token
            assert "users" in other.state
            assert "users" not in chatmock.state
        """
    ).assert_outcomes(passed=1)


@pytest.mark.parametrize("tool", ["freezegun", "time_machine"])
def test_time_travel_in_a_test_moves_the_server(suite, tool):
    travel = "freezegun.freeze_time" if tool == "freezegun" else "time_machine.travel"
    suite(
        f"""
        import {tool}
        from asking import ask

        def test(chatmock):
            with {travel}("2016-12-19T12:00:00Z"):
                chatmock.sendbird.user("alice")
                assert abs(ask(chatmock, "/users/alice")["created_at"] - 1482148800) < 5
                chatmock.clock.advance(days=1)
                assert abs(chatmock.clock.now() - 1482148800000 - 86400000) < 5000
        """
    ).assert_outcomes(passed=1)


def test_workers_of_xdist_do_not_meet(suite):
    suite(
        """
        import pytest

        @pytest.mark.parametrize("n", range(6))
        def test(chatmock, n):
            chatmock.sendbird.user(f"user{n}")
            assert len(chatmock.state["users"]) == 1
        """,
        "-n2",
    ).assert_outcomes(passed=6)


def test_a_server_elsewhere_can_be_used(suite):
    from chatmock.testing import ChatmockServer

    server = ChatmockServer.start()
    try:
        suite(
            """
            from asking import ask

            def test(chatmock):
                chatmock.sendbird.user("alice")
                assert ask(chatmock, "/users/alice")["user_id"] == "alice"
                assert len(chatmock.journal.requests) == 1
            """,
            f"--chatmock-url={server.url}",
        ).assert_outcomes(passed=1)
    finally:
        server.stop()


def test_nothing_heavy_is_imported_before_a_test_asks(suite):
    suite(
        """
        import sys

        def test():
            assert not {"aiohttp", "jsonschema_rs", "yaml"} & set(sys.modules)
        """
    ).assert_outcomes(passed=1)


def test_settings_can_be_made_in_code(suite):
    suite(
        "def test(chatmock): assert len(chatmock.state['users']) == 6",
        conftest="""
import pytest

@pytest.fixture(scope="session")
def chatmock_config(chatmock_config):
    return {**chatmock_config, "seed": "lunch"}
""",
    ).assert_outcomes(passed=1)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not fork")
def test_a_forked_child_does_not_keep_the_port(suite):
    suite(
        """
        import os, socket

        def test(chatmock_server):
            child = os.fork()
            if child == 0:
                from chatmock.server import thread
                os._exit(len(thread._running))
            assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        """,
        "-Wignore::DeprecationWarning",
    ).assert_outcomes(passed=1)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not fork")
def test_a_forked_child_uses_the_fixture_by_http(suite):
    suite(
        """
        import os

        def test(chatmock, chatmock_server):
            child = os.fork()
            if child == 0:
                chatmock.sendbird.user("child")
                try:
                    chatmock_server._thread.run(lambda: None)
                except RuntimeError as reason:
                    chatmock_server.stop()
                    os._exit(7 if "process that forked this one" in str(reason) else 1)
            assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
            assert [user["user_id"] for user in chatmock.state["users"]] == ["child"]
        """,
        "-Wignore::DeprecationWarning",
    ).assert_outcomes(passed=1)


def test_applications_may_be_removed_before_the_test_ends_and_twice(suite):
    suite(
        """
        def test(chatmock, chatmock_factory):
            other = chatmock_factory()
            for _ in range(2):
                chatmock.remove()
                other.remove()
        """
    ).assert_outcomes(passed=1)


def test_what_a_killed_run_left_at_a_server_elsewhere_ends_by_itself(suite):
    from chatmock.testing import ChatmockServer

    server = ChatmockServer.start()
    try:
        suite(
            """
            import os

            def test(chatmock):
                chatmock.sendbird.user("alice")
                os._exit(0)
            """,
            f"--chatmock-url={server.url}",
        )
        assert server._thread is not None
        thread = server._thread
        [lapse] = server._thread.run(lambda: list(thread.hub.lapses))
        assert lapse.seconds == 600
    finally:
        server.stop()
