"""What the image would hold, in bare folders: made and started by the Dockerfile's own commands. Docker is not needed."""

import json
import os
import re
import subprocess
import sys
import venv
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


class Image:
    """The commands of a Dockerfile, and a folder in which they are carried out."""

    def __init__(self, text, folder):
        self.folder = folder
        joined = text.replace("\\\n", " ")
        self.lines = re.findall(r"^([A-Z]+) +(.*?) *$", joined, re.MULTILINE)
        self.environment = dict(re.findall(r"(\w+)=(\S+)", " ".join(self.all("ENV"))))
        self.home = folder / "python"

    def all(self, word):
        return [rest for name, rest in self.lines if name == word]

    @property
    def entrypoint(self):
        [name] = json.loads(self.all("ENTRYPOINT")[-1])
        return str(self.home / "bin" / name)

    @property
    def command(self):
        return json.loads(self.all("CMD")[-1])

    @property
    def health(self):
        return json.loads(self.all("HEALTHCHECK")[-1].partition("CMD ")[2])

    def run(self, command):
        """Carry out a command of the image in its folder, in place of its root."""
        path = f"{self.home / 'bin'}{os.pathsep}{os.environ['PATH']}"
        here = command.replace("/wheels", str(self.folder / "wheels"))
        subprocess.run(here, shell=True, check=True, cwd=self.folder / "source", env={**os.environ, "PATH": path})

    @contextmanager
    def serving(self, *arguments, folder, **variables):
        """A container: what the image starts, with other arguments and variables, at a port that is free; gives its address."""
        environment = {**os.environ, **self.environment, **variables, "CHATMOCK_PORT": "0"}
        command = [self.entrypoint, *(arguments or self.command)]
        with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            try:
                yield process.stdout.readline().split()[-1], process
            finally:
                process.terminate()


@pytest.fixture(scope="session")
def image(tmp_path_factory):
    """The image, made in a folder."""
    if sys.platform == "win32":
        pytest.skip("the image is of Linux")
    image = Image((ROOT / "Dockerfile").read_text(encoding="utf-8"), tmp_path_factory.mktemp("image"))
    source = image.folder / "source"
    source.mkdir()
    for names in image.all("COPY"):
        if not names.startswith("--from"):
            *from_, to = names.split()
            subprocess.run(["cp", "-r", *(ROOT / name for name in from_), source / to], check=True)
    venv.create(image.home, with_pip=True)
    wheel, install = image.all("RUN")
    image.run(wheel)
    for step in install.split("&&")[:2]:  # those after it are about users of the system
        image.run(step)
    return image
