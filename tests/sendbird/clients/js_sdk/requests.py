"""What the newest version of the SDK can send, read out of its bundle: methods and addresses of requests, commands."""

import re
from functools import cache
from itertools import zip_longest

from tests.sendbird.clients.js_sdk.client import INSTALLED

_CHAT = INSTALLED / "node_modules" / "@sendbird" / "chat"
_MODULES = ("sendbird.min.js", "aiAgent.js", "feedChannel.js")
"""The bundle for browsers holds all but two modules, which the package has beside it."""
_BASE = re.compile(r'(\w+)="/"\.concat\(\w+,"(/[^"]+)"\)')
_REQUEST = re.compile(
    r"method=\w+\.(GET|PUT|POST|DELETE|PATCH),\w+\.path=((?:[^,;()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))+)"
)
_PART = re.compile(r'"([^"]*)"|encodeURIComponent\(([\w.]+)\)|(\w+)\([\w.]*\)|([\w.]+)\?([\w.]+):([\w.]+)|([\w.]+)')
_NAME = re.compile(r'[{,]"?([a-z_]+)"?:')
_COMMAND = re.compile(r'\{code:"([A-Z]{4})",')
_IMPORT = re.compile(r'import\{([^}]*)\}from"\./lib/([^"]+)"')
_EXPORT = re.compile(r"export\{([^}]*)\}")


def requests():
    """Methods and addresses, parameters in braces; those of both kinds of channels stand twice."""
    return sorted({request for name in _MODULES for request in _requests_of(_CHAT / name)})


def fields():
    """The names of what each request may carry, by method and address."""
    found: dict[tuple[str, str], set[str]] = {}
    for file in (_CHAT / name for name in _MODULES):
        text, bases = file.read_text(encoding="utf-8"), _bases(file)
        heads = [*_REQUEST.finditer(text)]
        for head, after in zip_longest(heads, heads[1:]):
            rest = text[head.end() : after and after.start()].partition("return c(t,e),a(t)")[0]
            names = set(_NAME.findall(rest.partition(".params=")[2]))
            for path in _paths(head[2], bases, text):
                found.setdefault((head[1], path), set()).update(names)
    return found


def commands_sent():
    """The commands that the SDK sends over its socket."""
    return set(_COMMAND.findall((_CHAT / _MODULES[0]).read_text(encoding="utf-8")))


def _requests_of(file):
    text = file.read_text(encoding="utf-8")
    bases = _bases(file)
    for method, expression in _REQUEST.findall(text):
        yield from ((method, path) for path in _paths(expression, bases, text))


@cache
def _bases(file):
    """The beginnings of addresses, by the names that the code has for them: its own, and those it imports."""
    text = file.read_text(encoding="utf-8")
    found = dict(_BASE.findall(text))
    for names, where in _IMPORT.findall(text):
        other = (file.parent / "lib" / where) if file.parent == _CHAT else file.parent / where
        there, given = dict(_BASE.findall(other.read_text(encoding="utf-8"))), _exports(other)
        for name in names.split(","):
            outside, _, inside = name.partition(" as ")
            if given.get(outside, "") in there:
                found[inside or outside] = there[given[outside]]
    return found


@cache
def _exports(file):
    pairs = (
        name.partition(" as ") for row in _EXPORT.findall(file.read_text(encoding="utf-8")) for name in row.split(",")
    )
    return {outside or inside: inside for inside, _, outside in pairs}


def _paths(expression, bases, text):
    """An address, or several, from the parts that make it."""
    found = [""]
    for literal, _escaped, call, _, yes, no, name in _PART.findall(expression.replace(".concat", " ")):
        if literal or (not call and not yes and not name and not _escaped):
            ends = [literal]
        elif call:
            kind = "/report" if _is_of_reports(call, text) else ""
            ends = [f"{kind}/group_channels", f"{kind}/open_channels"]
        elif yes:
            ends = [bases[yes], bases[no]]
        else:
            ends = [bases.get(name, "{}")]
        found = [path + end for path in found for end in ends]
    return found


def _is_of_reports(call, text):
    return re.search(rf"\b{call}=function\(\w+\)\{{switch\(\w+\)\{{case[^}}]*concat\(", text) is not None
