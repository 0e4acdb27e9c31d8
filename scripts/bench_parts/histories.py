"""What a request of ConnectyCube's server API costs by the number of messages in a dialog."""

from __future__ import annotations

from collections.abc import Iterator

from chatmock.core.clock import SECOND
from chatmock.core.exchange import Request
from chatmock.core.seeds import of_values
from chatmock.providers.connectycube.model import App, Dialog, Message
from scripts.bench_parts import connectycube_jobs
from scripts.bench_parts.asking import Asking, compare
from scripts.bench_parts.jobs import TEXT
from scripts.bench_parts.options import Options
from scripts.bench_parts.rows import Row, at_most

PAGE = "list 100 messages of a dialog, half of them skipped"
BEFORE = "list the 100 messages of a dialog before a time"
UNREAD = "unread count of a dialog"
CREATE = "create a message in a dialog"
_TARGET = at_most("ratio", 1.2)
_BATCH = 20
_PATH = "/chat/Message"


class Dialogs(Asking):
    """An application with some empty dialogs."""

    def __init__(self) -> None:
        super().__init__(dict(connectycube_jobs.HEADERS))
        seed = of_values(connectycube_jobs.document({"name": "few"}, {"name": "many"}))
        app = self.hub.make("connectycube", {"app_id": 1}, None, self.hub.checked(seed).documents)
        assert isinstance(app, App)
        self.app = app

    def fill(self, dialog: Dialog, count: int) -> None:
        """Have all members say something in turn, one message a second up to now; no request is made for it."""
        app, members = self.app, list(dialog.occupants)
        now = app.clock.now()
        for number in range(count):
            at = now - (count - number) * SECOND
            sender = members[number % len(members)]
            serial = app.ids.serial()
            message = Message(f"{serial:024x}", serial, dialog.id, sender, 0, TEXT, at // SECOND, at, at)
            app.messages.add(dialog, message)


def histories(options: Options, state: Dialogs) -> list[Row]:
    """Pages out of the middle, unread counts and new messages, in a short and in a long history."""
    sizes = list(zip(state.app.dialogs, (options.few, options.many), strict=True))
    for dialog, count in sizes:
        state.fill(dialog, count)
    now = state.app.clock.now() // SECOND

    def pages(end: str) -> Iterator[Request]:
        for dialog, count in sizes:
            query = end.format(middle=count // 2, time=now - count // 2)
            page = state.request("GET", f"{_PATH}?chat_dialog_id={dialog.id}&limit=100&{query}")
            assert len(state.ask(page)["items"]) == 100
            yield page

    unread = [state.request("GET", f"{_PATH}/unread?chat_dialog_ids={dialog.id}") for dialog, _ in sizes]
    assert all(state.ask(request)["total"] for request in unread)
    said = [state.request("POST", _PATH, {"chat_dialog_id": dialog.id, "message": TEXT}) for dialog, _ in sizes]
    asked = {
        PAGE: pages("skip={middle}"),
        BEFORE: pages("sort_desc=date_sent&date_sent[lt]={time}"),
        UNREAD: unread,
        CREATE: said,
    }
    return [compare(name, state.costs(requests, _BATCH), options, _TARGET) for name, requests in asked.items()]
