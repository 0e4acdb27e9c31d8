"""The shells around the core that do I/O: HTTP, sockets, deliveries. Only these import aiohttp."""
