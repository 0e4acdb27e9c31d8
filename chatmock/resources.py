"""Where the schemas and fixtures lie: inside the package (wheel) or beside it (checkout)."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def data_dir(name: str) -> Path:
    for base in (_PACKAGE, _PACKAGE.parent):
        if (base / name).is_dir():
            return base / name
    raise FileNotFoundError(f"chatmock was installed without its {name!r} directory")
