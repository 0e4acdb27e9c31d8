"""The sockets that are open: listed, and dropped as a network drops them."""

from __future__ import annotations

from itertools import islice

from chatmock.control.api import Given, api, unknown_name
from chatmock.core.application import Application


@api.get("/sockets", accepts="socket.query", returns="socket.page")
def list_sockets(application: Application, given: Given) -> Given:
    """List the sockets of an application whose user is known."""
    found = islice(application.connections, given["limit"])
    sockets = [
        {
            "number": one.number,
            "user": one.who,
            "origin": one.origin,
            "waiting": 0 if one.origin == "actor" else len(one.outgoing) + len(one.late),
            "stalled": one.stalled,
        }
        for one in found
    ]
    return {"total": len(application.connections), "sockets": sockets}


@api.delete("/sockets/{number}", accepts="tenant", returns="done")
def drop_socket(application: Application, number: str) -> None:
    """Drop a socket without a goodbye, as a network does."""
    for one in application.connections:
        if str(one.number) == number:
            one.drop(why="lost")
            return
    raise unknown_name(thing="socket", name=number, near="; GET /_chatmock/sockets lists them")
