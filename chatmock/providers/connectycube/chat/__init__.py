"""The chat: XMPP over WebSockets and over TCP."""
