"""What more than one process gives: two servers behind nginx beside one, and two workers of pytest-xdist beside one.

Run by scripts/bench-processes. Nothing is asserted; docs/scaling.md has a full run.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from importlib.metadata import version
from importlib.util import find_spec

from scripts.bench_parts import processes, workers, wrk
from tests.scaling import front as fronts


def say(what: str) -> None:
    print(f"bench-processes: {what}", file=sys.stderr)


def main() -> None:
    options = argparse.ArgumentParser(prog="scripts/bench-processes", description=__doc__.partition("\n")[0])
    options.add_argument("--rounds", type=int, default=5, help="bursts of each kind, and sessions (5)")
    options.add_argument("--seconds", type=float, default=1.0, help="of each burst (1)")
    options.add_argument("--tests", type=int, default=2000, help="of each session (2000)")
    given = options.parse_args()
    if reason := fronts.missing():
        say(f"{reason}; servers are not measured")
    else:
        with fronts.running() as front:
            print(*processes.table(front, given.rounds, given.seconds, say), "", sep="\n", flush=True)
    print(*workers.table(given.tests, given.rounds, (0, 1, 2), say), "", about(given), sep="\n")


def about(given: argparse.Namespace) -> str:
    """What it was measured with."""
    seen = {
        "Python": platform.python_version(),
        "loop": "uvloop" if find_spec("uvloop") else "asyncio",
        "pytest": version("pytest"),
        "pytest-xdist": version("pytest-xdist"),
        "nginx": _nginx(),
        "load": f"wrk {wrk.version()}" if wrk.path() else "scripts/bench_parts/load.py",
        "cores": f"{os.cpu_count()}, for servers, front, load and tests together",
        "rounds": f"{given.rounds}, in turn; medians",
    }
    return f"Measured with {', '.join(f'{name} {what}' for name, what in seen.items())}."


def _nginx() -> str:
    if fronts.missing():
        return "none"
    said = subprocess.run([str(fronts.NGINX), "-v"], capture_output=True, text=True, check=True).stderr
    return said.strip().rpartition("/")[2]


if __name__ == "__main__":
    main()
