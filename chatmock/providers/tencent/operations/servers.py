"""Addresses of the servers."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from chatmock.core.address import address_of
from chatmock.core.operation import Call
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.model import Given

_LOCAL = "127.0.0.1"


@api.post("/ConfigSvc/GetIPList", name="get_ip_list")
def get_ip_list(call: Call) -> Given:
    """List the addresses of the servers: the one at which the client reached this one, or that of this machine."""
    host = urlsplit(address_of(call.request) or call.hub.url).hostname or _LOCAL
    try:
        return {"IPList": [str(ip_address(host))]}
    except ValueError:
        return {"IPList": [_LOCAL]}
