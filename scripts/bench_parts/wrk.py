"""The load generator wrk, where it is installed: it needs a tenth of the time per request that load.py takes."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from functools import cache

import orjson

from scripts.bench_parts.load import CLIENTS, Burst, Job

SHORTEST = 1
"""Seconds: wrk knows no shorter burst."""

_SCRIPT = """
wrk.method = %s
wrk.body = %s
for name, value in string.gmatch(%s, "([^:]+): ([^\\n]+)\\n") do wrk.headers[name] = value end
function done(summary, latency, requests)
  local times = {}
  for percent = 1, 99 do times[percent] = string.format("%%d", latency:percentile(percent)) end
  io.write(string.format(
    '\\n{"answers": %%d, "microseconds": %%d, "lost": %%d, "percentiles": [%%s]}\\n',
    summary.requests, summary.duration,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout,
    table.concat(times, ", ")))
end
"""


@cache
def path() -> str | None:
    """Where wrk is, if it is there."""
    return shutil.which("wrk")


def burst(url: str, job: Job, seconds: float, clients: int = CLIENTS) -> Burst:
    """The same as load.burst, in whole seconds; the times are its percentiles, and there is no answer."""
    program = path()
    assert program is not None
    headers = [*job.headers, *([("Content-Type", "application/json")] if job.body else ())]
    texts = (job.method, job.body.decode(), "".join(f"{name}: {value}\n" for name, value in headers))
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(_SCRIPT % tuple(_quoted(text) for text in texts))
        script.flush()
        command = [program, "-t1", f"-c{clients}", f"-d{max(SHORTEST, round(seconds))}s", "-s", script.name]
        done = subprocess.run([*command, url + job.path], capture_output=True, text=True, check=True)
    found = orjson.loads(done.stdout.strip().rpartition("\n")[2])
    if found["lost"]:
        raise RuntimeError(f"{found['lost']} connections of {job.name} failed")
    times = [microseconds / 1e6 for microseconds in found["percentiles"]]
    return Burst(found["microseconds"] / 1e6, times, b"", found["answers"])


def _quoted(text: str) -> str:
    """A text as Lua writes one."""
    return '"' + "".join(f"\\{byte:03d}" for byte in text.encode()) + '"'


def version() -> str:
    program = path()
    if program is None:
        return "none"
    shown = subprocess.run([program, "-v"], capture_output=True, text=True, check=False)
    return " ".join((shown.stdout + shown.stderr).split()[1:2])
