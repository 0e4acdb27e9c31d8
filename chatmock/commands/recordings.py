"""The commands about recorded traffic: what they take."""

from __future__ import annotations

from typing import Any

from chatmock.commands.arguments import PORT, URL, option
from chatmock.commands.declaring import command
from chatmock.providers import DEFAULT


def add_record(commands: Any) -> None:
    record = command(
        commands,
        "record",
        "chatmock.commands.record:record",
        "write down what a program and a server say to each other, without anybody's data",
        "chatmock record --upstream https://api-APP_ID.sendbird.com --out lunch.cassette",
    )
    option(record, "--upstream", None, "the server to pass everything on to", type=URL, metavar="URL")
    option(record, "--sockets", None, "where its WebSockets are, if elsewhere", type=URL, metavar="URL")
    option(record, "--har", None, "read this HTTP archive in place of live traffic", metavar="FILE")
    record.add_argument(
        "--provider", default=DEFAULT, metavar="NAME", help="whose traffic it is (default: %(default)s)"
    )
    option(record, "--out", "chatmock.cassette", "the file to write", metavar="FILE")
    option(
        record, "--port", 8009, "port of the loopback to listen on, 0 for one that is free", type=PORT, metavar="PORT"
    )
    text = "leave the values of this field or query as they are; may be repeated"
    record.add_argument("--keep", action="append", metavar="NAME", help=text)
