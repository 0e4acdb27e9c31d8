"""Tencent Chat: its REST API, and the state that its web socket and its webhooks share.

How to add

* **a REST command.** Its schemas are there: ``schemas/tencent/SERVICE.COMMAND.json`` and ``….answer.json``; put right in them
  what the documentation says better. Its handler stands in the room of its chapter, and is called as the command is::

      @api.post("/openim/admin_msgwithdraw")
      def admin_msgwithdraw(app: App, caller: Caller, given: Given) -> None:
          \"""Recall a message.\"""

  ``given`` is what the schema accepted, old spellings under their new names (``x-aliases``); what is given back is the answer without
  ``ActionStatus`` and its like, which are put in front. A refusal is raised by name, of ``errors.py``. What breaks the schema
  is refused with ``x-code`` of the property, or else of the schema; ``x-codes`` has others by keyword. ``finders.py``
  finds who or what is named, or refuses. A command that nobody declares is declared by ``unserved.py``, and refuses (501000).
* **an event.** A row in ``model/events.py``, and ``emit`` in the one door that makes the change: ``app.accounts``,
  ``app.friends``, ``app.c2c``, ``app.groups``. Each event brings ``by``, the ``Caller``: who, on which platform, from where.
* **whoever listens** (the web socket's pushes, push entries): ``listen(app)`` in a room of its own, called by
  ``Tencent.admit``: ``app.bus.follow({"c2c.sent": …})``. A listener changes nothing.
* **an after-webhook.** Nothing: ``webhooks`` listens to the events, whoever emits them. A new one has a row in ``model/webhook.py``,
  the schema ``webhook.COMMAND.json``, and a listener in the file of its family.
* **a before-webhook.** The handler has checked everything and changed nothing: it returns what a function of
  ``webhooks/before.py`` gives, one for each. What goes on is handed along, and what checks once more after the answer.
* **a servcmd.** ``@api.command("openim.sendmsg", accepts="frame.openim.sendmsg", returns="openim.sendmsg.answer")``, above the function
  of the REST command where both do the same, else on one of its own: ``caller.is_admin`` is False, and From_Account is the caller's.
  Its answer has the schema of the REST command where it fits, else ``frame.….answer``; where there is no such REST command,
  ``….answer``; and ``frame.done`` where it gives nothing.
* **state.** A field in ``model``, a place in ``schemas/tencent/fixture.json``, and one file of ``seeds`` that loads and dumps it.
"""

from chatmock.providers.tencent.provider import Tencent

__all__ = ["Tencent"]
