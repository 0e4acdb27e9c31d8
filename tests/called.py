"""Whether the tests called every public function of an SDK: a test notes which there are, clients add to ``calls``.

A test does so in its ``user_properties``: ``("sdk has", name)``. Functions of different SDKs have different names. The
comparison is made where a whole folder ran: that of the test which notes what there is.
"""

from collections.abc import Generator
from pathlib import Path

import pytest

HAS, CALLED = "sdk has", "sdk called"
calls: set[str] = set()
"""Functions that were called since the last test ended."""


class Calling:
    """Notes functions, and compares them where all the tests ran that note them."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.has: dict[Path, set[str]] = {}
        """Which functions there are, by the folder of the test that notes them."""
        self.called: set[str] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> Generator[None]:
        try:
            return (yield)
        finally:
            item.user_properties += [(CALLED, name) for name in sorted(calls)]
            calls.clear()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "teardown":
            noted = [(kind, str(name)) for kind, name in report.user_properties if kind in (HAS, CALLED)]
            self.called |= {name for kind, name in noted if kind == CALLED}
            if has := {name for kind, name in noted if kind == HAS}:
                folder = (self.config.rootpath / report.location[0]).parent
                self.has.setdefault(folder, set()).update(has)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        option = self.config.option
        if hasattr(self.config, "workerinput") or session.exitstatus or option.keyword or option.markexpr:
            return
        given = [self.config.invocation_params.dir / argument.partition("::")[0] for argument in self.config.args]
        whole = [names for folder, names in self.has.items() if any(folder.is_relative_to(p.resolve()) for p in given)]
        if left := sorted(set().union(*whole) - self.called):
            print(f"\nno test calls these functions of an SDK: {', '.join(left)}")
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
