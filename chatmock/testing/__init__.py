"""chatmock from a test: a running server, applications on it, and what a test does with them.

Everything here goes through the control API (``/_chatmock``), so it does the same as the HTTP calls of the same names.
The faces of the platforms, and the people who act there, are in ``chatmock.testing.<platform>``.
"""

from chatmock.testing.application import Chatmock
from chatmock.testing.control import ChatmockError, Control
from chatmock.testing.server import ChatmockServer

__all__ = ["Chatmock", "ChatmockError", "ChatmockServer", "Control"]
