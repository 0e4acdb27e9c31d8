"""pytest-httpserver with fixed answers, as a program: ``peer_httpserver.py FILE PORT``; run by the Python that has it."""

import json
import logging
import signal
import sys
from pathlib import Path

from pytest_httpserver import HTTPServer  # type: ignore[import-not-found]  # in an environment of its own

logging.getLogger("werkzeug").setLevel(logging.ERROR)  # no log of requests, as with the others
server = HTTPServer(host="127.0.0.1", port=int(sys.argv[2]))
for method, path, answer in json.loads(Path(sys.argv[1]).read_bytes()):
    server.expect_request(path, method=method).respond_with_json(answer)
server.start()
signal.pause()
