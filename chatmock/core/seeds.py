"""Seeds: the state applications begin with, as files for people. A file is one document, or ``applications:`` with several.

Each document is for an application of one provider, which has the schema of its documents and fills the application.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from chatmock.core.application import Application
from chatmock.core.printable import printable
from chatmock.core.scenario_schema import KEY as SCENARIO
from chatmock.core.scenario_schema import faults as faults_of_scenario
from chatmock.core.seed_schema import SeedSchema
from chatmock.core.seed_text import MAX_BYTES, too_large, whole
from chatmock.core.seed_text import Place as Place
from chatmock.core.seed_text import SeedError as SeedError
from chatmock.core.seed_text import Spot as Spot
from chatmock.core.seed_text import values_of as values_of
from chatmock.core.seed_text import write as write
from chatmock.core.seed_times import LAST as LAST
from chatmock.core.seed_times import moment as moment
from chatmock.core.seed_times import span as span
from chatmock.core.words import cut, nearest, shown
from chatmock.resources import data_dir

FORMATS = (1,)
"""The numbers of the formats that are read, as ``chatmock`` in a document says them; the last one is written."""
SEVERAL = "applications"
"""The key under which a file lists its documents."""
MAX_FAULTS = 20
SchemaOf = Callable[[str], SeedSchema | None]
"""Gives the schema of a provider's documents, None where it has none; raises LookupError for an unknown provider."""


class Document:
    """What one application begins with, and where in a file it stands."""

    def __init__(self, values: dict[str, Any], place: Place, *, default: str = "") -> None:
        self.values = values
        self.place = place
        self._good = False
        """Whether it was checked and is good: a large document is not checked twice."""
        self.provider = str(values.get("provider") or default)
        """Whose application it is for; ``default`` where it does not say so. Empty: whoever's it is given to."""

    @property
    def app_id(self) -> str | int | None:
        """The application it is for, where it names one."""
        named = self.options.get("app_id")
        return named if isinstance(named, str | int) else None

    @property
    def options(self) -> dict[str, Any]:
        """What it says of the application it is for."""
        application = self.values.get("application")
        return application if isinstance(application, dict) else {}

    def without(self, names: Iterable[str]) -> Document:
        """The same, leaving open some of what it says of the application: what is decided elsewhere."""
        kept = {name: value for name, value in self.options.items() if name not in names}
        if len(kept) == len(self.options):
            return self
        return Document({**self.values, "application": kept}, self.place, default=self.provider)

    @property
    def _state(self) -> dict[str, Any]:
        """What its provider is asked about: all but the scenario."""
        if SCENARIO not in self.values:
            return self.values
        return {name: value for name, value in self.values.items() if name != SCENARIO}

    def check(self, schema: SeedSchema | None) -> None:
        """Refuse what breaks the schema: each fault with its place."""
        _raise(self.faults(schema))

    def faults(self, schema: SeedSchema | None) -> list[str]:
        """What is wrong with it, each with its place."""
        found = _strange_format(self.values, self.place)
        if not found and schema is not None:
            found = [f"{self.place(spot)}: {sentence}" for spot, sentence in schema.faults(self._state)]
        if SCENARIO in self.values:
            found += [f"{self.place(spot)}: {sentence}" for spot, sentence in faults_of_scenario(self.values[SCENARIO])]
        self._good = not found
        return found

    def fill(self, application: Application) -> None:
        """Fill an application; what is wrong is refused with its place."""
        if not self._good:
            self.check(application.provider.seed_schema)
        application.provider.load(application, self.values, self.place)


class Seed:
    """The documents of a file, or of values that came another way."""

    def __init__(self, values: Any, place: Place, *, default: str = "") -> None:
        if not isinstance(values, dict):
            raise SeedError(f"{place(())}: a seed document is a mapping with keys such as users")
        self.place = place
        self.values: dict[str, Any] = values
        self.documents = list(_documents(values, place, default))
        _check_who_is_meant(self.documents)

    def check(self, schema_of: SchemaOf) -> None:
        """Refuse what breaks the schemas, in any document; an unknown provider too."""
        _raise(fault for document in self.documents for fault in _faults(document, schema_of))

    def document_for(
        self, provider: str, app_id: str | int, others: Callable[[Document], None] | None = None
    ) -> Document | None:
        """The document an application begins with, if there is one: it names the application, or none, or stands alone.

        All else goes to ``others``; where nobody takes them they are refused.
        """
        mine = self._find(provider, app_id)
        for document in self.documents:
            if document is not mine:
                (others or _refuse)(document)
        return mine

    def fill(self, application: Application) -> Document | None:
        """Fill an application, where the seed is for it alone; gives the document it was filled from."""
        document = self.document_for(application.provider.name, application.app_id)
        if document is not None:
            document.fill(application)
        return document

    def _find(self, provider: str, app_id: str | int) -> Document | None:
        found = [document for document in self.documents if document.provider in (provider, "")]
        nameless = [document for document in found if document.app_id is None]
        named = [document for document in found if document not in nameless and str(document.app_id) == str(app_id)]
        alone = found if len(self.documents) == 1 else []
        return next(iter([*named, *nameless, *alone]), None)


def read(source: str | Path, *, default: str = "") -> Seed:
    """Read a seed file, or one of chatmock's own by its name (``lunch``). Raises SeedError with file and line.

    ``default`` is the provider of documents that name none.
    """
    path = find(source)
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as reason:
        raise SeedError(f"{path}: {_unreadable(path, reason)}") from None
    return parse(data, str(source), default=default)


def _unreadable(path: Path, reason: OSError) -> str:
    """Why a file cannot be read, and what to do."""
    if isinstance(reason, FileNotFoundError):
        there = {file.stem: file.name for file in path.parent.glob("*.y*ml")} if path.parent.is_dir() else {}
        near = [there[stem] for stem in nearest(path.stem, there)]
        return f"there is no such file; {f'did you mean {near[0]}?' if near else 'look at its name, and at the folder you are in'}"
    if isinstance(reason, IsADirectoryError):
        return "this is a folder; name a file in it"
    return f"cannot be read: {reason.strerror}; see who may read it"


def parse(data: bytes, name: str, *, default: str = "") -> Seed:
    """Read a seed from bytes of YAML or JSON; ``name`` is what messages call it."""
    values, place = values_of(data, name)
    return Seed(values, place, default=default)


def by_path(spot: Spot) -> str:
    """The place of a value that stands in no file."""
    return "/".join(map(str, spot)) or "(top)"


def of_values(values: Any, place: Place = by_path, *, default: str = "") -> Seed:
    """A seed of plain values. Raises SeedError for an integer beyond 64 bits."""
    values = whole(values)
    if (spot := too_large(values)) is not None:
        raise SeedError(f"{place(spot)}: too large a number; write it as text")
    return Seed(values, place, default=default)


def fill(application: Application, seed: Seed | dict[str, Any]) -> Document | None:
    """Fill an application from a seed that is for it alone; gives the document it was filled from."""
    return (of_values(seed) if isinstance(seed, dict) else seed).fill(application)


def _documents(values: dict[str, Any], place: Place, default: str) -> Iterator[Document]:
    if SEVERAL not in values:
        yield Document(values, place, default=default)
        return
    _raise(_strange_format(values, place))
    for key in values:
        if key not in ("chatmock", SEVERAL):
            raise SeedError(
                f"{place((key,))}: {shown(key)} stands beside {SEVERAL!r}. Put it into one of the documents there"
            )
    listed = values[SEVERAL]
    if not isinstance(listed, list) or not listed:
        raise SeedError(f"{place((SEVERAL,))}: {SEVERAL} is a list of seed documents, one for each application")
    for index, item in enumerate(listed):
        if not isinstance(item, dict):
            raise SeedError(f"{place((SEVERAL, index))}: a seed document is a mapping with keys such as users")
        yield Document(item, _inside(place, index), default=default)


def _inside(place: Place, index: int) -> Place:
    return lambda spot: place((SEVERAL, index, *spot))


def _check_who_is_meant(documents: list[Document]) -> None:
    """Two documents are never for the same application."""
    meant: set[tuple[str, str | int | None]] = set()
    for document in documents:
        if (who := (document.provider, document.app_id)) in meant:
            whom = "another one has the same app_id" if document.app_id else "another one has no app_id either"
            raise SeedError(
                f"{document.place(())}: {whom}. Give each application of a provider an app_id of its own, "
                "as application: {app_id: team}"
            )
        meant.add(who)


def _faults(document: Document, schema_of: SchemaOf) -> Iterator[str]:
    try:
        schema = schema_of(document.provider)
    except LookupError as reason:
        yield f"{document.place(('provider',))}: {cut(str(reason.args[0]))}"
    else:
        yield from document.faults(schema)


def _strange_format(values: dict[str, Any], place: Place) -> list[str]:
    number = values.get("chatmock", FORMATS[-1])
    if type(number) is int and number in FORMATS:
        return []
    known = ", ".join(map(str, FORMATS))
    return [
        f"{place(('chatmock',))}: format {shown(number)} is unknown; known is {known}. Load it with the chatmock that wrote it"
    ]


def _refuse(document: Document) -> None:
    named = "" if document.app_id is None else f" {shown(document.app_id)}"
    raise SeedError(
        f"{document.place(())}: this document is for the application{named} of {cut(printable(document.provider))}, which is not filled here"
    )


def _raise(faults: Iterable[str]) -> None:
    if lines := list(dict.fromkeys(faults)):
        raise SeedError("\n".join(lines[:MAX_FAULTS]))


def find(source: str | Path, fixtures: Path | None = None) -> Path:
    """The file of a seed: the path itself, or that of a seed in ``fixtures``, by its name with or without its provider's."""
    path = Path(source)
    there = path.exists() and not path.is_dir()
    if there or path.suffix or path.is_absolute() or len(path.parts) > 2:
        return path
    own = own_seeds(fixtures or data_dir("fixtures"))
    found = own.get(path.as_posix(), [])
    if not found:
        names = [name for name, files in sorted(own.items()) if "/" not in name or len(own[Path(name).name]) > 1]
        names = [name for name in names if len(own[name]) == 1]
        if path.is_dir():
            raise SeedError(
                f"{source}: this is a folder; name a file in it, or one of chatmock's own: {', '.join(names)}"
            )
        near = nearest(path.as_posix(), names)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise SeedError(f"{source}: no such file, and chatmock's own seeds are {', '.join(names)}{hint}")
    if len(found) > 1:
        names = [f"{file.parent.name}/{file.stem}" for file in found]
        raise SeedError(f"{source}: {len(found)} of chatmock's own seeds have this name. Write {' or '.join(names)}")
    return found[0]


def own_seeds(fixtures: Path) -> dict[str, list[Path]]:
    """The seeds in a folder by their names: ``lunch``, and with the folder of their provider ``provider/lunch``."""
    named: dict[str, list[Path]] = {}
    for file in sorted(fixtures.glob("*/*.yaml")):
        named.setdefault(file.stem, []).append(file)
        named[f"{file.parent.name}/{file.stem}"] = [file]
    return named
