"""What a save takes of the thread that answers requests. Run as a process of its own, as a server is that saves."""

from __future__ import annotations

import asyncio
import json
from time import monotonic, thread_time

from chatmock.commands.saved import StateFile
from chatmock.commands.saving import Saving
from chatmock.core.dispatch import dispatch
from chatmock.core.exchange import Request
from chatmock.core.hub import Hub
from chatmock.core.seeds import of_values
from chatmock.providers import DEFAULT
from chatmock.serving import new_hub, serve_defaults
from scripts.bench_parts import crowd, servers
from scripts.bench_parts.options import Options
from scripts.bench_parts.rows import Row, at_most
from scripts.bench_parts.state import State

HELD_UP = "longest that a message waits for a save of a large state, in the server's processor time"


def saving(options: Options, state: State) -> list[Row]:
    """Messages one after the other while the state is saved again and again: the longest turn of the loop."""
    with servers.folder() as folder:
        file = StateFile(str(folder / "state.json"))
        file.open()
        file.load()
        hub = new_hub()
        serve_defaults(hub, {}, [of_values(crowd.talk(options.saved), default=DEFAULT)])
        turns = asyncio.run(_turns(hub, Saving(file, hub), options.saving))
        values = {"messages": options.saved, "CPU ms": round(max(turns) * 1000, 1), "turns": len(turns)}
        file.close()
    return [Row(HELD_UP, values, (at_most("CPU ms", 20),))]


async def _turns(hub: Hub, saver: Saving, seconds: float) -> list[float]:
    job = crowd.message()
    request = Request(job.method, job.path, "", dict(job.headers), job.body)
    assert json.loads(dispatch(hub, request).body)["message_id"]
    beside, ends, turns = asyncio.create_task(saver.run()), monotonic() + seconds, []
    while monotonic() < ends:
        before = thread_time()
        dispatch(hub, request)
        await asyncio.sleep(0)
        turns.append(thread_time() - before)
    beside.cancel()
    saver.finish()
    return turns
