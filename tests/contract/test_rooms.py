"""Nothing is imported in a circle, for types neither, and the rooms of a provider stand in their order."""

import ast
from graphlib import CycleError, TopologicalSorter

import pytest

ROOMS = {
    "sendbird": [
        {"api", "errors", "samples", "secrets"},
        {"model", "paging"},
        {"faults", "finders", "hints", "limits", "push", "storage", "webhooks"},
        {"jobs"},
        {"applications", "overview", "views"},
        {"channels", "moderation"},
        {"actors", "messages"},
        {"announcements", "changelogs", "feeds", "friends", "scheduled_messages", "users"},
        {"bots", "custom_types", "data_export", "privacy", "seeds", "sessions"},
        {"realtime"},
        {"transcript"},
        {"ways"},
        {"provider"},
    ],
    "connectycube": [
        {"api", "errors", "forms", "samples"},
        {"model", "reading"},
        {"faults", "filters", "limits", "overview", "paging", "views"},
        {"sessions"},
        {"finders"},
        {"dialogs", "push", "storage", "users"},
        {"messages"},
        {"actors", "admin"},
        {"chat"},
        {"seeds"},
        {"transcript"},
        {"ways"},
        {"provider"},
    ],
    "tencent": [
        {"api", "errors", "later"},
        {"model", "reading", "samples", "unserved"},
        {"faults", "finders", "limits", "overview", "views"},
        {"tickets", "webhooks"},
        {"accounts", "groups", "messages", "profiles"},
        {"conversations", "files", "friends", "muting", "operations", "pushing", "robots", "search", "statuses"},
        {"socket"},
        {"actors", "seeds"},
        {"transcript"},
        {"ways"},
        {"provider"},
    ],
}
"""The rooms of each provider, the ground first. A room imports itself and rooms of rows before its own."""


LATE = {"chatmock/pytest_plugin.py", "chatmock/cli.py"}
"""What imports late, so that nothing heavy is there before it is wanted: the plugin and the command line."""
EXTRAS = {"uvloop"}
"""Packages of extras: imported where they are wanted, for they may be missing."""
FACES = ("", "model.")
"""What may hand on names: the provider itself, and the room of what it keeps."""
BELOW_CONCEPTS = {"document", "loading", "names", "values"}
"""The files of ``seeds`` that are of no concept of their own."""


def dotted(module):
    return module.name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


@pytest.fixture(scope="module")
def graph(source):
    names = {dotted(module) for module in source}
    return {
        dotted(module): {target for name, _ in module.imports() if (target := nearest(name, names)) != dotted(module)}
        for module in source
    }


def nearest(name, names):
    """The module that an imported name comes from: itself, or the one it is defined in."""
    while name not in names and "." in name:
        name = name.rpartition(".")[0]
    return name


@pytest.fixture(scope="module")
def rooms(source):
    """The modules of each provider, by their names below it."""
    homes = {provider: f"chatmock.providers.{provider}." for provider in ROOMS}
    return {
        provider: {
            name.removeprefix(home): module for module in source if (name := dotted(module) + ".").startswith(home)
        }
        for provider, home in homes.items()
    }


def declared(module):
    """What a module declares at its top: names of functions, and the names of classes."""
    return [node.name for node in module.tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]


def test_nothing_is_imported_in_a_circle(graph):
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        pytest.fail(" -> ".join(circle.args[1]))


def test_nothing_is_imported_late_or_for_types_only(source):
    assert [
        f"{module.name}:{node.lineno}" for module in source if module.name not in LATE for node in late(module.tree)
    ] == []


def test_only_seeds_and_reports_are_imported_when_they_are_asked_for(source):
    """What ``Deferred`` names no test of imports sees: it is a room at the top, or one of which only reports know."""
    named = [
        ast.literal_eval(node.args[0])
        for module in source
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Deferred"
    ]
    rooms = ("samples.causes", "seeds.document", "ways")
    theirs = [f"chatmock.providers.{provider}.{room}" for provider in sorted(ROOMS) for room in rooms]
    assert sorted(named) == ["chatmock.asyncapi", "chatmock.openapi", *theirs]


def late(tree):
    """Imports that stand in a function, and where the module asks whether types are checked."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from (inner for inner in ast.walk(node) if imports_late(inner))
        elif isinstance(node, ast.Name) and node.id == "TYPE_CHECKING":
            yield node


def imports_late(node):
    if isinstance(node, ast.Import):
        return not {alias.name for alias in node.names} <= EXTRAS
    return isinstance(node, ast.ImportFrom)


@pytest.mark.parametrize("provider", ROOMS)
def test_rooms_stand_in_their_order(graph, provider):
    home = f"chatmock.providers.{provider}."
    floor = {room: number for number, row in enumerate(ROOMS[provider]) for room in row}
    assert [
        f"{module} imports {target}"
        for module, targets in graph.items()
        for target in targets
        if module.startswith(home)
        and target.startswith(home)
        and (mine := module.removeprefix(home).split(".")[0]) != (other := target.removeprefix(home).split(".")[0])
        and floor[mine] <= floor[other]
    ] == []


@pytest.mark.parametrize("provider", ROOMS)
def test_a_room_itself_is_one_docstring(rooms, provider):
    assert [
        module.name
        for name, module in rooms[provider].items()
        if module.path.name == "__init__.py" and name not in FACES
        if len(module.tree.body) != 1 or not ast.get_docstring(module.tree)
    ] == []


@pytest.mark.parametrize("provider", ROOMS)
def test_files_of_the_model_import_each_other_by_file(graph, provider):
    face = f"chatmock.providers.{provider}.model"
    assert [name for name, targets in graph.items() if name.startswith(f"{face}.") and face in targets] == []


@pytest.mark.parametrize("provider", ROOMS)
def test_others_import_the_face_of_the_model(graph, provider):
    face = f"chatmock.providers.{provider}.model"
    assert [
        f"{name} imports {target}"
        for name, targets in graph.items()
        for target in targets
        if target.startswith(f"{face}.") and not name.startswith(face)
    ] == []


@pytest.mark.parametrize("provider", ROOMS)
def test_views_and_model_declare_no_operation(rooms, provider):
    assert [
        f"{module.name}:{node.lineno}"
        for name, module in rooms[provider].items()
        if name.startswith(("views.", "model."))
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "api"
    ] == []


@pytest.mark.parametrize("provider", ROOMS)
def test_what_a_seed_brings_is_loaded_and_dumped_in_one_file(rooms, provider):
    concepts = {
        name: declared(module)
        for name, module in rooms[provider].items()
        if name.startswith("seeds.") and name.rstrip(".").rpartition(".")[2] not in BELOW_CONCEPTS | {"seeds"}
    }
    assert len(concepts) > 5
    assert [
        f"{name} has no {verb}"
        for name, functions in concepts.items()
        for verb in ("load_", "dump_")
        if not any(function.startswith(verb) for function in functions)
    ] == []
