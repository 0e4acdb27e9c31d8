"""Which versions of the vendors' clients ran, and which steps of each: ``scripts/docs`` makes the table of README of it.

A test of a step is marked ``step(NAME)`` and has a parameter ``sdk``, or is marked ``step(NAME, client=…)``: the client's name and version.
"""

import json

import pytest

from chatmock.clients import RAN, Ran

MARKER = "step(name, client): what a version of a client is seen to do"


class Running:
    """Notes the steps that passed. After a run of them: are all of a version's steps there that the table claims?"""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.ran: Ran = {}
        self.untold: set[str] = set()
        """Versions of which a test was left out or failed."""

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        if (step := item.get_closest_marker("step")) is not None:
            sdk = step.kwargs.get("client") or item.callspec.params["sdk"]  # type: ignore[attr-defined]
            item.user_properties += [("client", f"{sdk} {name}") for name in step.args]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        for kind, said in report.user_properties:
            if kind not in ("client", "client lacks"):
                continue
            name, version, step, *since = str(said).split(" ")
            if not report.passed:
                self.untold.add(f"{name} {version}")
            elif report.when == "call":
                found = self.ran.setdefault(name, {}).setdefault(version, {"ran": {}, "lacks": {}})
                found["lacks" if since else "ran"][step] = "".join(since)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        option = self.config.option
        if hasattr(self.config, "workerinput") or session.exitstatus or option.keyword or option.markexpr:
            return
        claimed: Ran = json.loads(RAN.read_text(encoding="utf-8")) if RAN.exists() else {}
        told = {
            (name, version): steps
            for name, versions in self.ran.items()
            for version, steps in versions.items()
            if f"{name} {version}" not in self.untold
        }
        if option.write_witnessed:
            for (name, version), steps in told.items():
                claimed.setdefault(name, {})[version] = steps
            RAN.write_text(json.dumps(claimed, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        elif self.config.args_source is self.config.ArgsSource.TESTPATHS and (
            wrong := [
                f"{name} {version}" for (name, version), steps in told.items() if _of(claimed, name, version) != steps
            ]
        ):
            print(f"\n{RAN.name} says something else of {', '.join(wrong)} (scripts/docs --witness)")
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _of(claimed: Ran, name: str, version: str) -> object:
    return claimed.get(name, {}).get(version)
