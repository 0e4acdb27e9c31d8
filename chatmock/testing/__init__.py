"""chatmock from a test: a running server, an application on it, and what a test does with one.

Everything here goes through the control API (``/_chatmock``), so it does the same as the HTTP calls of the same names.
"""

from chatmock.testing.application import Chatmock
from chatmock.testing.control import ChatmockError, Control
from chatmock.testing.sendbird import Actor, Channel, Sendbird
from chatmock.testing.server import ChatmockServer

__all__ = ["Actor", "Channel", "Chatmock", "ChatmockError", "ChatmockServer", "Control", "Sendbird"]
