"""chatmock's pytest plugin: fixtures ``chatmock``, ``chatmock_server``, ``chatmock_config`` and ``chatmock_factory``.

Settings, the nearest first: the marker ``@pytest.mark.chatmock(seed=…, strict=…, clock=…)``, command line options,
environment variables, ini options. The marker and the ini file take the options of applications, too: those of the first
provider by their names (``app_id=…``), and those of each provider as a dict under the provider's name. Nothing heavy is imported before a test asks for a fixture.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import pytest

from chatmock.providers import BUILT_IN, DEFAULT
from chatmock.resources import options_document

if TYPE_CHECKING:
    from chatmock.testing import Chatmock, ChatmockServer

_OPTIONS: dict[str, Any] = options_document(DEFAULT)["properties"]
"""Options of the first provider's applications."""
_OWN = {"seed", "strict", "clock"}
_OF_THE_SERVER = ("host", "port", "listen", "tls", "allow_hosts", "allow_origins")
_IDLE_SECONDS = 600
"""After so long a server elsewhere removes what a run has left there that was killed."""
_KNOWN = {*_OWN, *_OPTIONS, *BUILT_IN}
_MARKER = (
    f"chatmock(*, {', '.join(sorted(_KNOWN))}): what a test's applications begin with: a seed file, strict checks, a time, "
    "options of the first provider, or of each under its name"
)
_application = pytest.StashKey["Chatmock"]()
_used = pytest.StashKey[list["Chatmock"]]()
"""All applications that a test was given."""
_broken = pytest.StashKey[tuple["ChatmockServer", int]]()
"""The server, and how much was broken there before the test."""


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("chatmock", "chatmock: mock server for chat platforms")
    group.addoption("--chatmock-port", metavar="PORT", help="port to serve on (default: one that is free)")
    group.addoption("--chatmock-url", metavar="URL", help="use the chatmock server that runs at URL")
    group.addoption(
        "--chatmock-journal",
        choices=("failed", "all", "off"),
        default="failed",
        help="which tests' reports show what the server was asked (default: failed)",
    )
    parser.addini("chatmock_seed", "seed file every test begins with", default="")
    parser.addini("chatmock_clock", "time at which every test's clock stands, as 2016-12-19T12:00:00Z", default="")
    for name, rule in _OPTIONS.items():
        parser.addini(f"chatmock_{name}", rule["description"], default="")
    parser.addini("chatmock_listen", "ports beside HTTP, as in chat=0; several with commas", default="")
    parser.addini("chatmock_tls", "serve https and wss, too", type="bool", default=False)
    parser.addini("chatmock_strict", "fail a test whose answers break their schemas", type="bool", default=True)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", _MARKER)


def _options(node: pytest.Item, config: dict[str, Any]) -> dict[str, Any]:
    """The settings of one test."""
    options = dict(config)
    for marker in reversed(list(node.iter_markers("chatmock"))):
        if marker.args:
            pytest.fail("@pytest.mark.chatmock takes keywords only, as in chatmock(seed='lunch')", pytrace=False)
        if unknown := sorted(marker.kwargs.keys() - _KNOWN):
            near = get_close_matches(unknown[0], _KNOWN, 1, 0.5)
            hint = f"; did you mean {near[0]}?" if near else ""
            known = ", ".join(sorted(_KNOWN))
            pytest.fail(
                f"@pytest.mark.chatmock does not know {', '.join(unknown)}; it knows {known}{hint}", pytrace=False
            )
        options |= marker.kwargs
    return options


def _port(pytestconfig: pytest.Config) -> int:
    """The port that is asked for, 0 for one that is free."""
    from chatmock.core.given import port_number

    given = pytestconfig.getoption("--chatmock-port")
    source = "--chatmock-port" if given is not None else "CHATMOCK_PORT"
    try:
        return port_number(given if given is not None else os.environ.get("CHATMOCK_PORT", 0))
    except ValueError as reason:
        pytest.fail(f"{source}: {reason}", pytrace=False)


def _named(variable: str) -> list[str]:
    return list(filter(None, os.environ.get(variable, "").split(",")))


@pytest.fixture(scope="session")
def chatmock_config(pytestconfig: pytest.Config) -> dict[str, Any]:
    """Settings of the session; override this fixture to change them in code.

    ``host``, ``port`` and ``url`` say where the server is, ``listen`` (a dict of ports by name) and ``tls`` what it
    serves beside plain http, ``allow_hosts`` and ``allow_origins`` whom its control API lets in beside this machine,
    ``seed``, ``strict``, ``clock`` and options of applications what each test gets.
    """
    from chatmock.core.given import unknown_variables
    from chatmock.core.listening import ports

    for name, meant in unknown_variables(os.environ, _OPTIONS):
        if meant is not None:
            pytest.fail(f"{name} is no variable of chatmock's; did you mean {meant}?", pytrace=False)
    port = _port(pytestconfig)
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    named = os.environ.get("CHATMOCK_LISTEN") or pytestconfig.getini("chatmock_listen")
    try:
        listen = ports(filter(None, named.split(",")))
    except ValueError as reason:
        pytest.fail(f"chatmock_listen: {reason}", pytrace=False)
    return {
        "host": os.environ.get("CHATMOCK_HOST", "127.0.0.1"),
        "port": port + worker if port else 0,
        "listen": {name: port + worker if port else 0 for name, port in listen.items()},
        "tls": pytestconfig.getini("chatmock_tls"),
        "allow_hosts": _named("CHATMOCK_ALLOW_HOST"),
        "allow_origins": _named("CHATMOCK_ALLOW_ORIGIN"),
        "url": pytestconfig.getoption("--chatmock-url") or os.environ.get("CHATMOCK_TEST_URL") or None,
        "seed": pytestconfig.getini("chatmock_seed") or None,
        "clock": pytestconfig.getini("chatmock_clock") or None,
        **{name: value for name in _OPTIONS if (value := pytestconfig.getini(f"chatmock_{name}"))},
        "strict": pytestconfig.getini("chatmock_strict"),
    }


@pytest.fixture(scope="session")
def chatmock_server(chatmock_config: dict[str, Any]) -> Iterator[ChatmockServer]:
    """The running server, one for the whole session (with pytest-xdist: for each worker)."""
    from chatmock.testing import ChatmockError, ChatmockServer

    options = {name: chatmock_config[name] for name in _OF_THE_SERVER if name in chatmock_config}
    try:
        url = chatmock_config["url"]
        server = ChatmockServer.at(url) if url else ChatmockServer.start(**options)
    except (ChatmockError, OSError, ValueError) as reason:  # one sentence, and not a traceback for each test
        pytest.fail(f"chatmock: {reason}", pytrace=False)
    yield server
    server.stop()


def _idle_seconds(config: dict[str, Any]) -> int | None:
    return _IDLE_SECONDS if config["url"] else None


@pytest.fixture
def chatmock(
    request: pytest.FixtureRequest, chatmock_server: ChatmockServer, chatmock_config: dict[str, Any]
) -> Iterator[Chatmock]:
    """An application of the test's own on the server: empty, or with the seed its settings name."""
    from chatmock.core.seeds import SeedError
    from chatmock.testing import ChatmockError

    options = _options(request.node, chatmock_config)
    chosen = {name: value for name, value in options.items() if name in _OPTIONS or name in BUILT_IN}
    idle_seconds = _idle_seconds(chatmock_config)
    try:
        application = chatmock_server.new(
            seed=options["seed"], clock=options.get("clock"), replace=True, idle_seconds=idle_seconds, **chosen
        )
    except (ChatmockError, SeedError) as reason:
        pytest.fail(f"chatmock: {reason}", pytrace=False)
    if options["strict"]:
        request.node.stash[_broken] = chatmock_server, len(chatmock_server.broken())
    request.node.stash[_application] = application
    request.node.stash.setdefault(_used, []).append(application)
    yield application
    application.remove()


@pytest.fixture
def chatmock_factory(
    request: pytest.FixtureRequest, chatmock_server: ChatmockServer, chatmock_config: dict[str, Any]
) -> Iterator[Callable[..., Chatmock]]:
    """Makes further applications, as in ``chatmock_factory(seed="lunch")``; they end with the test."""
    made: list[Chatmock] = []

    def make(app_id: Any = None, **options: Any) -> Chatmock:
        made.append(chatmock_server.new(app_id, **{"idle_seconds": _idle_seconds(chatmock_config), **options}))
        request.node.stash.setdefault(_used, []).append(made[-1])
        return made[-1]

    yield make
    for application in made:
        application.remove()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    result = yield  # a test that failed by itself raises here and stays as it is
    if _broken in item.stash:
        server, before = item.stash[_broken]
        if broken := server.broken()[before:]:
            pytest.fail("chatmock: the contract was broken\n  " + "\n  ".join(broken), pytrace=False)
    for application in item.stash.get(_used, ()):
        _check_faults(application)
    return result


def _check_faults(application: Chatmock) -> None:
    """Fail a test whose faults struck nowhere."""
    from chatmock.testing import ChatmockError

    try:
        reason = application.faults.struck_nowhere()
    except ChatmockError:  # the test has removed the application, or stopped the server
        return
    if reason:
        pytest.fail(f"chatmock: {reason}", pytrace=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    mode = item.config.getoption("--chatmock-journal")
    application = item.stash.get(_application, None)
    if application is not None and report.when == "call" and (mode == "all" or (mode == "failed" and report.failed)):
        report.sections.append(("chatmock journal", _text(application)))
    return report


def _text(application: Chatmock) -> str:
    from chatmock.core.printable import printable

    try:
        entries = list(application.journal)
    except Exception as reason:  # the server may be gone, and a report has to say more than that
        return f"(the journal cannot be read: {reason})"
    lines = [
        printable(
            f"#{e['number']} {e['kind']} {e.get('operation', '')} {e.get('method', '')} {e.get('path', '')} -> "
            f"{e.get('status', '')} {e.get('code', '')} {e.get('hint', '')}".rstrip()
        )
        for e in entries
    ]
    return "\n".join(lines) or "(nothing happened)"
