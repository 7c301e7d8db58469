"""Filling in a description after sharing, at /delen/<key>/vul-aan/: what the phase asks, a part at a time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from practices.actions.description import describe, described
from practices.actions.practice import ChangedMeanwhile
from practices.choices import PartnerRole, Phase
from practices.forms.description import BY_SLUG, PARTNER_COLUMNS, PARTS, Part, PartForm, number_in
from practices.models import PartnerKind, PracticePage, SharedPage
from practices.queries.entries import offered
from practices.rules.asking import Asked, asked
from practices.rules.drafts import fingerprint, marks_in
from practices.rules.permissions import Deed
from practices.views.access import viewer_of
from practices.views.held import held
from practices.views.managing import cannot_save, managed, practice_of, url_of
from practices.views.presenting.todo import missing_of, todo


@managed(Deed.EDIT)
def overview(request: HttpRequest, page: SharedPage) -> HttpResponse:
    """Show the parts of the description, with what this phase asks of each and what is there."""
    practice = practice_of(page)
    missing = missing_of(practice, viewer_of(request))
    rows = [_row(practice, part, missing) for part in PARTS]
    context = {
        "page": page,
        "url": url_of(page),
        "phase": Phase(practice.phase).label.lower(),
        "todo": todo(practice, viewer_of(request)),
        "files": list(practice.document_links.all()),
        "now": [row for row in rows if row["asked"] != Asked.LATER],
        "later": [row for row in rows if row["asked"] == Asked.LATER],
    }
    return render(request, "practices/sharing/complete.html", context)


def _row(page: PracticePage, part: Part, missing: frozenset[str]) -> dict[str, Any]:
    """Return a part with the most that the phase asks of a field in it, and how far it is filled in."""
    levels = {asked(field, page.phase) for field in part.records}
    level = next(each for each in Asked if each in levels)
    filled = [bool(described(page, name)) for name in part.form.base_fields]
    state = "missing" if missing & set(part.records) else "done" if all(filled) else "some" if any(filled) else "empty"
    return {"part": part, "key": page.key, "asked": level, "state": state}


@managed(Deed.EDIT)
def part(request: HttpRequest, page: SharedPage, slug: str) -> HttpResponse:
    """Show the form of one part; a POST saves it by itself, live at once."""
    practice = practice_of(page)
    if slug not in BY_SLUG:
        raise Http404("Dit onderdeel is er niet.")
    chosen, typed = BY_SLUG[slug], request.POST or held(request)
    now = {name: described(practice, name) for name in chosen.form.base_fields}
    form = chosen.form(typed, initial=now, today=timezone.localdate(), viewer=viewer_of(request), page=practice)
    seen = typed.get("seen", "") if typed else ""
    if request.method == "POST" and "rij" not in request.POST and form.is_valid():
        try:
            describe(practice, values=form.plain(), seen=marks_in(seen), by=viewer_of(request), at=timezone.now())
        except ChangedMeanwhile as meanwhile:
            return _show(request, practice, chosen, form, seen="", theirs=meanwhile.fields)
        except ValidationError as error:
            form.add_error(None, cannot_save(error))
        else:
            messages.success(request, f"“{chosen.title}” staat online.")
            return redirect("practices:complete", page.key)
    return _show(request, practice, chosen, form, seen=seen)


def _show(
    request: HttpRequest,
    page: PracticePage,
    part: Part,
    form: PartForm,
    *,
    seen: str,
    theirs: tuple[str, ...] = (),
) -> HttpResponse:
    """Show the form; `seen`: the marks to send along, when they are not those of the page as it is now."""
    now = {name: described(page, name) for name in form.fields}
    context: dict[str, Any] = {
        "page": page,
        "url": url_of(page),
        "part": part,
        "form": form,
        "seen": seen or _as_marks(now),
        "theirs": [{"label": form.fields[name].label, "texts": _in_words(form, name, now[name])} for name in theirs],
    }
    if "participations" in form.fields:
        context |= _lists_of_partners(request, form)
    return render(request, "practices/sharing/part.html", context)


def _as_marks(now: Mapping[str, Any]) -> str:
    return json.dumps({name: fingerprint(value) for name, value in now.items()})


def _in_words(form: PartForm, name: str, value: Any) -> list[str]:
    """Return what a colleague wrote as texts to read."""
    field = form.fields[name]
    if hasattr(field, "queryset"):
        return [str(entry) for entry in field.queryset.filter(pk__in=value)]
    if isinstance(value, list):
        return [str(row.get("name") or row.get("bron") or "") if isinstance(row, dict) else str(row) for row in value]
    return [str(value)]


def _lists_of_partners(request: HttpRequest, form: PartForm) -> dict[str, Any]:
    """Return the rows of partners as typed or as they are, with an empty one at the end."""
    rows = form["participations"].value() or []
    empty = dict.fromkeys(PARTNER_COLUMNS, "")
    shown = [{name: "" if row[name] is None else str(row[name]) for name in PARTNER_COLUMNS} for row in rows]
    chosen = [number for row in shown if (number := number_in(row["partner_kind"])) is not None]
    return {
        "partner_rows": [*shown, empty] if not shown or shown[-1] != empty or "rij" in request.POST else shown,
        "partner_kinds": offered(PartnerKind, chosen).values_list("pk", "name"),
        "partner_roles": PartnerRole.choices,
    }
