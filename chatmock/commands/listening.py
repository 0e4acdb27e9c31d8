"""What ``serve`` and ``exec`` listen to beside plain http, as their options say it."""

from __future__ import annotations

import argparse
from pathlib import Path

from chatmock.core.hub import Hub
from chatmock.core.listening import listeners, ports
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
        if certificate:
            raise ValueError("--tls-cert and --tls-key are for https; name its port, too: --tls-port")
        return None
    return Tls(
        options.tls_port,
        ca=Path(options.tls_ca) if options.tls_ca else None,
        certificate=Path(certificate) if certificate else None,
        key=Path(key) if key else None,
    )


def lines(hub: Hub, tls: Tls | None) -> list[str]:
    """For people: where a running server listens beside plain http."""
    told = [f"{name:20} {address}" for name, address in hub.addresses.items()]
    if hub.secure_url:
        told.append(f"{'https':20} {hub.secure_url}")
    if tls is not None and (path := tls.ca_path) is not None:
        told.append(f"{'Trust its CA':20} NODE_EXTRA_CA_CERTS={path} or SSL_CERT_FILE={path}")
    return told
