"""A refusal as the laws of all providers compare it."""

from __future__ import annotations


class Refused:
    """A refusal: its code, and its sentence where it is known. One without a sentence equals those with any."""

    def __init__(self, code: int, said: str = "") -> None:
        self.code, self.said = code, said

    def __repr__(self) -> str:
        return f"<Refused {self.code} {self.said}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Refused):
            return False
        return self.code == other.code and (self.said == other.said or not self.said or not other.said)

    def __hash__(self) -> int:
        return hash(self.code)
