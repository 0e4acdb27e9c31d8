"""The faces of the platforms: what ``chatmock.<platform>`` is in a test."""

from __future__ import annotations

from typing import Any, TypeVar, cast

from chatmock.testing.connectycube import ConnectyCube
from chatmock.testing.face import ApplicationFace
from chatmock.testing.sendbird import Sendbird
from chatmock.testing.tencent import Tencent

Face = TypeVar("Face", bound=ApplicationFace)


class Faces:
    """Each face by the name of its platform, made when it is first asked for."""

    def __init__(self) -> None:
        self._described: dict[str, dict[str, Any]] = {}
        """What the server said of the applications that were made already, by platform."""
        self._made: dict[type[ApplicationFace], ApplicationFace] = {}

    @property
    def sendbird(self) -> Sendbird:
        return self._of(Sendbird)

    @property
    def connectycube(self) -> ConnectyCube:
        return self._of(ConnectyCube)

    @property
    def tencent(self) -> Tencent:
        return self._of(Tencent)

    def face(self, kind: type[Face]) -> Face:
        """A new face of a platform."""
        raise LookupError(f"there is no application of {kind.provider}")

    def forget_faces(self) -> None:
        """The applications may be others now: what is asked for next is looked up anew."""
        self._described.clear()
        self._made.clear()

    def _of(self, kind: type[Face]) -> Face:
        if kind not in self._made:
            self._made[kind] = self.face(kind)
        return cast(Face, self._made[kind])
