"""What measures several processes is run as people run it, with next to nothing to do: its figures mean nothing here."""

import subprocess
import sys
from pathlib import Path

from tests.scaling import front as fronts


def test_every_row_is_measured():
    command = [sys.executable, "-m", "scripts.bench_processes", "--rounds", "1", "--seconds", "0.01", "--tests", "8"]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "| `pytest -n 2` |" in done.stdout
    assert ("list 100 messages: two processes, by nginx" in done.stdout) is (not fronts.missing())
