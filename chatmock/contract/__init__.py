"""Holding a server, chatmock or another, to its contract: one answer, or all operations of a platform."""

from chatmock.contract.response import assert_conforms

__all__ = ["assert_conforms"]
