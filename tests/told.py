"""What the tests saw of each method of a vendor's server SDKs: ``scripts/docs`` makes a page of it.

A test notes it in its ``user_properties``: ``("sdk method", [sdk, method, operation, what was seen])``.
"""

import json
from typing import Any

import pytest

from chatmock.sdk_methods import SEEN, Seen

METHOD = "sdk method"


class Telling:
    """Notes what was seen. After a whole run: is it what the page claims?"""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.seen: Seen = {}
        self.whole = True
        """Whether all tests ran that note something."""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if "/server_sdks/" in report.nodeid and not report.passed:
            self.whole = False
        for kind, said in report.user_properties:
            if kind == METHOD and report.when == "call":
                note: tuple[str, str, str, dict[str, Any]] = said  # type: ignore[assignment]
                self.seen.setdefault(note[0], {})[note[1]] = {"operation": note[2], **note[3]}

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        option = self.config.option
        if hasattr(self.config, "workerinput") or session.exitstatus or option.keyword or option.markexpr:
            return
        if not self.seen or not self.whole:
            return
        if option.write_witnessed:
            SEEN.write_text(json.dumps(self.seen, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        elif self.config.args_source is self.config.ArgsSource.TESTPATHS and self.seen != json.loads(
            SEEN.read_text(encoding="utf-8")
        ):
            print(f"\n{SEEN.name} says something else of the methods of the SDKs (scripts/docs --witness)")
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
