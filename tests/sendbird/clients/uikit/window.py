"""What a window of UIKit needs: a browser, the packages, pictures that are on no other machine."""

import os
import shutil
import struct
import zlib
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.sendbird.clients.js_sdk.client import INSTALLED, JsClient

CHROMIUM = os.environ.get("CHATMOCK_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""


def missing(*packages: Path) -> str:
    """Why there is no browser with UIKit here; empty where there is."""
    if shutil.which("node") is None:
        return "node is not installed"
    if absent := [package for package in packages if not package.is_dir()]:
        return f"there is no {absent[0]}: scripts/node-clients installs it"
    return "" if CHROMIUM else "chromium is not installed: scripts/debian-packages installs it on Debian"


@contextmanager
def showing(page: str, **how: Any) -> Iterator[JsClient]:
    """A browser that shows a page of this folder."""
    os.environ["CHATMOCK_CHROMIUM"] = CHROMIUM
    browser = JsClient("browser", scripts=Path(__file__).parent, installed=INSTALLED / "uikit")
    try:
        browser("start", page=page, **how)
        yield browser
        browser("quit")
    finally:
        browser.close()


def png(width, height, colour):
    """A picture of one colour."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + bytes.fromhex(colour) * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def address(colour):
    """The address of a picture that is on no other machine."""
    return f"data:image/png;base64,{b64encode(png(1, 1, colour)).decode()}"
