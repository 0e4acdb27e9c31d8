"""How a server shows itself by https and wss: with files that are there, or with a certificate of chatmock's own CA."""

from __future__ import annotations

import ipaddress
import os
import ssl
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from chatmock.server.authority import Authority, CannotSecure

_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Tls:
    """The port beside plain http, 0 for one that is free, and whose certificate is shown there."""

    port: int = 0
    ca: Path | None = None
    """The folder of the CA; the user's data folder where none is named."""
    certificate: Path | None = None
    key: Path | None = None
    """Ready files, in place of a CA."""

    @property
    def ca_path(self) -> Path | None:
        """The certificate that clients have to trust; None with ready files."""
        return Authority(self.ca).path if self.certificate is None else None

    def context(self, host: str, hosts: Iterable[str]) -> tuple[ssl.SSLContext, bytes]:
        """What to serve with, for loopback names, the address listened on and further hosts; and the CA's certificate.

        Raises CannotSecure.
        """
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.set_alpn_protocols(["http/1.1"])
        if self.certificate is not None and self.key is not None:
            _load_files(context, self.certificate, self.key)
            return context, b""
        chain, ca = Authority(self.ca).issue(list(dict.fromkeys([*_LOOPBACK, *_names(host), *hosts])))
        _load(context, chain)
        return context, ca


def _names(host: str) -> list[str]:
    """The address listened on as a name for a certificate; an address that means any is none."""
    with suppress(ValueError):
        return [] if ipaddress.ip_address(host).is_unspecified else [host]
    return [host] if host else []


def _load_files(context: ssl.SSLContext, certificate: Path, key: Path) -> None:
    for path in (certificate, key):
        try:
            path.read_bytes()
        except OSError as reason:
            raise CannotSecure(f"{path} cannot be read: {reason.strerror}; name another file") from None
    try:
        context.load_cert_chain(certificate, key, password=lambda: "")
    except (OSError, ValueError) as reason:
        raise CannotSecure(
            f"{certificate} and {key} are no certificate with its key, without a password: {reason}; name others"
        ) from None


def _load(context: ssl.SSLContext, chain: bytes) -> None:
    """Load a key with its certificate; the interface takes files only."""
    descriptor, name = tempfile.mkstemp(suffix=".pem")  # with mode 0600
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(chain)
        context.load_cert_chain(name)
    finally:
        Path(name).unlink()
