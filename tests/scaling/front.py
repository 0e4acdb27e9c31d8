"""nginx in front of several chatmock processes, by the configuration that docs/scaling.md shows."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

TOP = Path(__file__).parents[2]
CONFIGURATION = TOP / "docs" / "nginx.conf"
PROCESSES = ("8101", "8102")
FRONTS = ("8080", "8081", "8082", "8083")
SECURE = "8443"
PATIENCE = 30.0
LOOK_EVERY = 0.02
OPENSSL = shutil.which("openssl")
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def missing() -> str:
    """Why there is no nginx here; empty where there is."""
    if sys.platform == "win32":
        return "nginx is run on POSIX systems only"
    return "" if NGINX else "nginx is not installed: scripts/debian-packages installs it on Debian"


class Front:
    """``processes`` are the chatmock processes by their address; ``urls`` has an address of the front for each of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.urls: dict[str, str] = {}
        self.certificate = folder / "chat.test.pem"
        self.secure_url = ""
        """The address for https; empty where nothing can make a certificate."""
        self.nginx: subprocess.Popen[bytes] | None = None

    def __repr__(self) -> str:
        return f"<Front of {', '.join(self.processes)}>"

    def serve(self, address: str) -> None:
        """Start the chatmock process of an address."""
        port = address.rpartition(":")[2]
        command = [sys.executable, "-m", "chatmock", "serve", "--port", port, "--quiet"]
        self.processes[address] = subprocess.Popen(command, cwd=TOP, stdout=subprocess.DEVNULL)
        until_it_answers(address, self.processes[address])

    def kill(self, address: str) -> None:
        process = self.processes.pop(address)
        process.kill()
        process.wait()

    def end(self) -> None:
        for address in list(self.processes):
            self.kill(address)

    def configure(self, ports: list[int]) -> None:
        """Write the documented configuration down, with free ports for its own."""
        text = CONFIGURATION.read_text(encoding="utf-8")
        addresses = [*self.processes, *(f"127.0.0.1:{port}" for port in ports)]
        for shown, taken in zip((*PROCESSES, *FRONTS, SECURE), addresses, strict=True):
            assert f" 127.0.0.1:{shown}" in text
            text = text.replace(f" 127.0.0.1:{shown}", f" {taken}")
        if self.certificate.exists():
            text = text.replace("# ssl_", "ssl_").replace(f"# listen {addresses[-1]}", f"listen {addresses[-1]}")
            self.secure_url = f"https://{addresses[-1]}"
        (self.folder / "nginx.conf").write_text(text, encoding="utf-8")

    def process_of(self, host: str) -> str:
        """The process that answers for a name."""
        return asked(next(iter(self.urls.values())), host)


@contextmanager
def running() -> Iterator[Front]:
    """Two processes and nginx, until the block ends. Nobody special runs nginx, also where we are root."""
    assert NGINX is not None
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="chatmock-nginx-")))
        nobody = "nobody" if os.geteuid() == 0 else None
        front = Front(folder)
        make_certificate(front.certificate)
        if nobody is not None:
            for path in (folder, *folder.iterdir()):
                shutil.chown(path, nobody)
        stack.callback(front.end)
        for port in free_ports(len(PROCESSES)):
            front.serve(f"127.0.0.1:{port}")
        command = [NGINX, "-p", str(folder), "-e", "stderr", "-c", str(folder / "nginx.conf"), "-g", "daemon off;"]
        while len(front.urls) < len(PROCESSES):  # all ports may be pinned to one process: others are tried
            with ExitStack() as attempt:
                ports = free_ports(len(FRONTS) + 1)
                front.configure(ports)
                front.nginx = subprocess.Popen(command, user=nobody)
                attempt.callback(quit_nginx, front.nginx)
                until_it_answers(f"127.0.0.1:{ports[0]}", front.nginx)
                urls = [f"http://127.0.0.1:{port}" for port in ports[:-1]]
                front.urls = {asked(url, "127.0.0.1"): url for url in urls}
                if len(front.urls) == len(PROCESSES):
                    stack.push(attempt.pop_all())
        yield front


def make_certificate(path: Path) -> None:
    """A certificate of our own and, beside it, its key."""
    if OPENSSL is not None:
        names = "subjectAltName=DNS:*.chat.test,IP:127.0.0.1"
        command = [OPENSSL, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=chat.test", "-addext", names]
        files = ["-out", str(path), "-keyout", str(path.with_suffix(".key"))]
        subprocess.run([*command, *files], check=True, capture_output=True)


def quit_nginx(nginx: subprocess.Popen[bytes]) -> None:
    """SIGTERM ends its workers, too, whatever sockets they have."""
    nginx.terminate()
    nginx.wait(PATIENCE)


def free_ports(count: int) -> list[int]:
    with ExitStack() as stack:
        holders = [stack.enter_context(socket.socket()) for _ in range(count)]
        for holder in holders:
            holder.bind(("127.0.0.1", 0))
        return [holder.getsockname()[1] for holder in holders]


def asked(url: str, host: str) -> str:
    """The process that answers what is asked at an address of the front under a name."""
    connection = HTTPConnection(url.rpartition("/")[2], timeout=PATIENCE)
    try:
        connection.request("GET", "/", headers={"Host": host})
        return connection.getresponse().headers["X-Chatmock-Process"]
    finally:
        connection.close()


def until_it_answers(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        connection = HTTPConnection(address, timeout=PATIENCE)
        try:
            connection.request("GET", "/_chatmock/health")
            assert connection.getresponse().status == 200
            return
        except (OSError, HTTPException):
            assert time.monotonic() < end, f"nobody answers at {address}"
        finally:
            connection.close()
        try:
            assert process.wait(LOOK_EVERY) is None, f"{process.args!r} ended"
        except subprocess.TimeoutExpired:
            continue
