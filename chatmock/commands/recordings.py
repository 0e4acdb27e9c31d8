"""The commands about recorded traffic: what they take."""

from __future__ import annotations

import argparse
from typing import Any

from chatmock.commands import running
from chatmock.commands.arguments import PORT, SECONDS, URL, Parser, Repeated, option
from chatmock.commands.declaring import command, json_option
from chatmock.providers import DEFAULT


def add_record(commands: Any) -> None:
    record = command(
        commands,
        "record",
        "chatmock.commands.record:record",
        "write down what a program and a server say to each other, without anybody's data",
        "chatmock record --upstream https://the-real-service.example.com --out lunch.cassette",
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
    text = "a command to run meanwhile, which finds the proxy in CHATMOCK_URL: the recording ends with it"
    record.add_argument("command", nargs=argparse.REMAINDER, metavar="-- COMMAND", help=text)


def _replays(parser: Parser) -> None:
    text = "the server to ask (default: one of its own, which ends with it)"
    option(parser, "--url", None, text, type=URL, metavar="URL")
    text = "seed file that its own server begins with, may be repeated"
    option(parser, "--seed", None, text, action=Repeated, metavar="FILE")
    running.application_options(parser)
    text = "what a stand-in of the cassette means there from the beginning; may be repeated"
    parser.add_argument("--bind", action="append", metavar="STAND_IN=VALUE", help=text)
    option(parser, "--patience", 5, "seconds to wait for a frame", type=SECONDS, metavar="SECONDS")
    option(parser, "--values", False, "compare words and small numbers, too", action="store_true")
    json_option(parser)


def add_replay(commands: Any) -> None:
    replay = command(
        commands,
        "replay",
        "chatmock.commands.replay:replay",
        "carry recorded traffic out again, and compare what comes back",
        "chatmock replay lunch.cassette",
    )
    replay.add_argument("cassette", metavar="CASSETTE", help="a file that chatmock record wrote")
    _replays(replay)


def add_drift(commands: Any) -> None:
    drift = command(
        commands,
        "drift",
        "chatmock.commands.drift:drift",
        "replay cassettes, and hold what differs against a list of known differences",
        "chatmock drift lunch.cassette --ledger known.yaml",
    )
    drift.add_argument("cassettes", nargs="+", metavar="CASSETTE", help="files that chatmock record wrote")
    drift.add_argument("--ledger", required=True, metavar="FILE", help="the known differences, as YAML")
    _replays(drift)
