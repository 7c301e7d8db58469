"""Records as a whole: from JSON to the canonical form, from a page to that form, and from it to what is saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from practices.actions.records import Content
from practices.choices import DRAFT, AdjustmentKind, Kind, Phase
from practices.exchange.content import is_simple, simple_fields
from practices.exchange.fields import Field, Rows, read_object, show_object
from practices.exchange.kinds import dossier, glossary, legal_case, network, practice
from practices.exchange.kinds.every_kind import KEY, KIND, PORTAL, TITLE
from practices.exchange.reading import Reading, Record
from practices.models import SharedPage

#: The fields of each kind, in order; importer, exporter and documentation follow it.
FIELDS: Mapping[Kind, tuple[Field, ...]] = {
    kind: (KIND, KEY, TITLE, *fields, *PORTAL)
    for kind, fields in (
        (Kind.PRACTICE, practice.FIELDS),
        (Kind.LEGAL_CASE, legal_case.FIELDS),
        (Kind.NETWORK, network.FIELDS),
        (Kind.TERM, glossary.FIELDS),
        (Kind.DOSSIER, dossier.FIELDS),
    )
}

_ORDER = {kind: {field.name: number for number, field in enumerate(fields)} for kind, fields in FIELDS.items()}

#: The record's `fase` of a practice that goes on after a change of course: an event beside the phase, not a phase.
ADJUSTED = "bijgestuurd"


def read_record(raw: Mapping[str, Any], reading: Reading) -> Record:
    """Return the canonical record: known fields in their order, names as slugs, empty fields left out.

    What is wrong or worth saying is noted in `reading`; a record with problems must not be used.
    """
    kind = _kind(raw, reading)
    if kind is None:
        return {}
    raw = _split_adjusted(raw)
    record = read_object(raw, FIELDS[kind], "", reading) or {}
    wrong = {problem.path for problem in reading.problems}
    for field in (KEY, TITLE):
        if field.name not in record and field.name not in wrong:
            reading.problem(field.name, "ontbreekt, en is verplicht")
    if not reading.problems:
        _complete(record, raw, reading)
    return record


def show_record(page: SharedPage) -> Record:
    """Return the canonical record of a page that was fetched by `exporter.fetch`, with all that is in it."""
    record = show_object(page, FIELDS[Kind(page.kind)])
    _add_cited_laws(record)
    return record


def content_of(record: Record, reading: Reading, *, names: Iterable[str] | None = None) -> Content:
    """Return what must be saved for these fields of the record, or for all of them."""
    wanted = None if names is None else set(names)
    content = Content()
    fields = FIELDS[Kind(record["soort"])]
    if wanted is not None:
        wanted |= {name for field in fields if field.name in wanted for name in field.together}
    record = _settled(record)
    for field in fields:
        if field is not KIND and (wanted is None or field.name in wanted):
            field.write(record.get(field.name), content, reading)
    return content


def keep_managed(record: Record, there: Record) -> None:
    """Take over from the present record what the portal itself keeps, where the new one does not name it."""
    for field in FIELDS[Kind(record["soort"])]:
        if field.managed and field.name not in record and field.name in there:
            _insert(record, field.name, there[field.name])
    keep_lasting(record, record["soort"], there)
    if record["zichtbaarheid"] != DRAFT:
        record.pop("zichtbaarNaDelen", None)
    elif "zichtbaarNaDelen" not in record and there.get("zichtbaarheid") not in (None, DRAFT):
        _insert(record, "zichtbaarNaDelen", there["zichtbaarheid"])


def keep_lasting(record: Record, kind: str, there: Record, *, only_named: bool = False) -> None:
    """Take over the rows that others told in the portal; with `only_named` in fields that the record has."""
    for field in FIELDS[Kind(kind)]:
        if isinstance(field, Rows) and field.lasting and (field.name in record or not only_named):
            rows = field.with_lasting(record.get(field.name), there.get(field.name))
            if rows and rows != record.get(field.name):
                _insert(record, field.name, rows)


def _kind(raw: Mapping[str, Any], reading: Reading) -> Kind | None:
    given = raw.get("soort")
    if isinstance(given, str) and given in Kind.values:
        return Kind(given)
    problem = "ontbreekt, en is verplicht" if given is None else f"“{str(given)[:40]}” kan niet"
    reading.problem("soort", f"{problem}; toegestaan: {', '.join(Kind.values)}")
    return None


def _split_adjusted(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """Read the phase "bijgestuurd" as a practice that goes on, with a change of course beside it."""
    if raw.get("fase") != ADJUSTED:
        return raw
    event = {"soort": str(AdjustmentKind.CHANGED), "datum": raw.get("faseSinds")}
    return {**raw, "fase": str(Phase.EXECUTION), "bijstellingen": raw.get("bijstellingen") or [event]}


def _complete(record: Record, raw: Mapping[str, Any], reading: Reading) -> None:
    """Add what follows from other fields."""
    _add_cited_laws(record)
    _settle(record)
    if "trekker" not in record and isinstance(raw.get("gemeenten"), list) and raw["gemeenten"]:
        first = next((name for name in raw["gemeenten"] if isinstance(name, str) and name.strip()), "")
        if first:
            _insert(record, "trekker", reading.names.find("gemeenten", first)[0])
    if raw.get("partnerorganisaties") is None:
        _insert(record, "partnerorganisaties", list(reading.names.partners_named(_partner_names(raw))))
    if record["zichtbaarheid"] != DRAFT:
        record.pop("zichtbaarNaDelen", None)


def _settle(record: Record) -> None:
    """Let the simple fields of a dossier follow from its blocks, where it has any, and drop blocks that say no more."""
    blocks = record.get("blokken")
    if not blocks:
        return
    follows = simple_fields(blocks)
    for name in ("inhoud", "items", "zoekvraag"):
        record.pop(name, None)
        if name in follows:
            _insert(record, name, follows[name])
    if is_simple(blocks):
        del record["blokken"]


def _settled(record: Record) -> Record:
    settled = dict(record)
    _settle(settled)
    return settled


def _partner_names(raw: Mapping[str, Any]) -> tuple[str, ...]:
    partners = raw.get("partners")
    found = []
    for partner in partners if isinstance(partners, list) else []:
        name = partner.get("naam") if isinstance(partner, dict) else partner
        if isinstance(name, str):
            found.append(name)
    return tuple(found)


def _add_cited_laws(record: Record) -> None:
    """A law that is cited is one of the laws of a case."""
    cited = {citation["wet"] for citation in record.get("citaten", ())}
    if cited:
        _insert(record, "wetten", sorted({*record.get("wetten", ()), *cited}))


def _insert(record: Record, name: str, value: Any) -> None:
    """Put a value at the place that its field has in the order of the kind."""
    is_new = name not in record
    record[name] = value
    if is_new:
        order = _ORDER[Kind(record["soort"])]
        for key in sorted(record, key=order.__getitem__):
            record[key] = record.pop(key)
