"""What it costs to begin with a seed file. Run as a process of its own, as a server is that begins with one."""

from __future__ import annotations

from pathlib import Path
from time import thread_time
from typing import Any

from chatmock.providers import DEFAULT
from chatmock.serving import read_seed
from scripts.bench_parts import servers
from scripts.bench_parts.options import Options
from scripts.bench_parts.rows import Row, at_most
from scripts.bench_parts.state import State

SEED = "seed of messages from YAML"
_PEOPLE = 10
_HEAD = """\
chatmock: 1
users:
{users}
group_channels:
  - channel_url: history
    members: [{members}]
    messages:
"""


def seeding(options: Options, state: State) -> list[Row]:
    """From the file to the tenant; each message stands there by itself."""
    with servers.folder() as folder:
        file = folder / "seed.yaml"
        _write(file, options.seeded)
        began = thread_time()
        tenant: Any = state.hub.make(DEFAULT, {"app_id": "seeded"}, None, state.hub.checked(read_seed(file)).documents)
        took = thread_time() - began
        values = {"s": round(took, 2), "messages": options.seeded, "KB": file.stat().st_size // 1000}
    (channel,) = tenant.group_channels.order
    assert len(channel.messages) == options.seeded
    return [Row(SEED, values, (at_most("s", 1.5, 0.7),))]


def _write(file: Path, count: int) -> None:
    people = [f"user-{number}" for number in range(_PEOPLE)]
    with file.open("w") as text:
        users = "\n".join(f"  - {{ user_id: {user}, nickname: {user.title()} }}" for user in people)
        text.write(_HEAD.format(users=users, members=", ".join(people)))
        for number in range(count):
            text.write(f"      - {{ from: {people[number % _PEOPLE]}, message: Message {number} of a long talk }}\n")
