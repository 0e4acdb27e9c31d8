"""Drawn changes that no test notices, and the reasons of those that may stay so."""

from __future__ import annotations

from pathlib import Path

import yaml

from scripts.mutant_parts.drawing import Mutant

TABLE = Path(__file__).with_name("explained.yaml")


def explanations() -> dict[tuple[str, str, str], str]:
    """The reasons by file, text before and text after."""
    rows = yaml.safe_load(TABLE.read_text(encoding="utf-8")) or []
    return {(row["file"], row["before"], row["after"]): row["why"] for row in rows}


def explanation(mutant: Mutant) -> str:
    """Why a change may survive; empty where nothing says so."""
    return explanations().get((mutant.file, " ".join(mutant.before.split()), " ".join(mutant.after.split())), "")
