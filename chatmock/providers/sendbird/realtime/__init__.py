"""Sendbird's sockets: login, sessions, commands of clients, and events as frames."""
