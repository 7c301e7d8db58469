"""Turns a page into what its template shows: plain values, and the parts that are the same for every reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from practices.choices import Kind, Visibility
from practices.models import LegalCasePage, SharedPage
from practices.queries import Owner, owner_of
from practices.queries.curation import label_of, request_about
from practices.rules.durations import elapsed
from practices.rules.permissions import Deed, may
from practices.rules.visibility import Viewer
from practices.views.presenting import adoption, dossier, glossary, lead_times, legal_case, network, practice
from practices.views.presenting.body import Body, draw, drawn, kept
from practices.views.presenting.shared import FEW, LONG, Action, Around, Link, Section

_AROUND: Mapping[Kind, Callable[[Any, Viewer, Owner, date], Around]] = {
    Kind.PRACTICE: practice.around,
    Kind.LEGAL_CASE: legal_case.around,
    Kind.NETWORK: network.around,
    Kind.TERM: glossary.around,
    Kind.DOSSIER: dossier.around,
}
#: What depends on who looks in a section that is otherwise the same for every reader.
_BESIDE: Mapping[str, Callable[..., Any]] = {"mijlpalen": lead_times.beside, "overgenomen": adoption.beside}
#: Days after which one asks whether a page still holds.
STALE = 365


def present(
    page: SharedPage, viewer: Viewer, *, today: date, body_of: Callable[[SharedPage], Body] = draw
) -> dict[str, Any]:
    """Return the context of the template of this page, for this viewer.

    body_of: how to get what is the same for every reader; by default it is drawn from the page as it is in memory,
        which a preview needs; `kept` keeps it
    """
    kind = page.KIND
    owner = owner_of(page)
    body = body_of(page)
    around = _AROUND[kind](page, viewer, owner, today)
    blocks = around.details.get("blocks", ())
    contents = [*_named(around.before), *_named(blocks), *body.contents, *_named(around.after)]
    return {
        "kind": kind,
        "kind_label": kind.label,
        "page_title": f"{page.title}: {str(kind.label).lower()}",
        "description": _description(page, owner),
        "lead": around.lead or page.summary,
        "breadcrumbs": [{"title": kind.plural_label, "url": f"/{kind.plural}/"}, {"title": page.title, "url": ""}],
        "owner": owner,
        "body": body,
        "main": [_as_seen(part, page, viewer) for part in body.main],
        "places": body.places[:FEW],
        "other_places": max(0, len(body.places) - FEW),
        "around": around,
        "has_sections": bool(contents or blocks or (body.top and kind not in {Kind.PRACTICE, Kind.LEGAL_CASE})),
        "contents": contents if len(contents) >= LONG else [],
        "visibility_label": "" if page.visibility == Visibility.PUBLIC else Visibility(page.visibility).label,
        "is_own": may(viewer, Deed.EDIT, page.path),
        "label": _label(page),
        "asked": request_about(page.pk) if page.pk and may(viewer, Deed.EDIT, page.path) else None,
        "stale": _stale(page.confirmed_on, today),
        "edit": Action("Bewerk in de redactie", f"/cms/pages/{page.pk}/edit/", "pencil") if viewer.is_curator else None,
    }


def _as_seen(part: SafeString | Section, page: SharedPage, viewer: Viewer) -> SafeString:
    """Return a part of the content as this reader sees it."""
    if not isinstance(part, Section):
        return part
    beside = _BESIDE[part.id](part.data, page, viewer, is_own=may(viewer, Deed.EDIT, page.path))
    return drawn(replace(part, data={**part.data, "beside": beside}))


def _label(page: SharedPage) -> dict[str, Any] | None:
    """Return when the editors gave the label and what they saw; an imported label has neither."""
    label = label_of(page.pk) if page.vng_label and page.pk else None
    if label is None:
        return None
    return {
        "date": timezone.localdate(label.given_at),
        "notes": [(criterion.label, note) for criterion, note in label.notes.items()],
        "changed": label.revision_id != page.live_revision_id,
    }


def _named(sections: Iterable[Any]) -> list[tuple[str, str]]:
    return [(section.id, section.title) for section in sections if section.title]


def _description(page: SharedPage, owner: Owner) -> str:
    """Return what a search engine shows below the title: at most 160 characters."""
    question = page.question if isinstance(page, LegalCasePage) else ""
    text = page.summary or question or page.purpose
    text = text or f"{page.KIND.label} van {owner.title} op Praktijkplein: {page.title}"
    return Truncator(" ".join(text.split())).chars(160)


def _stale(confirmed: date | None, today: date) -> str:
    """Return how long ago a page was confirmed when that is long, else nothing."""
    return elapsed(confirmed, today) if confirmed and (today - confirmed).days > STALE else ""


__all__ = ["Body", "Link", "draw", "kept", "present"]
