"""A protocol-compatible, in-memory mock server for chat platforms."""

__version__ = "0.1.0"
