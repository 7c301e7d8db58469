"""What came of sharing, for who keeps a practice, at /delen/<key>/opbrengst/: on a page, and as CSV."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format

from practices.models import SharedPage
from practices.queries.outcome import Outcome, outcome_of
from practices.rules.permissions import Deed
from practices.views.managing import managed, practice_of, url_of
from practices.views.presenting.figures import Bar, Cell, Download, Table, as_csv, bars

#: The value of the parameter `vorm` that asks for a file.
CSV = "csv"


@managed(Deed.EDIT)
def outcome(request: HttpRequest, page: SharedPage) -> HttpResponse:
    """Show what came of sharing, or give it as CSV with `vorm=csv`."""
    found = outcome_of(practice_of(page), today=timezone.localdate())
    if request.GET.get("vorm") == CSV:
        response = HttpResponse(as_csv(_download(found)), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="opbrengst-{page.address[:60]}.csv"'
        return response
    months = [(date_format(month, "F Y"), number) for month, number in found.looks_per_month]
    context: dict[str, Any] = {
        "page": page,
        "url": url_of(page),
        "outcome": found,
        "facts": _facts(found),
        "adoptions": [(str(step.label), number) for step, number in found.adoptions],
        "bars": bars((Bar(label, number) for label, number in months), one="keer", many="keer") if found.looks else [],
        "table": Table((("Maand", False), ("Keer bekeken", True)), [(Cell(a), Cell(str(b))) for a, b in months]),
    }
    return render(request, "practices/owner/outcome.html", context)


def _facts(found: Outcome) -> list[tuple[str, str, str]]:
    """Return (what, number, more) of each thing that came of it."""
    return [
        ("Keer bekeken", str(found.looks), f"{found.looks_recently} in de laatste 30 dagen"),
        ("Vragen van collega’s", str(found.questions), f"{found.answered} beantwoord"),
        ("Gemeenten die dit ook doen", str(found.adopters), "of het verkennen"),
        ("Volgers", str(found.followers), "zij krijgen bericht als u iets toevoegt"),
        ("Gesprekken gevraagd", str(found.talks), f"{found.agreed} keer ja"),
    ]


def _download(found: Outcome) -> Download:
    """Return the numbers alone: words that people typed could be read as a formula by a spreadsheet."""
    rows: list[tuple[str, str, int]] = [
        ("bekeken", month.isoformat()[:7], number) for month, number in found.looks_per_month
    ]
    rows += [
        ("bekeken", "totaal", found.looks),
        ("vragen", "totaal", found.questions),
        ("vragen", "beantwoord", found.answered),
        *(("overname", step.value, number) for step, number in found.adoptions),
        ("volgers", "nu", found.followers),
        ("gesprekken", "gevraagd", found.talks),
        ("gesprekken", "ja", found.agreed),
    ]
    return Download(("wat", "wanneer", "aantal"), rows)
