"""Which operation a server SDK asks, and which of its names are fields there."""

import re

from chatmock.serving import new_hub

API = new_hub().provider("sendbird").api


def unknown_fields(method, path, names):
    """The names that are no fields of the operation; those that stand in the address, too, are said by it.

    A dot says that a field stands in another one.
    """
    operation, _ = API.match(re.sub(r"\{[^}]*\}", "1", path.replace("{channel_type}", "group_channels")), method, "")
    assert operation is not None
    fields = {"properties": operation.accept.properties if operation.accept is not None else {}}
    names = set(names) - set(re.findall(r"{(.*?)}", path))
    return sorted(name for name in names if not is_field(fields, *name.split(".")))


def is_field(rule, name="", *inner):
    """Whether a schema has a field; one that says nothing of what stands in it has any."""
    if not name:
        return True
    kinds = [rule, rule.get("items", {}), *rule.get("anyOf", ()), *rule.get("items", {}).get("anyOf", ())]
    known = [kind["properties"] for kind in kinds if "properties" in kind]
    return not known or any(name in one and is_field(one[name], *inner) for one in known)
