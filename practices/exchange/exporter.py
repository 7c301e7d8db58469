"""Exports records: what a viewer may see of each page, in a constant number of queries per batch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Prefetch, Q, prefetch_related_objects

from practices.choices import Kind
from practices.exchange.content import add_referred
from practices.exchange.fields import shown
from practices.exchange.names import ListNames
from practices.exchange.reading import Record
from practices.exchange.records import show_record
from practices.models import LegalCasePage, OrganisationPage, PracticePage, SharedPage, TermPage
from practices.models.querysets import visible_to
from practices.queries import MODELS
from practices.rules.permissions import Deed, may
from practices.rules.visibility import Role, Viewer

#: Kinds in the order of an export: what others refer to comes first, so that an import finds it.
ORDER = (Kind.TERM, Kind.LEGAL_CASE, Kind.PRACTICE, Kind.NETWORK, Kind.DOSSIER)
#: Pages that are in memory at a time.
BATCH = 200

_COMMON = (
    "municipalities",
    "theme_choices__theme",
    "domains",
    "target_groups",
    "partner_kinds",
    "laws",
    "tags",
    "named_partners",
    "document_links__document",
)
_OWN = {
    Kind.PRACTICE: (
        "questions",
        "participations__partner_kind",
        "milestones",
        "log_entries",
        "adjustments",
        "measurements",
        "adoptions__municipality",
        "phase_changes",
    ),
    Kind.LEGAL_CASE: (
        "citations__law",
        "matrix_rows__giver_kind",
        "matrix_rows__receiver_kind",
        "positions",
        "also_asked_by",
    ),
    Kind.NETWORK: ("members", "meetings"),
    Kind.TERM: ("meanings__domain",),
    Kind.DOSSIER: (),
}


def records(viewer: Viewer, kinds: tuple[Kind, ...] = ORDER) -> Iterator[Record]:
    """Yield the records of everything that the viewer may see, kind by kind, in the order in which they came."""
    names = ListNames()
    for kind in kinds:
        numbers = list(_visible(kind, viewer).order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(numbers), BATCH):
            batch = MODELS[kind].objects.filter(pk__in=numbers[start : start + BATCH]).filter(_condition(viewer))
            for page in fetch(kind, batch.order_by("pk"), viewer, names=names):
                yield for_viewer(page, viewer)


def to_record(page: SharedPage, viewer: Viewer) -> Record:
    """Return the record of one page, as far as the viewer may see what is in it; see `to_records`."""
    return to_records([page], viewer)[0]


def to_records(pages: Sequence[SharedPage], viewer: Viewer) -> list[Record]:
    """Return the records of pages of one kind, as far as the viewer may see what is in them.

    Takes a constant number of queries. Whether the viewer may see the pages at all must be known already.
    """
    if not pages:
        return []
    kind = Kind(pages[0].kind)
    prefetch_related_objects(list(pages), *_related(kind, viewer))
    _add_owners(pages, ListNames())
    add_referred(pages, SharedPage.objects.filter(_condition(viewer)))
    return [for_viewer(page, viewer) for page in pages]


def fetch(kind: Kind, pages: Any, viewer: Viewer, *, names: ListNames) -> list[SharedPage]:
    """Return the pages of a queryset with all that a record needs, in a constant number of queries."""
    found: list[SharedPage] = list(pages.prefetch_related(*_related(kind, viewer)))
    _add_owners(found, names)
    add_referred(found, SharedPage.objects.filter(_condition(viewer)))
    return found


def for_viewer(page: SharedPage, viewer: Viewer) -> Record:
    """Return the record of a fetched page without what the viewer may not see."""
    record = show_record(page)
    if not may(viewer, Deed.SEE_PERSONS, page.path):
        _drop_persons(record)
        if not viewer.is_municipal:
            _drop_adopters(record)
    if not (viewer.is_curator or viewer.owns(page.path)):
        _keep_released(record)
    return record


def _visible(kind: Kind, viewer: Viewer) -> Any:
    return MODELS[kind].objects.filter(_condition(viewer))


def _condition(viewer: Viewer) -> Q:
    """Return the condition of what is exported: what the viewer sees; administrators take drafts along."""
    return Q() if Role.ADMINISTRATOR in viewer.roles else visible_to(viewer)


def _related(kind: Kind, viewer: Viewer) -> tuple[Any, ...]:
    """Return what must be fetched with pages of this kind; of pages that they refer to only what the viewer may see."""
    seen = _condition(viewer)
    related: tuple[Any, ...] = (*_COMMON, *_OWN[kind])
    cases = Prefetch("legal_cases", LegalCasePage.objects.filter(seen), to_attr=shown("legal_cases"))
    if kind == Kind.PRACTICE:
        terms = Prefetch("terms", TermPage.objects.filter(seen), to_attr=shown("terms"))
        own = Prefetch("adoptions__own_practice", PracticePage.objects.filter(seen))
        return (*related, terms, cases, own)
    if kind == Kind.NETWORK:
        practices = Prefetch("practices", PracticePage.objects.filter(seen), to_attr=shown("practices"))
        return (*related, practices, cases)
    return related


def _add_owners(pages: Sequence[SharedPage], names: ListNames) -> None:
    """Keep with each page how a record writes the organisation above it."""
    paths = {page.path[: -page.steplen] for page in pages}
    organisations = OrganisationPage.objects.select_related("municipality").filter(path__in=paths)
    owners = {organisation.path: names.owner_name(organisation) for organisation in organisations}
    for page in pages:
        setattr(page, shown("owner"), owners.get(page.path[: -page.steplen], ""))


def _drop_persons(record: Record) -> None:
    """Take out the names of persons; roles and shared mail addresses stay."""
    for group, names in (("contact", ("naam", "vervanger")), ("beheerder", ("naam",))):
        if group in record:
            record[group] = {name: value for name, value in record[group].items() if name not in names}
            if not record[group]:
                del record[group]
    if "leden" in record:
        record["leden"] = [{name: value for name, value in row.items() if name != "naam"} for row in record["leden"]]


def _drop_adopters(record: Record) -> None:
    """Take out whom one can ask at municipalities that do this too: that is for colleagues."""
    if "overgenomenDoor" in record:
        rows = record["overgenomenDoor"]
        record["overgenomenDoor"] = [{name: value for name, value in row.items() if name != "contact"} for row in rows]


def _keep_released(record: Record) -> None:
    """Take out measurements that their partner did not release."""
    if "startfotos" in record:
        record["startfotos"] = [row for row in record["startfotos"] if row["vrijgegeven"]]
        if not record["startfotos"]:
            del record["startfotos"]
