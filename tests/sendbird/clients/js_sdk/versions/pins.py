"""Which versions of the JavaScript SDKs are pinned, where each is installed, and what each does not have yet."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.lengths import LONG
from tests.sendbird.clients.js_sdk.client import INSTALLED

HERE = Path(__file__).parent
SCRIPTS = {"sendbird": "v3", "@sendbird/chat": "v4"}
"""The program that drives an SDK."""
NEVER = "never"
LATER = {"reaction": {"sendbird": "3.0.115"}, "text": {"@sendbird/chat": NEVER}}
"""The version that brought a step, by SDK."""


def order(version: str) -> tuple[int, ...]:
    """A version as what it is sorted by."""
    return tuple(map(int, version.split(".")))


@dataclass(frozen=True)
class Sdk:
    """A version of an SDK: the name it is installed under, and in which folder."""

    name: str
    version: str
    module: str
    folder: Path

    def __str__(self) -> str:
        return f"{self.name} {self.version}"

    @property
    def script(self) -> str:
        return SCRIPTS[self.name]

    def since(self, step: str) -> str | None:
        """The version that brought a step which this one lacks; None where it has the step."""
        since = LATER.get(step, {}).get(self.name)
        lacks = since is not None and (since == NEVER or order(self.version) < order(since))
        return since if lacks else None


def pinned(folder: Path, installed: Path) -> Iterator[Sdk]:
    """The SDKs that the package.json of a folder names, each by itself or by an alias: ``npm:sendbird@3.0.90``."""
    wanted: dict[str, str] = json.loads((folder / "package.json").read_text(encoding="utf-8"))["dependencies"]
    for module, said in wanted.items():
        name, _, version = said.removeprefix("npm:").rpartition("@")
        if (name or module) in SCRIPTS:
            yield Sdk(name or module, version, module, installed)


IN_CI = [*pinned(HERE.parent, INSTALLED)]
ALL = [*IN_CI, *pinned(HERE, INSTALLED / "versions")]
RUN = sorted(ALL if LONG else IN_CI, key=lambda sdk: (sdk.script, order(sdk.version)))
