"""Who imports whom: arrows go one way, and what a layer may use from outside is written here."""

import sys

OUTSIDE = {
    "core": {"jsonschema", "jsonschema_rs", "msgspec", "orjson", "yaml"},
    "providers": {"msgspec", "orjson"},
    "control": set(),
    "server": {"aiohttp", "msgspec", "orjson"},
    "serving": set(),
    "testing": {"orjson"},
    "pytest_plugin": {"pytest"},
    "commands": {"orjson", "uvloop", "yaml"},
    "clients": {"orjson"},
    "sdk_methods": {"orjson"},
    "contract": {"msgspec", "orjson", "yaml"},
    "recording": {"msgspec", "orjson", "yaml"},
    "coverage": {"orjson"},
    "error_evidence": {"orjson"},
    "docs": {"orjson"},
    "typed": {"orjson"},
    "javascript": {"orjson"},
    "reference": {"orjson"},
    "completions": {"shtab"},
}
INSIDE = {
    "resources": set(),
    "core": {"resources"},
    "providers": {"core", "resources"},
    "asyncapi": {"core", "openapi"},
    "control": {"core", "resources"},
    "openapi": {"core", "resources"},
    "server": {"core", "resources"},
    "serving": {"control", "core", "providers", "resources"},
    "testing": {"core", "providers", "resources", "server", "serving"},
    "pytest_plugin": {"core", "providers", "resources", "testing"},
    "cli": {"commands", "providers", "resources", "server"},
    "commands": {
        *("asyncapi", "cli", "contract", "core", "coverage", "docs", "error_evidence", "evidence", "openapi"),
        *("providers", "recording", "resources", "server", "serving", "testing"),
    },
    "recording": {"contract", "core", "resources"},
    "clients": set(),
    "evidence": {"core"},
    "error_evidence": {"core", "evidence"},
    "sdk_methods": set(),
    "coverage": {"core"},
    "docs": {
        "clients",
        "completions",
        "core",
        "coverage",
        "javascript",
        "providers",
        "readability",
        "reference",
        "resources",
        "sdk_methods",
        "serving",
        "typed",
    },
    "typed": {"resources"},
    "completions": {"cli", "evidence", "providers", "resources", "serving"},
    "readability": set(),
    "reference": {
        "cli",
        "clients",
        "core",
        "error_evidence",
        "evidence",
        "openapi",
        "providers",
        "resources",
        "serving",
        "testing",
    },
    "javascript": {"openapi", "serving", "typed"},
    "contract": {"core", "resources", "serving", "testing"},
    "__main__": {"cli"},
}
"""Which parts of chatmock a part may import, besides itself and the package's own ``__version__``."""


def part(dotted):
    """``chatmock.core.clock.now`` is of the part ``core``."""
    names = dotted.split(".")
    return names[1] if len(names) > 1 and names[0] == "chatmock" else ""


def layer(module):
    """The part a file belongs to; of the package's ``__init__`` none."""
    return module.name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def imports(source):
    for module in source:
        for dotted, line in module.imports():
            yield module, part(layer(module)), dotted, f"{module.name}:{line} imports {dotted}"


def test_every_part_has_its_place(source):
    assert {part(layer(module)) for module in source} - {""} <= INSIDE.keys()


def test_imports_go_one_way(source):
    assert [
        where
        for _, mine, dotted, where in imports(source)
        if (other := part(dotted)) not in ("", "__version__", mine) and other not in INSIDE.get(mine, ())
    ] == []


def test_what_comes_from_outside_stays_where_it_belongs(source):
    assert [
        where
        for _, mine, dotted, where in imports(source)
        if (top := dotted.split(".")[0]) not in sys.stdlib_module_names | {"chatmock", "__future__"}
        and top not in OUTSIDE.get(mine, ())
    ] == []


def test_a_provider_knows_no_other(source):
    assert [
        where
        for module, mine, dotted, where in imports(source)
        if mine == "providers"
        and module.path.parent.name != "providers"
        and dotted.startswith("chatmock.providers.")
        and dotted.split(".")[2]
        != module.path.relative_to(module.path.parents[-1]).as_posix().split("providers/")[1].split("/")[0]
    ] == []


def test_nobody_imports_what_only_an_editable_install_has(source):
    assert [
        f"{module.name}:{line}"
        for module in source
        for dotted, line in module.imports()
        if dotted.split(".")[0] in ("tests", "schemas", "fixtures")
    ] == []
