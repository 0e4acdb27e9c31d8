"""ConnectyCube: its server API and, beside it, the state that its chat shares."""

from chatmock.providers.connectycube.provider import ConnectyCube

__all__ = ["ConnectyCube"]
