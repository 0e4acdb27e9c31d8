"""What notifications say: two templates, each with a text for each type of message (today)."""

from __future__ import annotations

from typing import Any

from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.errors import not_found
from chatmock.providers.sendbird.model import App, Channel, Given, Message

_PATH = "/applications/push/message_templates"
_ANY = "New message"
USUAL = {
    "default": {"MESG": "{message}", "FILE": "{filename}", "ADMM": "{message}"},
    "alternative": {"MESG": _ANY, "FILE": _ANY, "ADMM": _ANY},
}
"""The texts where nobody chose others (ruled)."""
_FLAT = {"template.MESG": "MESG", "template.FILE": "FILE", "template.ADMN": "ADMM", "template.ADMM": "ADMM"}


def texts_of(app: App, name: str) -> dict[str, str]:
    """The texts of a template."""
    return {**USUAL[name], **app.push_templates.get(name, {})}


def notification_text(app: App, template: str, channel: Channel, message: Message) -> str:
    """The text of a notification by a template: ``{message}``, ``{filename}``, ``{sender_name}``, ``{channel_name}``."""
    text = texts_of(app, template)[message.type]
    values = {
        "{sender_name}": message.user.nickname if message.user is not None else "",
        "{channel_name}": channel.name,
        "{filename}": str((message.file or {}).get("name", "")),
        "{message}": message.message,
    }
    return "".join(values.get(part, part) for part in _parts(text))


def _parts(text: str) -> list[str]:
    """A text cut at its braces, so that what is put in is not looked at again."""
    found: list[str] = []
    for piece in text.split("{"):
        name, brace, rest = piece.partition("}")
        found += [f"{{{name}}}", rest] if brace and found else [piece] if not found else [f"{{{piece}"]
    return found


def _view(app: App, name: str) -> dict[str, Any]:
    if name not in USUAL:
        raise not_found(thing="Push message template")
    return {"template_name": name, "template": texts_of(app, name)}


@api.get(_PATH, returns="push_message_template.page")
def list_push_message_templates(app: App) -> dict[str, Any]:
    """List the two templates."""
    return {"push_message_templates": [_view(app, name) for name in USUAL]}


@api.get(_PATH + "/{template_name}", returns="push_message_template.page")
def view_push_message_template(app: App, template_name: str) -> dict[str, Any]:
    """View a template."""
    return {"push_message_templates": [_view(app, template_name)]}


@api.put(_PATH + "/{template_name}", accepts="push_message_template.update", returns="push_message_template.page")
def update_push_message_template(app: App, template_name: str, given: Given) -> dict[str, Any]:
    """Change the texts of a template; what is not given stays."""
    _view(app, template_name)
    texts = {kind: given[flat] for flat, kind in _FLAT.items() if flat in given}
    texts |= {"ADMM" if kind == "ADMN" else kind: text for kind, text in given.get("template", {}).items()}
    known = {kind: text for kind, text in texts.items() if kind in USUAL[template_name]}
    app.push_templates[template_name] = {**app.push_templates.get(template_name, {}), **known}
    return view_push_message_template(app, template_name)
