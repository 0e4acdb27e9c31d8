"""Files and variables by which the programs of a command trust one more CA: theirs alone, and only as long as it runs."""

from __future__ import annotations

import base64
import hashlib
import ssl
import struct
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

_REPLACING = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "GIT_SSL_CAINFO")
"""Variables whose file stands in place of the system's: of OpenSSL (Python, Ruby, curl, Go), of requests, of curl, of git."""
_ADDING = "NODE_EXTRA_CA_CERTS"
"""The variable of Node, whose file is added to what Node trusts."""
_SYSTEM = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)
"""Where systems keep all they trust in one file: Debian, Red Hat, SUSE, Alpine and macOS."""
_BEGIN, _END = "-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----"
STORE_PASSWORD = "chatmock"
"""Of the store for Java; it is no secret, for there is none in it."""
_STORE, _STORE_VERSION, _TRUSTED = 0xFEEDFEED, 2, 2
_SALT = b"Mighty Aphrodite"


def trust(ca: Path, folder: Path, environment: Mapping[str, str]) -> dict[str, str]:
    """Write what trusts a CA, beside all that is trusted without it, into a folder; gives the variables that name it."""
    own = ca.read_text(encoding="ascii")
    roots = dict.fromkeys(_roots(environment))
    roots[own.strip()] = None
    bundle, added = folder / "trusted.pem", folder / "added.pem"
    bundle.write_text("\n".join(roots) + "\n", encoding="ascii")
    added.write_text("\n".join([*_certificates(environment.get(_ADDING)), own]), encoding="ascii")
    return {**dict.fromkeys(_REPLACING, str(bundle)), _ADDING: str(added)}


def java_store(bundle: Path) -> Path:
    """Write the certificates of a bundle as a store that every Java reads (JKS), beside the bundle."""
    store = bundle.with_suffix(".jks")
    found = [ssl.PEM_cert_to_DER_cert(text) for text in _certificates(str(bundle))]
    content = struct.pack(">III", _STORE, _STORE_VERSION, len(found))
    for number, certificate in enumerate(found):
        alias, kind = f"{number}".encode(), b"X.509"
        content += struct.pack(
            f">IH{len(alias)}sQH{len(kind)}sI", _TRUSTED, len(alias), alias, 0, len(kind), kind, len(certificate)
        )
        content += certificate
    proof = hashlib.sha1(STORE_PASSWORD.encode("utf-16-be") + _SALT + content).digest()
    store.write_bytes(content + proof)
    return store


def _roots(environment: Mapping[str, str]) -> Iterator[str]:
    """The certificates that programs trust without us, in PEM: those of files that variables name, else the system's."""
    named = [environment[name] for name in _REPLACING if environment.get(name)]
    paths = ssl.get_default_verify_paths()
    for file in [*named, *([] if named else [paths.cafile, *_SYSTEM])]:
        yield from _certificates(file)
    if not named:
        with suppress(ssl.SSLError):
            yield from map(_armoured, ssl.create_default_context().get_ca_certs(binary_form=True))


def _certificates(file: str | None) -> Iterable[str]:
    """The certificates of a file, without the remarks between them; none of a file that is not there."""
    try:
        text = Path(file).read_text(encoding="utf-8", errors="replace") if file else ""
    except OSError:
        return
    for part in text.split(_BEGIN)[1:]:
        body = "".join(part.partition(_END)[0].split())
        with suppress(ValueError):
            yield _armoured(base64.b64decode(body, validate=True))


def _armoured(certificate: bytes) -> str:
    return ssl.DER_cert_to_PEM_cert(certificate).strip()
