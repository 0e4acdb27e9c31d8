"""What is loaded when: nothing by ``import chatmock``, no provider before somebody asks for it."""

import subprocess
import sys
import textwrap

from tests.core.installed import install

HEAVY = ("aiohttp", "jsonschema_rs", "msgspec", "orjson", "yaml", "asyncio", "chatmock.core", "chatmock.server")


def runs(story):
    """Run some lines in a fresh Python; each has to hold."""
    told = textwrap.dedent(story)
    head = "import sys\ndef loaded(*names):\n    return [m for m in sys.modules if m.startswith(names)]\n"
    ran = subprocess.run([sys.executable, "-c", head + told], capture_output=True, text=True, check=False, timeout=60)
    assert ran.returncode == 0, ran.stderr


def test_importing_chatmock_loads_nothing_heavy():
    runs(f"""
        import chatmock
        assert loaded(*{HEAVY!r}) == [], loaded(*{HEAVY!r})
        assert loaded("chatmock") == ["chatmock"]
    """)


def test_the_pytest_plugin_loads_nothing_heavy():
    runs("""
        import chatmock.pytest_plugin
        assert loaded("aiohttp", "jsonschema_rs", "msgspec", "chatmock.core", "chatmock.server") == []
    """)


def test_a_hub_has_loaded_no_provider():
    runs("""
        from chatmock.serving import new_hub, pointers, serve_defaults
        hub = new_hub()
        serve_defaults(hub, {})
        assert pointers(hub) and hub.cards
        assert hub.providers == [] and loaded("chatmock.providers.") == [], loaded("chatmock.providers.")
    """)


def test_the_control_api_loads_no_provider_unless_it_is_about_one():
    runs("""
        from chatmock.serving import new_hub, serve_defaults
        from chatmock.core.dispatch import dispatch
        from chatmock.core.exchange import Request
        hub = new_hub()
        serve_defaults(hub, {})
        for path in ("health", "env", "applications", "clock", "journal", "faults", "snapshots", "ca.pem"):
            dispatch(hub, Request("GET", f"/_chatmock/{path}"))
        assert loaded("chatmock.providers.") == [], loaded("chatmock.providers.")
        dispatch(hub, Request("GET", "/_chatmock/clock", "provider=sendbird"))
        assert loaded("chatmock.providers.sendbird.provider")
    """)


def test_a_server_that_listens_has_loaded_no_provider_until_a_request_needs_it():
    runs("""
        from urllib.error import HTTPError
        from urllib.request import urlopen
        from chatmock.server.thread import ServerThread
        from chatmock.serving import new_hub, serve_defaults
        hub = new_hub()
        serve_defaults(hub, {})
        with ServerThread(hub) as server:
            urlopen(f"{server.url}/_chatmock/health").close()
            assert loaded("chatmock.providers.") == [], loaded("chatmock.providers.")
            try:
                urlopen(f"{server.url}/v3/users")
            except HTTPError as refused:
                assert refused.code == 400
                refused.close()
            assert loaded("chatmock.providers.sendbird.provider")
            assert [application.app_id for application in hub] == ["chatmock"]
    """)


def test_the_fixtures_server_has_loaded_no_provider_until_its_face_is_asked_for():
    runs("""
        from chatmock.testing import ChatmockServer
        server = ChatmockServer.start()
        with server.application() as chatmock:
            chatmock.clock.freeze()
            chatmock.snapshot()
            chatmock.reset()
            chatmock.settled()
            assert loaded("chatmock.providers.") == [], loaded("chatmock.providers.")
            assert chatmock.sendbird.app_id and loaded("chatmock.providers.sendbird.provider")
        server.stop()
    """)


def test_a_provider_of_another_package_is_not_loaded_for_its_card(tmp_path):
    schemas = tmp_path / "stranger" / "schemas"
    schemas.mkdir(parents=True)
    (tmp_path / "stranger" / "__init__.py").write_text("")
    (schemas / "application.options.json").write_text('{"properties": {"app_id": {"default": 5}}}')
    install(tmp_path, {"strange": "stranger:Strange"}, cards={"strange": "stranger.schemas"})
    runs(f"""
        sys.path.insert(0, {str(tmp_path)!r})
        from chatmock.serving import new_hub, serve_defaults
        hub = new_hub()
        serve_defaults(hub, {{}})
        assert hub.cards["strange"].defaults == {{"app_id": 5}}
        assert hub.cards["strange"].name == "strange"
        assert not hub.is_loaded("strange") and loaded("stranger") == []
    """)
