"""The control API: what a test double can do that the service cannot, for any language, under ``/_chatmock``.

It is itself an Api of operations, served like any provider's. It answers hosts of the loopback only, and no page of
another origin: a browser sends a POST without a body there unasked.
"""

from chatmock.control.speaker import Control

__all__ = ["Control"]
