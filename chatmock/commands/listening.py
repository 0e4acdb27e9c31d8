"""What ``serve`` and ``exec`` listen to beside plain http, as their options say it."""

from __future__ import annotations

import argparse
from pathlib import Path

from chatmock.core.doors import Doors, is_loopback
from chatmock.core.hub import Hub
from chatmock.core.listening import listeners, ports
from chatmock.server.http import Server
from chatmock.server.tls import Tls


def listen_of(options: argparse.Namespace, hub: Hub) -> dict[str, int]:
    """The ports of ``--listen`` by name; raises ValueError with a sentence for people."""
    chosen = ports(options.listen or ())
    listeners(hub.cards, chosen)
    return chosen


def tls_of(options: argparse.Namespace) -> Tls | None:
    """What the ``--tls-…`` options say, None without a port; raises ValueError with a sentence for people."""
    certificate, key = options.tls_cert, options.tls_key
    if bool(certificate) != bool(key):
        raise ValueError("--tls-cert and --tls-key belong together; name both, or none")
    if options.tls_port is None:
        if certificate or options.tls_ca:
            name = "--tls-cert and --tls-key are" if certificate else "--tls-ca is"
            raise ValueError(f"{name} for https; name its port, too: --tls-port")
        return None
    return Tls(
        options.tls_port,
        ca=Path(options.tls_ca) if options.tls_ca else None,
        certificate=Path(certificate) if certificate else None,
        key=Path(key) if key else None,
    )


def doors_of(options: argparse.Namespace) -> Doors:
    """Whom the control API lets in, by ``--allow-host`` and ``--allow-origin``; raises ValueError."""
    return Doors.of(options.allow_host or (), options.allow_origin or ())


def warning(server: Server) -> str:
    """What whoever serves beyond the loopback has to know; empty for a server that does not."""
    hub, host = server.hub, server.host
    if host == "localhost" or is_loopback(host):
        return ""
    hosts = sorted(hub.doors.hosts)
    control = (
        f"The control API answers this machine, and everybody who calls it {' or '.join(hosts)}."
        if hosts
        else "The control API answers this machine only; --allow-host NAME has it answer a name from anywhere."
    )
    return (
        f"chatmock serve: warning: with --host {host} everybody who reaches this machine reaches the server, whose "
        f"credentials are well known unless you chose some. {control}"
    )


def lines(hub: Hub, tls: Tls | None) -> list[str]:
    """For people: where a running server listens beside plain http."""
    told = [f"{name:20} {address}" for name, address in hub.addresses.items()]
    if hub.secure_url:
        told.append(f"{'https':20} {hub.secure_url}")
    if tls is not None and (path := tls.ca_path) is not None:
        told.append(f"{'Trust its CA':20} NODE_EXTRA_CA_CERTS={path} or SSL_CERT_FILE={path}")
    return told
