"""What people type: ports, addresses of servers, variables of the environment. Each is read, or refused in a sentence.

Nothing heavy is imported here: the command line and the pytest plugin read this at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from urllib.parse import urlsplit

MAX_PORT = 65_535
PREFIX = "CHATMOCK_"
OWN_OPTIONS = (
    *("host", "port", "port_file", "seed", "set", "strict", "state", "watch", "quiet", "url", "timeout", "to"),
    *("listen", "allow_host", "allow_origin", "tls_port", "tls_ca", "tls_cert", "tls_key", "intercept"),
    *("destructive", "junit", "select"),
    *("har", "out", "patience", "sockets", "upstream", "values"),
)
"""Options of the command line, beside those of applications, that variables give, too."""
OTHERS = (
    *("CHATMOCK_COMMAND", "CHATMOCK_HTTPS_URL", "CHATMOCK_TEST_URL"),
    *("CHATMOCK_PROXY", "CHATMOCK_INTERCEPTED", "CHATMOCK_CHROMIUM_FLAGS"),
)
"""Variables that are no option: what the JavaScript client reads, what ``exec`` sets, and what the pytest plugin reads."""
OF_THE_CHECKOUT = ("CHATMOCK_ARTEFACTS", "CHATMOCK_CHROMIUM", "CHATMOCK_CLIENTS", "CHATMOCK_LONG")
_LIKE = 0.85
"""From here on a name is a slip of the pen, and no other program's name."""


def port_number(text: object) -> int:
    """A port; raises ValueError with a sentence for people."""
    if isinstance(text, int) and not isinstance(text, bool):
        number = text
    else:
        number = int(str(text)) if str(text).isascii() and str(text).isdecimal() and len(str(text)) < 9 else -1
    if not 0 <= number <= MAX_PORT:
        raise ValueError(
            f"{str(text)[:100]!r} is no port: that is a number up to {MAX_PORT}, and 0 takes one that is free"
        )
    return number


def server_url(text: str) -> str:
    """The address of a server, without a slash at its end; raises ValueError with a sentence for people."""
    url = text.strip().rstrip("/")
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    try:
        port = parts.port
    except ValueError:
        raise ValueError(f"{text[:100]!r} has no port: that is a number up to {MAX_PORT}") from None
    if parts.scheme in ("http", "https") and parts.hostname and (port is None or port > 0):
        return url
    meant = f"; did you mean http://{url}?" if url and "://" not in url and " " not in url else ""
    raise ValueError(f"{text[:100]!r} is no address of a server; write it as http://127.0.0.1:8008{meant}")


def unknown_variables(environment: Mapping[str, str], options: Iterable[str]) -> Iterator[tuple[str, str | None]]:
    """Variables that look like chatmock's and are none, each with the one that was probably meant.

    ``options`` are those of applications that variables give.
    """
    known = {*OTHERS, *(f"{PREFIX}{name.upper()}" for name in (*OWN_OPTIONS, *options))}
    for name in sorted(environment):
        if name.startswith(PREFIX) and name not in known and name not in OF_THE_CHECKOUT:
            near = get_close_matches(name, known, 1, _LIKE)
            yield name, near[0] if near else None
