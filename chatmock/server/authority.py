"""chatmock's own CA, kept in a folder: made once, used again by every later server, remade before it expires."""

from __future__ import annotations

import os
import ssl
import sys
import tempfile
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

from chatmock.core.clock import machine_time

_NAME = "chatmock"
_SPARE = 30 * 24 * 3600
"""Seconds before its expiry from which on a CA is made anew."""
_LIFE = timedelta(days=397)
"""How long the certificate of one server is good; clients on Apple's systems take none of more than 825 days."""


class CannotSecure(Exception):
    """There can be no https; the sentence says why and what to do."""


def data_folder() -> Path:
    """Where a user's programs keep their data, on this system."""
    if chosen := os.environ.get("XDG_DATA_HOME"):
        return Path(chosen) / "chatmock"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "chatmock"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "chatmock"
    return Path.home() / ".local" / "share" / "chatmock"


class Authority:
    """The CA of a folder: ``ca.pem`` is for clients to trust, ``ca.key`` for nobody but its owner."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = (folder or data_folder()).absolute()
        self.path = self.folder / "ca.pem"
        self._key = self.folder / "ca.key"

    def __repr__(self) -> str:
        return f"<Authority {self.folder}>"

    def issue(self, names: list[str]) -> tuple[bytes, bytes]:
        """A certificate for these hosts, with its key before it, and the certificate of the CA; in PEM.

        Raises CannotSecure.
        """
        trustme = _trustme()
        try:
            certificate, key = self._kept(trustme)
        except OSError as reason:
            raise CannotSecure(
                f"cannot keep a CA in {self.folder}: {reason.strerror}; --tls-ca names another folder"
            ) from None
        now = datetime.fromtimestamp(machine_time(), UTC).replace(tzinfo=None)
        try:
            leaf = trustme.CA.from_pem(certificate, key).issue_cert(
                *names,
                common_name=names[0],
                organization_name=_NAME,
                not_before=now - timedelta(days=1),
                not_after=now + _LIFE,
            )
        except ValueError as reason:
            raise CannotSecure(f"no certificate can be made for {', '.join(names)}: {reason}") from None
        return leaf.private_key_and_cert_chain_pem.bytes(), certificate

    def _kept(self, trustme: Any) -> tuple[bytes, bytes]:
        """Certificate and key of the CA. Servers that start together make it once."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _locked(self.folder / "ca.lock"):
            if not (self.path.exists() or self._key.exists()) or self._has_run_out():
                made = trustme.CA(organization_name=_NAME, organization_unit_name=f"{_NAME} CA of {self.folder}"[:64])
                _write(self._key, made.private_key_pem.bytes())
                _write(self.path, made.cert_pem.bytes())
            return self.path.read_bytes(), self._key.read_bytes()

    def _has_run_out(self) -> bool:
        """Whether the CA of the folder, if it is chatmock's own, ends soon. Raises CannotSecure for what is no CA."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        try:
            context.load_cert_chain(self.path, self._key, password=_no_password)
            context.load_verify_locations(self.path)
            [described] = context.get_ca_certs()
            rest = ssl.cert_time_to_seconds(str(described["notAfter"])) - machine_time()
        except (OSError, ValueError) as reason:
            raise CannotSecure(
                f"{self.path} and {self._key.name} beside it are no CA with its key ({reason}); they are left as they "
                "are. Move both away to have new ones made, or name another folder: --tls-ca"
            ) from None
        own = (("organizationName", _NAME),) in described["subject"]
        if rest <= 0 and not own:
            raise CannotSecure(
                f"{self.path} has expired and is none of chatmock's own; put a new CA there, or name another folder: --tls-ca"
            )
        return own and rest < _SPARE


def fingerprint(port: int) -> str:
    """Of the key that a port of this machine shows by TLS: its SHA-256 in base64, as Chromium takes it."""
    shown = ssl.get_server_certificate(("127.0.0.1", port)).encode()
    serialization = import_module("cryptography.hazmat.primitives.serialization")
    key = import_module("cryptography.x509").load_pem_x509_certificate(shown).public_key()
    told = key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return b64encode(sha256(told).digest()).decode()


def _trustme() -> Any:
    try:
        return import_module("trustme")
    except ImportError:
        raise CannotSecure("https needs a package that is not installed: pip install 'chatmock-server[tls]'") from None


def _no_password() -> str:
    """Nobody is asked for the password of a key while a server starts."""
    raise ValueError("the key has a password")


def _write(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read; it appears whole."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # with mode 0600
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Be the only process, and the only thread, that has locked this file; a process that dies lets go of it."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if sys.platform == "win32":
            msvcrt = import_module("msvcrt")
            msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
        else:
            fcntl = import_module("fcntl")
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)  # which unlocks it
