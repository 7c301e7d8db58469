"""Imports records: each line in a transaction of its own, references between records in a second pass."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import DataError, IntegrityError

from practices.choices import Kind
from practices.exchange.content import Blocks
from practices.exchange.lines import Line
from practices.exchange.links import Items, References
from practices.exchange.names import ListNames, PageNames
from practices.exchange.numbers import Moment
from practices.exchange.reading import Reading, Record, Remark, Wrong
from practices.exchange.records import FIELDS, keep_managed, read_record
from practices.exchange.store import Store
from practices.models.guard import PersonalDataFound
from practices.rules.completeness import missing, percentage
from practices.rules.privacy import find
from practices.rules.visibility import Role, Viewer

#: Who imports at the command line: the operator of the portal.
OPERATOR = Viewer(name="beheer (import)", roles=frozenset({Role.ADMINISTRATOR}))


class Result(enum.StrEnum):
    """What became of a line."""

    ADDED = "toegevoegd"
    CHANGED = "gewijzigd"
    UNCHANGED = "ongewijzigd"
    REFUSED = "geweigerd"
    #: The second pass: only references to other records were looked up again.
    LINKED = "verwijzingen aangevuld"
    REMARK = "opmerking"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a line, and why. `size`: the bytes of the line."""

    line: int
    size: int
    kind: str
    source_id: str
    result: Result
    problems: tuple[Remark, ...] = ()
    warnings: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class _Later:
    """Fields of a record that refer to something that was not there yet."""

    line: int
    kind: str
    source_id: str
    fields: dict[str, Any]


class UnknownOwner(Exception):
    """The organisation that the operator named is not known; the message is Dutch."""


class Importer:
    """One run over one file. Go through `lines` to its end, then through `links`.

    create_terms: make entries of lists, and partner organisations, for names that are not known
    owner: the organisation of records that name none; "" is VNG. Raises UnknownOwner.
    dry_run: tell what would happen and write nothing
    only_new: leave what is there as it is, whatever the record says
    """

    def __init__(
        self,
        *,
        by: Viewer,
        at: datetime,
        create_terms: bool = False,
        owner: str = "",
        dry_run: bool = False,
        only_new: bool = False,
    ) -> None:
        self._names, self._pages = ListNames(), PageNames()
        self._store = Store(self._names, by=by, at=at)
        self._create_terms, self._dry_run, self._only_new = create_terms, dry_run, only_new
        self._now = Moment().show(at)
        self._seen: dict[tuple[str, str], int] = {}
        self._later: list[_Later] = []
        found = self._names.owner(owner or "VNG")
        if len(found) != 1:
            raise UnknownOwner(f"“{owner}” is geen organisatie die wij kennen" if not found else f"kies uit {found}")
        self._owner = found[0]

    def lines(self, lines: Iterable[Line]) -> Iterator[Outcome]:
        """Yield what became of each line, as soon as it is written."""
        with self._store.admin_search:
            for batch in _batches(lines):
                self._store.look_ahead(_keys(batch))
                for line in batch:
                    yield self._line(line)

    def links(self) -> Iterator[Outcome]:
        """Look up once more the references to records that came later; yield what was found or is still missing."""
        with self._store.admin_search:
            for later in self._later:
                outcome = self._link(later)
                if outcome:
                    yield outcome

    def _line(self, line: Line) -> Outcome:
        if line.record is None:
            return Outcome(line.number, line.size, "", "", Result.REFUSED, (Remark("", line.problem),))
        reading = self._reading()
        record = read_record(line.record, reading)
        kind, source_id = record.get("soort", ""), record.get("id", "")
        if not reading.problems:
            self._check(record, reading)
        result = Result.REFUSED if reading.problems else self._saved(record, reading)
        if result == Result.REFUSED:
            self._names.forget_tags()
        else:
            self._remember(line, record, reading, may_link=not (self._only_new and result == Result.UNCHANGED))
        return Outcome(
            line.number, line.size, kind, source_id, result, tuple(reading.problems), tuple(reading.warnings)
        )

    def _reading(self) -> Reading:
        return Reading(self._names, self._pages, create_terms=self._create_terms)

    def _check(self, record: Record, reading: Reading) -> None:
        """Add problems and warnings that concern the record as a whole."""
        earlier = self._seen.get((record["soort"], record["id"]))
        if earlier:
            reading.problem("id", f"“{record['id']}” staat ook op regel {earlier}")
        for path, text in _texts(record, ""):
            for finding in find(text):
                if finding.kind == "naam" and path.rpartition(".")[2] in _NAMES_WANTED:
                    continue
                note = f"{finding.label} gevonden: {finding.masked}"
                if finding.severity == "block":
                    reading.problem(path, note)
                else:
                    reading.warn(path, note)
        absent = missing({"trekker": self._owner, **record})
        if absent:
            reading.warn("", f"nog leeg: {', '.join(absent)} ({percentage(record)}% compleet)")

    def _saved(self, record: Record, reading: Reading) -> Result:
        """Save the record where it differs from what is there, and return what was done."""
        given = dict(record)
        page, there = self._store.present(record["soort"], record["id"])
        self._fill(record, there)
        if page and (self._only_new or record == there or record == self._as_read(there)):
            return Result.UNCHANGED
        if page:  # somebody may have changed it since it was looked up ahead
            page, there = self._store.present(record["soort"], record["id"])
            record = given
            self._fill(record, there)
        self._store.settle_address(record, page, reading)
        if not self._dry_run:
            try:
                self._store.save(record, page, there, reading)
            except PersonalDataFound as error:  # in parts that together make what none of them is
                self._names.forget()
                for message in error.messages:
                    reading.problem("", message)
                return Result.REFUSED
            except (IntegrityError, DataError) as error:
                self._names.forget()
                reading.problem("", f"de database weigert dit: {error}".splitlines()[0])
                return Result.REFUSED
        return Result.CHANGED if page else Result.ADDED

    def _fill(self, record: Record, there: Record) -> None:
        """Complete the record with its owner and with what the portal itself keeps."""
        record.setdefault("trekker", self._owner)
        told = "faseVerloop" in record
        keep_managed(record, there)
        if record["soort"] == Kind.PRACTICE and not told:
            now = {name: record.get(name) for name in ("fase", "faseSinds")}
            if now != {name: there.get(name) for name in now}:
                change = {"fase": now["fase"], "sinds": now["faseSinds"], "vastgelegdOp": self._now}
                history = [*record.get("faseVerloop", ()), {name: value for name, value in change.items() if value}]
                record["faseVerloop"] = history

    def _as_read(self, there: Record) -> Record:
        """Return the record of a page as it would be read again: names that lists learnt meanwhile are filled in."""
        reading = self._reading()
        again = read_record(there, reading)
        return there if reading.problems else again

    def _remember(self, line: Line, record: Record, reading: Reading, *, may_link: bool) -> None:
        key = record["soort"], record["id"]
        self._seen[key] = line.number
        names = (record["titel"], *record.get("synoniemen", ()), *record.get("afkortingen", ()))
        self._pages.expect(*key, names)
        if reading.unresolved and may_link:
            fields = {
                name: line.record[name] for name in _reference_names(key[0]) if line.record and name in line.record
            }
            self._later.append(_Later(line.number, *key, fields))

    def _link(self, later: _Later) -> Outcome | None:
        reading = self._reading()
        found: Record = {}
        for field in FIELDS[Kind(later.kind)]:
            if field.name in later.fields:
                try:
                    found[field.name] = field.read(later.fields[field.name], field.name, reading)
                except Wrong as error:
                    reading.warn(field.name, str(error))
        changed = False
        if not self._dry_run:
            changed = self._store.link(later.kind, later.source_id, found, reading)
        result = Result.LINKED if changed else Result.REMARK
        if not changed and not reading.unresolved:
            return None
        return Outcome(later.line, 0, later.kind, later.source_id, result, (), tuple(reading.unresolved))


#: Lines that are looked up together, and bytes of them that are in memory at most, but for one long line.
_AHEAD, _AHEAD_BYTES = 50, 2_000_000


def _batches(lines: Iterable[Line]) -> Iterator[list[Line]]:
    batch: list[Line] = []
    size = 0
    for line in lines:
        batch.append(line)
        size += line.size
        if len(batch) >= _AHEAD or size >= _AHEAD_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _keys(lines: Iterable[Line]) -> set[tuple[str, str]]:
    """Return the kinds and keys of those lines that name them as plainly as they will be read."""
    pairs = ((line.record.get("soort"), line.record.get("id")) for line in lines if line.record)
    return {(kind, key) for kind, key in pairs if kind in Kind.values and isinstance(key, str) and key.isprintable()}


def _reference_names(kind: str) -> tuple[str, ...]:
    return tuple(
        field.name for field in FIELDS[Kind(kind)] if field.refers or isinstance(field, References | Items | Blocks)
    )


#: Addresses that are meant to be shared, and keys, which are no text.
_EXEMPT = frozenset(
    {
        *("mailbox", "id", "soort", "adres", "gepubliceerdOp", "vastgelegdOp", "zoekvraag", "online"),
        *("eigenPraktijk", "gemeldOp", "vrijgegevenOp"),
    }
)

#: Fields that ask for the name of a colleague or an organisation.
_NAMES_WANTED = frozenset({"naam", "vervanger", "beoordeeldDoor", "besluitDoor", "trekker", "partner"})


def _texts(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """Yield every text of a record with its path, but for those that are exempt from the search for personal data."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for name, part in value.items():
            if name not in _EXEMPT:
                yield from _texts(part, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for number, part in enumerate(value, start=1):
            yield from _texts(part, f"{path}[{number}]")
