"""https and wss beside plain http: real clients trust the CA, check the host, and get the same server."""

import asyncio
import json
import os
import shutil
import socket as sockets
import ssl
import stat
import subprocess
import sys
import threading
import urllib.request
from datetime import datetime, timedelta

import aiohttp
import pytest
import trustme

from chatmock.server.authority import Authority, CannotSecure, data_folder
from chatmock.server.tls import Tls
from chatmock.testing import ChatmockError, ChatmockServer
from tests.core.place import tell

posix = pytest.mark.skipif(sys.platform == "win32", reason="has no modes of files")


@pytest.fixture
def folder(tmp_path):
    """Where the CA is kept."""
    return tmp_path / "ca"


@pytest.fixture
def server(folder):
    """A running server with https."""
    server = ChatmockServer.start(tls=True, tls_ca=folder)
    yield server
    server.stop()


def trusting(server):
    return ssl.create_default_context(cadata=server.ca_certificate)


def get(url, context, **headers):
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers), context=context) as answer:
        return answer.headers, answer.read()


def test_a_client_that_trusts_the_ca_is_served_by_https(server):
    health = json.loads(get(f"{server.https_url}/_chatmock/health", trusting(server))[1])
    assert server.https_url == f"https://127.0.0.1:{health['tls_port']}" != server.url


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1"])
def test_the_certificate_is_good_for_loopback_names(server, name):
    url = server.https_url.replace("127.0.0.1", name)
    assert get(f"{url}/_chatmock/health", trusting(server))[0]["Server"] == "chatmock"


@pytest.mark.parametrize("name", ["::1", "api-chatmock.sendbird.com", "ws-chatmock.sendbird.com"])
def test_it_is_good_for_the_hosts_that_providers_name(server, name):
    async def ask():
        port = int(server.https_url.rpartition(":")[2])
        _, writer = await asyncio.open_connection("127.0.0.1", port, ssl=trusting(server), server_hostname=name)
        writer.close()
        await writer.wait_closed()

    asyncio.run(ask())


@pytest.mark.parametrize("name", ["sendbird.com", "a.b.sendbird.com", "example.com"])
def test_it_is_good_for_no_other_host(server, name):
    async def ask():
        port = int(server.https_url.rpartition(":")[2])
        await asyncio.open_connection("127.0.0.1", port, ssl=trusting(server), server_hostname=name)

    with pytest.raises(ssl.SSLCertVerificationError, match="Hostname mismatch"):
        asyncio.run(ask())


def test_a_client_that_does_not_trust_the_ca_goes_away(server):
    with pytest.raises(urllib.error.URLError, match="CERTIFICATE_VERIFY_FAILED"):
        get(f"{server.https_url}/_chatmock/health", ssl.create_default_context())
    assert json.loads(get(f"{server.url}/_chatmock/health", None)[1])["status"] == "ok"


def test_sockets_are_served_by_wss(server):
    async def greeting():
        async with aiohttp.ClientSession() as session:
            address = f"{server.https_url.replace('https', 'wss')}/?ai={chatmock.sendbird.app_id}&user_id=alice"
            socket = await session.ws_connect(address, ssl=trusting(server))
            command = (await socket.receive_str())[:4]
            with sockets.socket(fileno=os.dup(socket.get_extra_info("socket").fileno())) as raw:
                raw.shutdown(sockets.SHUT_RDWR)  # the goodbye of TLS takes longer than the loop runs
            await socket.receive()
            return command

    with server.application() as chatmock:
        assert asyncio.run(greeting()) == "LOGI"


def test_a_large_message_goes_through_wss_in_order(tmp_path):
    async def story(place):
        context = ssl.create_default_context(cadata=place.hub.ca_certificate.decode())
        async with place.session.ws_connect(f"{place.hub.secure_url}/lines", ssl=context) as socket:
            await socket.send_str("echo " + "x" * 900_000 + "\nmany 2000\n")
            return [await socket.receive_str() for _ in range(2001)]

    first, *rest = tell(story, tls=Tls(ca=tmp_path))
    assert len(first) == 900_001 and rest == [f"{number}\n" for number in range(2000)]


def test_addresses_given_out_by_https_are_https(server):
    with server.application() as chatmock:
        found = json.loads(get(f"{server.https_url}/_chatmock/env?app={chatmock.sendbird.app_id}", trusting(server))[1])
    assert (found["CHATMOCK_URL"], found["SENDBIRD_WS_HOST"][:6]) == (server.https_url, "wss://")


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node")
def test_nodes_fetch_is_served_once_it_trusts_the_ca(server, folder):
    program = f"fetch('{server.https_url}/_chatmock/health').then(a => a.json()).then(a => console.log(a.status))"
    environment = {**os.environ, "NODE_EXTRA_CA_CERTS": str(folder / "ca.pem")}
    ended = subprocess.run(["node", "-e", program], env=environment, capture_output=True, text=True, timeout=60)
    assert ended.stdout == "ok\n", ended.stderr


# --- the CA ---


def test_the_ca_is_given_out_and_never_its_key(server, folder):
    headers, content = get(f"{server.url}/_chatmock/ca.pem", None)
    assert headers["Content-Type"] == "application/x-pem-file"
    assert content == (folder / "ca.pem").read_bytes() and content.count(b"-----BEGIN") == 1
    assert b"PRIVATE" not in content


def test_there_is_no_ca_without_https():
    server = ChatmockServer.start()
    with pytest.raises(ChatmockError, match="it serves no https"):
        _ = server.ca_certificate
    assert server.https_url == ""
    server.stop()


@posix
def test_only_its_owner_may_read_it(server, folder):
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {
        "ca.pem": 0o600,
        "ca.key": 0o600,
        "ca.lock": 0o600,
    }


def test_a_later_server_uses_it_again(server):
    before = server.ca_certificate
    later = ChatmockServer.start(tls=True, tls_ca=server._thread.server.tls.ca)
    assert later.ca_certificate == before
    later.stop()


def test_servers_that_start_together_make_it_once(folder):
    made = []
    threads = [
        threading.Thread(target=lambda: made.append(Authority(folder).issue(["localhost"])[1])) for _ in "abcdef"
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 6 and len(set(made)) == 1


def test_it_is_kept_in_the_users_data_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert data_folder() == tmp_path / "chatmock" == Authority().folder


def expiring(folder, days, organization):
    """A CA that ends in so many days."""
    folder.mkdir()
    root = trustme.CA(organization_name=organization)
    ends = datetime.now() + timedelta(days=days)
    x509 = pytest.importorskip("cryptography.x509")
    hashes = pytest.importorskip("cryptography.hazmat.primitives.hashes")
    old = root._certificate
    builder = x509.CertificateBuilder(old.issuer, old.subject, old.public_key(), old.serial_number)
    builder = builder.not_valid_before(ends - timedelta(days=900)).not_valid_after(ends)
    for extension in old.extensions:
        builder = builder.add_extension(extension.value, extension.critical)
    signed = builder.sign(root._private_key, hashes.SHA256())
    pem = signed.public_bytes(pytest.importorskip("cryptography.hazmat.primitives.serialization").Encoding.PEM)
    (folder / "ca.pem").write_bytes(pem)
    (folder / "ca.key").write_bytes(root.private_key_pem.bytes())
    return pem


@pytest.mark.parametrize(("days", "again"), [(400, True), (20, False), (-1, False)])
def test_it_is_used_until_it_is_about_to_expire(folder, days, again):
    kept = expiring(folder, days, "chatmock")
    assert (Authority(folder).issue(["localhost"])[1] == kept) is again


def test_a_ca_of_somebody_else_is_used_and_never_replaced(folder):
    kept = expiring(folder, 20, "Acme")
    assert Authority(folder).issue(["localhost"])[1] == kept
    shutil.rmtree(folder)
    kept = expiring(folder, -1, "Acme")
    with pytest.raises(CannotSecure, match="has expired and is none of chatmock's own"):
        Authority(folder).issue(["localhost"])
    assert (folder / "ca.pem").read_bytes() == kept


@pytest.mark.parametrize("torn", ["ca.pem", "ca.key"])
def test_a_torn_ca_is_said_and_left_alone(folder, torn):
    Authority(folder).issue(["localhost"])
    (folder / torn).write_text("torn")
    with pytest.raises(CannotSecure, match="are no CA with its key"):
        Authority(folder).issue(["localhost"])
    assert (folder / torn).read_text() == "torn"


def test_a_folder_that_cannot_be_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotSecure, match="--tls-ca names another folder"):
        Authority(tmp_path / "file" / "ca").issue(["localhost"])


# --- ready files ---


@pytest.fixture
def files(tmp_path):
    """A certificate for localhost with its key, by a CA of somebody else, and that CA."""
    root = trustme.CA()
    leaf = root.issue_cert("localhost", "127.0.0.1")
    leaf.cert_chain_pems[0].write_to_path(tmp_path / "cert.pem")
    leaf.private_key_pem.write_to_path(tmp_path / "key.pem")
    root.issue_cert("localhost").private_key_pem.write_to_path(tmp_path / "other.pem")
    return tmp_path / "cert.pem", tmp_path / "key.pem", root


def test_ready_files_are_shown_in_place_of_the_ca(files):
    certificate, key, root = files

    async def story(place):
        context = ssl.create_default_context(cadata=root.cert_pem.bytes().decode())
        async with place.session.get(f"{place.hub.secure_url}/_chatmock/health", ssl=context) as answer:
            return answer.status, place.hub.ca_certificate

    assert tell(story, tls=Tls(certificate=certificate, key=key)) == (200, b"")


def test_files_that_do_not_match_or_cannot_be_read_are_said(files):
    certificate, key, _ = files
    with pytest.raises(CannotSecure, match="are no certificate with its key"):
        Tls(certificate=certificate, key=key.with_name("other.pem")).context("", ())
    with pytest.raises(CannotSecure, match="cannot be read: No such file"):
        Tls(certificate=certificate, key=key.with_name("nowhere.pem")).context("", ())
