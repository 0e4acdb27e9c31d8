"""Requests that provoke each error; the tables of the documentation come from here."""

from __future__ import annotations

from chatmock.core.sample import Cause

CAUSES: tuple[Cause, ...] = ()
