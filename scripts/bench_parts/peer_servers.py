"""Other mock servers, each set up to give the answers that chatmock gives, as its documentation says to do that."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from chatmock.openapi import document
from chatmock.providers import DEFAULT
from chatmock.serving import new_hub
from scripts.bench_parts import jobs
from scripts.bench_parts.load import Job
from scripts.bench_parts.peers import HTTPSERVER, JSON_SERVER, MOCKOON, PRISM, Peer
from scripts.bench_parts.servers import Process

Answers = Mapping[str, tuple[Job, Any]]
"""By name: how chatmock is asked, and what it answers."""


class Listening(Process):
    """A server that is told its port; it is ready once somebody accepts there."""

    def __init__(self, command: list[str], port: int, core: int | None) -> None:
        self._port = port
        super().__init__(command, Path(), core)
        self.url = f"http://127.0.0.1:{port}"

    def listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self._port)) == 0


@dataclass(frozen=True, slots=True)
class Setup:
    """The command that starts a server, and its requests by their names."""

    command: list[str]
    asked: dict[str, Job]


def start(peer: Peer, program: str, folder: Path, core: int | None, answers: Answers) -> tuple[Process, dict[str, Job]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    setup = _SETUPS[peer](program, folder, port, answers)
    return Listening(setup.command, port, core), setup.asked


def _path(job: Job) -> str:
    return urlsplit(job.path).path


def _prism(program: str, folder: Path, port: int, answers: Answers) -> Setup:
    """chatmock's own document, with chatmock's answers as examples: its lists would have one row otherwise."""
    described = document(new_hub().provider(DEFAULT))
    for job, answer in answers.values():
        known = next(path for path in described["paths"] if _matches(path, _path(job)))
        content = described["paths"][known][job.method.lower()]["responses"]["200"]["content"]
        content["application/json"]["example"] = answer
    file = _written(folder / "openapi.json", described)
    command = [program, "mock", "--verboseLevel", "error", "--host", "127.0.0.1", "--port", str(port), file]
    return Setup(command, {name: job for name, (job, _) in answers.items()})


def _matches(pattern: str, path: str) -> bool:
    """Whether a path of an OpenAPI document stands for an address."""
    parts, given = pattern.split("/"), path.split("/")
    return len(parts) == len(given) and all(
        part == one or part.startswith("{") for part, one in zip(parts, given, strict=True)
    )


def _json_server(program: str, folder: Path, port: int, answers: Answers) -> Setup:
    """A file with users and messages, addressed as this server wants it; it keeps what is sent in the file."""
    (view, user), (listing, page), (send, _) = (answers[name] for name in (jobs.VIEW_USER, jobs.LIST, jobs.SEND))
    rows = [{"id": number, **row} for number, row in enumerate(page["messages"], 1)]
    file = _written(folder / "db.json", {"users": [{"id": user["user_id"], **user}], "messages": rows, "sent": []})
    asked = {
        jobs.VIEW_USER: replace(view, path=f"/users/{user['user_id']}"),
        jobs.LIST: replace(listing, path="/messages"),
        jobs.SEND: replace(send, path="/sent", status=201),
    }
    return Setup([program, "--quiet", "--no-gzip", "--host", "127.0.0.1", "--port", str(port), file], asked)


def _mockoon(program: str, folder: Path, port: int, answers: Answers) -> Setup:
    """Two fixed answers; what is sent is kept by a CRUD route."""
    (view, user), (listing, page), (send, _) = (answers[name] for name in (jobs.VIEW_USER, jobs.LIST, jobs.SEND))
    kept = {"bodyType": "DATABUCKET", "databucketID": "kept"}
    routes = [
        _route("http", "get", "v3/users/:user_id", {"body": json.dumps(user)}),
        _route("http", "get", _path(listing)[1:], {"body": json.dumps(page)}),
        _route("crud", "", _path(send)[1:], kept),
    ]
    environment = {
        "uuid": "environment",
        "lastMigration": 33,
        "name": "bench",
        "port": port,
        "routes": routes,
        "rootChildren": [{"type": "route", "uuid": route["uuid"]} for route in routes],
        "data": [{"uuid": "bucket", "id": "kept", "name": "kept", "documentation": "", "value": "[]"}],
    }
    file = _written(folder / "mockoon.json", environment)
    command = [program, "start", "--repair", "--disable-log-to-file", "--disable-admin-api", "--data", file]
    asked = {jobs.VIEW_USER: view, jobs.LIST: listing, jobs.SEND: replace(send, status=201)}
    return Setup([*command, "--port", str(port)], asked)


def _route(kind: str, method: str, endpoint: str, response: dict[str, str]) -> dict[str, Any]:
    headers = [{"key": "Content-Type", "value": "application/json"}]
    common = {"uuid": f"{endpoint}:response", "statusCode": 200, "headers": headers, "default": True, "crudKey": "id"}
    return {
        "uuid": endpoint,
        "type": kind,
        "method": method,
        "endpoint": endpoint,
        "responses": [common | {"bodyType": "INLINE", "disableTemplating": True} | response],
    }


def _httpserver(program: str, folder: Path, port: int, answers: Answers) -> Setup:
    file = _written(folder / "httpserver.json", [[job.method, _path(job), answer] for job, answer in answers.values()])
    script = Path(__file__).with_name("peer_httpserver.py")
    return Setup([program, str(script), file, str(port)], {name: job for name, (job, _) in answers.items()})


def _written(file: Path, value: Any) -> str:
    file.write_text(json.dumps(value))
    return str(file)


_SETUPS: dict[Peer, Callable[[str, Path, int, Answers], Setup]] = {
    PRISM: _prism,
    JSON_SERVER: _json_server,
    MOCKOON: _mockoon,
    HTTPSERVER: _httpserver,
}
