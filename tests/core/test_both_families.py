"""A server that listens on all addresses of IPv6 is there for IPv4 as well."""

import socket

import pytest

from chatmock.server.listening import CannotListen, location, plain_address, reached_at
from chatmock.server.tls import Tls
from tests.core.lines import Client
from tests.core.place import tell
from tests.core.test_listening import serving
from tests.test_cli import ask


def has_ipv6():
    """Whether this machine has IPv6 on its loopback, and sockets for both."""
    if not socket.has_dualstack_ipv6():
        return False
    with socket.socket(socket.AF_INET6) as one:
        try:
            one.bind(("::1", 0))
        except OSError:
            return False
    return True


needs_ipv6 = pytest.mark.skipif(not has_ipv6(), reason="there is no IPv6 here")
EVERYWHERE = ["::", "0:0:0:0:0:0:0:0"]


@needs_ipv6
@pytest.mark.parametrize("host", EVERYWHERE)
def test_clients_of_both_families_are_served(host, tmp_path):
    async def story(place):
        port, secure = place.server.port, place.hub.secure_url.rpartition(":")[2]
        told = []
        for here in ("127.0.0.1", "::1"):
            for url in (f"http://{location(here, port)}", f"https://{location(here, secure)}"):
                async with place.session.get(f"{url}/_chatmock/health", ssl=False) as answer:
                    told.append(answer.status)
            line = await Client.connect(f"{here}:{place.address.rpartition(':')[2]}")
            told.append(await line.hears())
            line.writer.transport.abort()
        return told, place.server.url, place.hub.secure_url, place.address

    told, *addresses = tell(story, host=host, tls=Tls(0, ca=tmp_path))
    assert told == [200, 200, "hello"] * 2
    assert all("127.0.0.1:" in address for address in addresses)


@needs_ipv6
def test_serve_names_an_address_that_clients_can_use():
    with serving("--host", "::") as said:
        url = said["chatmock"]
        assert url.startswith("http://127.0.0.1:")
        assert ask(url, "/_chatmock/health") == ask(url.replace("127.0.0.1", "[::1]"), "/_chatmock/health")


@needs_ipv6
def test_a_port_that_ipv4_has_taken_is_refused():
    async def story(place):
        return None

    with socket.create_server(("0.0.0.0", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(CannotListen, match=f"port {port} on :: is taken"):
            tell(story, host="::", port=port)


def test_other_hosts_are_what_they_were():
    assert [reached_at(host) for host in ("", "0.0.0.0", "127.0.0.1", "::1", "localhost")] == [
        "127.0.0.1",
        "127.0.0.1",
        "127.0.0.1",
        "::1",
        "localhost",
    ]


@pytest.mark.parametrize(
    ("address", "plain"),
    [("::ffff:10.0.0.7", "10.0.0.7"), ("10.0.0.7", "10.0.0.7"), ("::1", "::1"), ("::ffff:1", "::ffff:1"), ("", "")],
)
def test_a_client_by_ipv4_has_an_address_of_ipv4(address, plain):
    assert plain_address(address) == plain
