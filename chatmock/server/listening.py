"""Addresses that a server listens on, and what to say where it cannot."""

from __future__ import annotations

import errno
import socket
from asyncio import Server
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from ipaddress import IPv6Address

BACKLOG = 128
"""How many connections may wait to be taken in."""


class CannotListen(OSError):
    """An address cannot be listened on; its text is for people."""

    @classmethod
    @contextmanager
    def at(cls, host: str, port: int, free: str) -> Iterator[None]:
        """What is done here listens on an address; ``free`` is the option that takes a free port."""
        try:
            yield
        except (OSError, UnicodeError) as reason:  # the second: of what can be no host's name
            failure = cls(_refusal(host, port, free, reason))
            failure.errno = getattr(reason, "errno", None)
            raise failure from None


def _refusal(host: str, port: int, free: str, reason: OSError | UnicodeError) -> str:
    if isinstance(reason, UnicodeError | socket.gaierror) or reason.errno == errno.EADDRNOTAVAIL:
        return f"{host[:100]!r} is no address of this machine; name one, such as 127.0.0.1"
    if reason.errno == errno.EADDRINUSE:
        return f"port {port} on {host} is taken; choose another one, {free} takes one that is free"
    if reason.errno == errno.EACCES:
        return f"port {port} on {host} is not for everybody; choose one above 1023, {free} takes one that is free"
    return f"cannot listen on {location(host, port)}: {reason}; choose another address or port"


def location(host: str, port: int) -> str:
    """Host and port as they stand in an address."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def reached_at(host: str) -> str:
    """Where programs of this machine reach a server that listens on ``host``, which may be all addresses there are."""
    if _is_every_address(host):
        return "127.0.0.1" if socket.has_dualstack_ipv6() else "::1"
    return {"": "127.0.0.1", "0.0.0.0": "127.0.0.1"}.get(host, host)


def socket_for_both(host: str, port: int) -> socket.socket | None:
    """A socket that takes IPv4 in as well where ``host`` is IPv6's word for all addresses; None for another one.

    Also None where this machine has no such sockets. Raises OSError.
    """
    if not _is_every_address(host) or not socket.has_dualstack_ipv6():
        return None
    return socket.create_server((host, port), family=socket.AF_INET6, backlog=BACKLOG, dualstack_ipv6=True)


def plain_address(address: str) -> str:
    """The address of a client as IPv4 where it is so: a socket for both has it as IPv6, as ``::ffff:127.0.0.1``."""
    bare = address.removeprefix("::ffff:")
    return bare if "." in bare else address


def _is_every_address(host: str) -> bool:
    """Whether this is all addresses in the words of IPv6, however it is spelt: ``::``, ``0:0:0:0:0:0:0:0``."""
    try:
        return ":" in host and IPv6Address(host).is_unspecified
    except ValueError:
        return False


def socket_numbers(servers: Iterable[Server | None]) -> list[int]:
    """The file descriptors of servers that listen."""
    return [listener.fileno() for server in servers if server is not None for listener in server.sockets]
