"""Importing a file in /cms/: send it, try it, read what became of each line, and only then import it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import reset_queries
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from practices.actions.imports import LARGEST_FILE, finish_import, keep_import_file
from practices.exchange.importer import Importer, Outcome, Result, UnknownOwner
from practices.exchange.lines import read_lines
from practices.exchange.report import Report
from practices.models import ImportFile
from practices.rules.permissions import Deed, may
from practices.rules.visibility import Viewer
from practices.views.access import viewer_of

#: Lines of the report that are shown at most, and lines of the file between two signs of progress.
MOST_SHOWN, PROGRESS = 500, 100
_HERE = "<!-- report -->"


class ImportForm(forms.Form):
    """A file of records, and what to do with names that are not known."""

    file = forms.FileField(
        label="Bestand (JSON Lines)",
        help_text=f"Eén record per regel, hoogstens {LARGEST_FILE // 1_000_000} MB. Bijvoorbeeld een export van hier.",
        error_messages={"required": "Kies een bestand.", "empty": "Dit bestand is leeg."},
    )
    owner = forms.CharField(
        label="Van wie is het, als een regel niets noemt?",
        required=False,
        max_length=200,
        help_text="Naam of code van een organisatie. Leeg: VNG. Bijvoorbeeld: Zaanstad.",
    )
    create_terms = forms.BooleanField(
        label="Voeg namen die geen lijst kent toe aan de lijst",
        required=False,
        help_text="Anders wordt een regel met zo’n naam geweigerd.",
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(
                f"Dit bestand is groter dan {LARGEST_FILE // 1_000_000} MB. Deel het op, of gebruik import_content."
            )
        return file

    def clean_owner(self) -> str:
        owner: str = self.cleaned_data["owner"].strip()
        try:
            Importer(by=Viewer(), at=timezone.now(), owner=owner, dry_run=True)
        except UnknownOwner as error:
            raise forms.ValidationError(f"{error}.") from error
        return owner


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Ask for a file; a POST keeps it and goes on to the trial."""
    viewer = _administrator(request)
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        kept = keep_import_file(
            values["file"].name,
            values["file"].read(),
            create_terms=values["create_terms"],
            owner=values["owner"],
            by=viewer,
            at=timezone.now(),
        )
        return redirect("import-trial", kept.pk)
    files = ImportFile.objects.filter(by_id=viewer.user_id).defer("content")
    return render(request, "practices/cms/import.html", {**_PAGE, "form": form, "files": files})


@require_safe
def trial(request: HttpRequest, number: int) -> HttpResponseBase:
    """Tell line by line what an import would do; nothing is written but that the trial came to its end."""
    return _run(request, number, dry_run=True)


@require_POST
def import_file(request: HttpRequest, number: int) -> HttpResponseBase:
    """Import a file that was tried, and tell what became of each line."""
    return _run(request, number, dry_run=False)


_PAGE = {"page_title": "Importeren", "header_icon": "upload"}


def _run(request: HttpRequest, number: int, *, dry_run: bool) -> HttpResponseBase:
    viewer = _administrator(request)
    file = ImportFile.objects.filter(pk=number, by_id=viewer.user_id).first()
    if file is None:
        raise Http404("Dit bestand is er niet meer. Stuur het opnieuw op.")
    if file.done_at or not (dry_run or file.tried_at):
        return redirect("import")
    get_token(request)  # the button comes when the head of the response has gone
    context = {**_PAGE, "file": file, "dry_run": dry_run}
    before, after = render_to_string("practices/cms/import_run.html", context, request).split(_HERE)
    report = _report(request, file, viewer, dry_run=dry_run, at=timezone.now())
    response = StreamingHttpResponse(_parts(before, report, after))
    response["Content-Encoding"] = "identity"  # packed, it would be held back until there is enough of it
    response["X-Accel-Buffering"] = "no"
    return response


def _parts(before: str, report: Iterator[str], after: str) -> Iterator[str]:
    yield before
    yield from report
    yield after


def _report(request: HttpRequest, file: ImportFile, viewer: Viewer, *, dry_run: bool, at: datetime) -> Iterator[str]:
    """Import, or try to, and yield what to show of it as it happens. Who leaves the page stops it between two lines."""
    report, shown, number = Report(dry_run=dry_run), 0, 0
    run = Importer(by=viewer, at=at, create_terms=file.create_terms, owner=file.owner, dry_run=dry_run)
    yield '<ul class="cms-report">'
    for outcome in _outcomes(run, bytes(file.content)):
        list(report.lines(outcome))  # counts it
        if outcome.problems or outcome.warnings:
            shown += 1
            if shown <= MOST_SHOWN:
                yield render_to_string("practices/cms/import_line.html", _line(outcome))
        number += outcome.result not in {Result.LINKED, Result.REMARK}
        if number and number % PROGRESS == 0:
            yield f"<li>{number} regels gelezen…</li>"
        reset_queries()  # with DEBUG on Django remembers the last thousands, texts and all
    yield "</ul>"
    finish_import(file, dry_run=dry_run, told=report.summary(), by=viewer, at=timezone.now())
    context = {
        "file": file,
        "dry_run": dry_run,
        "summary": report.summary(),
        "refused": report.counts[Result.REFUSED],
        "useful": report.counts[Result.ADDED] + report.counts[Result.CHANGED],
        "more": max(0, shown - MOST_SHOWN),
    }
    yield render_to_string("practices/cms/import_end.html", context, request)


def _outcomes(run: Importer, content: bytes) -> Iterator[Outcome]:
    yield from run.lines(read_lines(BytesIO(content)))
    yield from run.links()


def _line(outcome: Outcome) -> dict[str, Any]:
    return {
        "line": outcome.line,
        "item": f"{outcome.kind} “{outcome.source_id}”" if outcome.source_id else "",
        "result": outcome.result.value,
        "refused": outcome.result == Result.REFUSED,
        "problems": [str(remark) for remark in outcome.problems],
        "warnings": [str(remark) for remark in outcome.warnings],
    }


def _administrator(request: HttpRequest) -> Viewer:
    viewer: Viewer = viewer_of(request)
    if not may(viewer, Deed.IMPORT, ""):
        raise PermissionDenied("Importeren is voor de beheerder.")
    return viewer
