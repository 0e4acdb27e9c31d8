"""Which operations the tests call: read from the journals while they run; ``docs/coverage.md`` tells it."""

import gc
import importlib
import json
import os
from collections.abc import Callable, Generator
from typing import Any

import pytest

from chatmock.core.hub import Hub
from chatmock.coverage import WITNESSED, Witness, proof, witnessed
from tests.called import Calling
from tests.documented import Documenting
from tests.ran import MARKER, Running
from tests.told import Telling

DRAWN = {"laws"}
"""Kinds of tests that draw what they call: another run calls other operations."""
watches: list[Callable[[Hub], None]] = []
"""Called by tests with a hub that is no fixture's, so that it is looked at too."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--write-witnessed", action="store_true", help="write down which operations were called, and which clients ran"
    )


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Looking(config))
    config.pluginmanager.register(Running(config))
    config.pluginmanager.register(Calling(config))
    config.pluginmanager.register(Documenting())
    config.pluginmanager.register(Telling(config))
    config.addinivalue_line("markers", MARKER)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Take the tests themselves out of what is collected as garbage: there are so many that each look at them is a pause.

    Hypothesis comes before, for its plugins ask the collector who holds what they register.
    """
    importlib.import_module("hypothesis")
    gc.collect()
    gc.freeze()


class Looking:
    """Looks on at every hub a fixture gives. After a whole run: were the calls made that the documentation claims?"""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.witness = Witness(lambda: os.environ.get("PYTEST_CURRENT_TEST", ""))
        self.not_run: set[str] = set()
        watches.append(self.witness.watch)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self) -> Generator[None, Any, Any]:
        made = yield
        for holder in (made, getattr(made, "_thread", None)):
            hub = holder if isinstance(holder, Hub) else getattr(holder, "hub", None)
            if isinstance(hub, Hub):
                self.witness.watch(hub)
        return made

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if not report.passed:
            self.not_run.add(proof(report.nodeid))

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """A worker of pytest-xdist hands over what it saw."""
        for kind, names in getattr(node, "workeroutput", {}).get("witnessed", {}).items():
            self.witness.seen.setdefault(kind, set()).update(names)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if (output := getattr(self.config, "workeroutput", None)) is not None:
            output["witnessed"] = self.witness.told()
            return
        option = self.config.option
        everything = self.config.args_source is self.config.ArgsSource.TESTPATHS
        if session.exitstatus or not everything or option.keyword or option.markexpr:
            return
        if option.write_witnessed:
            told = self.witness.told()
            for kind, names in witnessed().items():
                if kind in (DRAWN if kind in told else self.not_run):  # seen before, and no less true for it
                    told[kind] = sorted({*told.get(kind, ()), *names})
            WITNESSED.write_text(json.dumps(told, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        elif WITNESSED.exists() and (claims := self._unproven()):
            print(f"\n{WITNESSED.name} claims calls that no test made (scripts/docs --witness): {claims}")
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def _unproven(self) -> list[str]:
        return self.witness.unproven(witnessed(), without=self.not_run | DRAWN)
