"""The web socket: frames, login, and what is pushed."""
