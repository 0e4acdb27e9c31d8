"""Other mock servers, as the registries have them at these versions, each in a folder of its own in a cache."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


class NotInstalled(Exception):
    """Says why."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A package of npm, which Node runs, or of PyPI."""

    title: str
    package: str
    version: str
    program: str = ""
    """What to run of an npm package; one of PyPI is for Python to import."""

    @property
    def name(self) -> str:
        return f"{self.title} {self.version}"

    def installed(self, say: Callable[[str], None]) -> str:
        """The program or the Python to run; installs the package if this cache does not have it. Raises NotInstalled."""
        folder = cache() / f"{self.title.lower()}-{self.version}"
        made = folder / "made"
        if not made.exists():
            say(f"installing {self.package} {self.version} into {folder}")
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            for command in self._commands(folder):
                _run(command)
            made.touch()
        return str(folder / ("node_modules/.bin" if self.program else "bin") / (self.program or "python"))

    def _commands(self, folder: Path) -> list[list[str]]:
        if self.program:
            quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
            return [["npm", "install", "--prefix", str(folder), *quiet, f"{self.package}@{self.version}"]]
        install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", f"{self.package}=={self.version}"]
        return [[sys.executable, "-m", "venv", str(folder)], [str(folder / "bin" / "python"), *install]]


PRISM = Peer("Prism", "@stoplight/prism-cli", "5.14.2", "prism")
JSON_SERVER = Peer("json-server", "json-server", "0.17.4", "json-server")
MOCKOON = Peer("Mockoon", "@mockoon/cli", "9.9.0", "mockoon-cli")
HTTPSERVER = Peer("pytest-httpserver", "pytest-httpserver", "1.2.0")
PEERS = (PRISM, JSON_SERVER, MOCKOON, HTTPSERVER)


def cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "chatmock" / "peers"


def node_version() -> str:
    program = shutil.which("node")
    if program is None:
        return "none"
    return (
        subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout.strip().lstrip("v")
    )


def _run(command: list[str]) -> None:
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False)
    except OSError as reason:
        raise NotInstalled(str(reason)) from None
    if done.returncode:
        raise NotInstalled(f"{' '.join(command)} ended with {done.returncode}")
