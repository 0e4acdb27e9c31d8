"""What ``exec --intercept`` adds to a command: a proxy for the platforms' hosts, and variables by which programs use it."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from chatmock.commands.trust import STORE_PASSWORD, java_store, trust
from chatmock.core.hub import Hub
from chatmock.core.journal import Entry
from chatmock.core.printable import printable
from chatmock.server.authority import fingerprint
from chatmock.server.proxy import Proxy
from chatmock.server.thread import ServerThread
from chatmock.server.tls import Tls

_DIRECT = ("localhost", "127.0.0.1", "::1")
"""Hosts that are this machine."""
_ADVICE = (
    "chatmock exec: the command opened nothing to {hosts}. A program that heeds neither HTTPS_PROXY nor NODE_OPTIONS nor "
    "JAVA_TOOL_OPTIONS has to be given the proxy in its own way; docs/fixed-hosts.md says how"
)
_PRELOAD = Path(__file__).with_name("intercept.cjs")


def say(sentence: str) -> None:
    print(f"chatmock exec: {sentence}", file=sys.stderr, flush=True)


def tls_in(folder: Path, tls: Tls | None) -> Tls:
    """By what the hosts are shown: a CA of this one run, unless another one is chosen. Raises ValueError."""
    if tls is None:
        return Tls(ca=folder / "ca")
    if tls.certificate is not None:
        raise ValueError(
            "--intercept needs certificates for the platforms' hosts and makes them itself; leave --tls-cert and --tls-key out"
        )
    return tls


@contextmanager
def intercepting(server: ServerThread, tls: Tls, folder: Path) -> Iterator[dict[str, str]]:
    """A proxy beside a running server; gives the variables of a command whose programs are to use it."""
    hub, refusals = server.hub, Refusals(server.hub)
    hosts = [host for card in hub.cards.values() for host in card.hosts]
    secure = int(hub.secure_url.rpartition(":")[2])
    proxy = Proxy(refusals.is_host, refusals.refuse, plain=server.server.port, secure=secure)
    server.complete(proxy.start())
    try:
        assert tls.ca_path is not None
        trusted = trust(tls.ca_path, folder, os.environ)
        yield {
            **trusted,
            **_variables(proxy, hosts, Path(trusted["SSL_CERT_FILE"]), os.environ),
            **_chromium(proxy, secure),
        }
    finally:
        server.complete(proxy.stop())
        if not proxy.passed:
            print(_ADVICE.format(hosts=_listed(hosts)), file=sys.stderr)


class Refusals:
    """Says of hosts whether they are a platform's, and notes each request for another one."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._said: set[str] = set()

    def is_host(self, host: str) -> bool:
        return any(card.is_host(host) for card in self._hub.cards.values())

    def refuse(self, method: str, host: str) -> str:
        """The sentence for a request to somebody else; it stands in the journal of the first default application."""
        name = printable(host)
        sentence = (
            f"--intercept stands in for the chat platforms alone, and {name} is none of their hosts; "
            f"name it in NO_PROXY if the command may call it"
        )
        hub = self._hub
        application = hub.member(hub.default, next(iter(hub.cards)))
        journal = application.journal
        at, number = application.clock.now(), next(journal.numbers)
        journal.add(Entry("request", at, number, method=method, path=host, status=403, hint=sentence))
        if name not in self._said and len(self._said) < 100:
            self._said.add(name)
            say(sentence)
        return f"chatmock: {sentence}."


def _variables(proxy: Proxy, hosts: list[str], bundle: Path, environment: Mapping[str, str]) -> dict[str, str]:
    """Have programs that heed these variables take the proxy. Node and Java need more than its address."""
    address = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), proxy.url)
    direct = _direct(environment, hosts)
    java = {
        **{f"{scheme}.proxyHost": "127.0.0.1" for scheme in ("http", "https")},
        **{f"{scheme}.proxyPort": str(proxy.port) for scheme in ("http", "https")},
        "http.nonProxyHosts": "|".join(
            [*(f"*{name}" if name[0] == "." else name for name in direct), "127.*", "[::1]"]
        ),
        "javax.net.ssl.trustStore": str(java_store(bundle)),
        "javax.net.ssl.trustStoreType": "JKS",
        "javax.net.ssl.trustStorePassword": STORE_PASSWORD,
    }
    told = " ".join(shlex.quote(f"-D{name}={value}") for name, value in java.items())
    return {
        **address,
        **{name.lower(): value for name, value in address.items()},
        **dict.fromkeys(("NO_PROXY", "no_proxy"), ",".join(direct)),
        "NODE_OPTIONS": f'{environment.get("NODE_OPTIONS", "")} --require "{_PRELOAD.as_posix()}"'.lstrip(),
        "JAVA_TOOL_OPTIONS": f"{environment.get('JAVA_TOOL_OPTIONS', '')} {told}".lstrip(),
        "CHATMOCK_PROXY": proxy.url,
        "CHATMOCK_INTERCEPTED": ",".join(hosts),
    }


def _direct(environment: Mapping[str, str], hosts: list[str]) -> list[str]:
    """Whom programs call without the proxy: this machine, and whomever they called so before, but for the platforms."""
    said = environment.get("NO_PROXY") or environment.get("no_proxy") or ""
    names = [name for text in said.split(",") if (name := text.strip().lower())]
    return list(dict.fromkeys([*_DIRECT, *(name for name in names if not _covers(name, hosts))]))


def _covers(name: str, hosts: list[str]) -> bool:
    bare = name.lstrip("*.")
    return any(host == bare or host.endswith(f".{bare}") for host in hosts) or not bare


def _chromium(proxy: Proxy, secure: int) -> dict[str, str]:
    """What Chromium is started with: it takes neither a proxy nor a CA from variables."""
    trusted = f"--ignore-certificate-errors-spki-list={fingerprint(secure)}"
    return {"CHATMOCK_CHROMIUM_FLAGS": f"--proxy-server={proxy.url} {trusted}"}


def _listed(hosts: list[str]) -> str:
    return ", ".join(hosts)
