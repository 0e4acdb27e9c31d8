"""Time comes in by ``core/clock.py`` only, chance by ``core/ids.py`` only."""

import ast

CLOCK, IDS = "chatmock/core/clock.py", "chatmock/core/ids.py"
TIME = {
    "time",
    "datetime.datetime.now",
    "datetime.datetime.today",
    "datetime.datetime.utcnow",
    "datetime.date.today",
}
CHANCE = {"random", "secrets", "uuid", "os.urandom", "os.getrandom", "numpy"}


def names(module):
    """Dotted names a module uses, as far as its imports tell what they are, with the line."""
    known: dict[str, str] = {}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.split(".")[0]
                known[alias.asname or top] = alias.name if alias.asname else top
        elif isinstance(node, ast.ImportFrom) and node.module:
            known |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    yield from ((dotted, 0) for dotted in known.values())
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Name | ast.Attribute):
            first, _, rest = ast.unparse(node).partition(".")
            if first in known:
                yield f"{known[first]}.{rest}".rstrip("."), node.lineno


def through(door, forbidden, source):
    return [
        f"{module.name}:{line} uses {dotted}"
        for module in source
        if module.name != door
        for dotted, line in names(module)
        if any(dotted == word or dotted.startswith(f"{word}.") for word in forbidden)
    ]


def test_time_enters_by_the_clock_alone(source):
    assert through(CLOCK, TIME, source) == []


def test_chance_enters_by_the_ids_alone(source):
    assert through(IDS, CHANCE, source) == []


def test_ids_draw_from_the_seed_alone(source):
    [ids] = [module for module in source if module.name == IDS]
    assert {dotted.split(".")[0] for dotted, _ in ids.imports()} == {"__future__", "functools", "hashlib"}
