"""Python types of what the control API and a platform answer, derived from their JSON Schemas: a TypedDict for each."""

from __future__ import annotations

import keyword
from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from chatmock.resources import OPTIONS, data_dir

FOLDER = "chatmock/testing/results"
_OF_CONTROL = {"control": ["clock", "entry", "fault", "health", "limits", "webhook.received"]}
"""The schemas of the control API that Python gives types of, by module; a provider names its own as ``x-results`` of its card."""
_PLAIN = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}
_LONGEST = 120


class Module:
    """The types of some schemas of a folder, and of those they refer to, but for those of modules before it."""

    def __init__(self, folder: str, name: str, wanted: list[str], before: Mapping[str, str]) -> None:
        self.name = name
        self._folder = folder
        self._before = before
        """Of each type that another module has, the module's name."""
        self._used: set[str] = set()
        self._classes: dict[str, str] = {}
        for schema in wanted:
            self._of_schema(schema)

    def __iter__(self) -> Iterator[str]:
        return iter(self._classes)

    @property
    def text(self) -> str:
        """The module's source."""
        words = [word for word in ("Any", "Literal", "NotRequired", "TypedDict") if self._says(word)]
        lines = [
            f'"""What is answered, as types: made by scripts/docs of schemas/{self._folder}, which tell each field."""\n',
            "from __future__ import annotations\n",
            f"from typing import {', '.join(words)}",
        ]
        imported: dict[str, list[str]] = {}
        for name in sorted(self._used & self._before.keys()):
            imported.setdefault(self._before[name], []).append(name)
        if imported:
            lines.append("")
        lines += [f"from {FOLDER.replace('/', '.')}.{module} import {', '.join(n)}" for module, n in imported.items()]
        return "\n".join(lines) + "\n\n\n" + "\n\n\n".join(self._classes[name] for name in sorted(self._classes)) + "\n"

    def _says(self, word: str) -> bool:
        return word == "TypedDict" or any(word in text for text in self._classes.values())

    def _of_schema(self, schema: str) -> str:
        """The name of a schema's type, which is written if it is not yet."""
        name = name_of(schema)
        self._used.add(name)
        if name not in self._classes and name not in self._before:
            path = data_dir("schemas") / self._folder / f"{schema}.json"
            return self.of_object(name, orjson.loads(path.read_bytes()))
        return name

    def of_object(self, name: str, rule: Mapping[str, Any]) -> str:
        """Write the type of an object; gives its name."""
        self._classes[name] = ""  # it may refer to itself
        lines = [f"class {name}(TypedDict):", f'    """{rule.get("description", name)}"""', ""]
        for key, value in rule["properties"].items():
            if not key.isidentifier() or keyword.iskeyword(key):
                raise ValueError(
                    f"{name}: {key!r} is no name in Python; leave the schema out, or write its type by hand"
                )
            kind = self._type(value, f"{name}{name_of(key)}")
            kind = kind if key in rule.get("required", ()) else f"NotRequired[{kind}]"
            lines.append(f"    {key}: {kind}")
        self._classes[name] = "\n".join(lines)
        return name

    def _type(self, rule: Any, name: str) -> str:
        """The type of a value; ``name`` is what an object gets that has no schema of its own."""
        if "$ref" in rule:
            return self._of_schema(rule["$ref"].removesuffix(".json"))
        if "anyOf" in rule:
            return " | ".join(dict.fromkeys(self._type(one, name) for one in rule["anyOf"]))
        kinds = rule.get("type")
        if kinds is None:
            return "Any"
        if isinstance(kinds, list):
            return " | ".join(dict.fromkeys(self._type({**rule, "type": kind}, name) for kind in kinds))
        if kinds == "array":
            return f"list[{self._type(rule.get('items', {}), name)}]"
        if kinds == "object":
            return self._of_mapping(rule, name)
        choices = f"Literal[{', '.join(orjson.dumps(one).decode() for one in rule.get('enum', ()))}]"
        return choices if "enum" in rule and kinds == "string" and len(choices) < _LONGEST // 2 else _PLAIN[kinds]

    def _of_mapping(self, rule: Mapping[str, Any], name: str) -> str:
        if rule.get("properties"):
            return self.of_object(name, rule)
        values = rule.get("additionalProperties", True)
        return f"dict[str, {'Any' if isinstance(values, bool) else self._type(values, name)}]"


def modules() -> dict[str, str]:
    """The source of each module by its path."""
    wanted = [("control", *one) for one in _OF_CONTROL.items()]
    for card in sorted(data_dir("schemas").glob(f"*/{OPTIONS}")):
        results = orjson.loads(card.read_bytes()).get("x-results", {})
        wanted += [(card.parent.name, *one) for one in results.items()]
    before: dict[str, dict[str, str]] = {}
    found: dict[str, str] = {}
    for folder, name, schemas in wanted:
        own = before.setdefault(folder, {})
        module = Module(folder, name, schemas, dict(own))
        own |= dict.fromkeys(module, name)
        found[f"{FOLDER}/{name}.py"] = module.text
    return found


def name_of(name: str) -> str:
    """A schema's name, or a key's, as that of a class: ``user.brief`` is UserBrief."""
    return "".join(part[:1].upper() + part[1:] for part in name.replace(".", "_").split("_"))
