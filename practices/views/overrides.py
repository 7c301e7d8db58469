"""What the privacy guard let through, in /cms/: a list with filters, the same as CSV, and cleaning a page."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from practices.actions.history import clean_history
from practices.models import AuditEntry, SharedPage
from practices.queries.overrides import may_read_overrides, override_lines, overrides
from practices.rules.permissions import NotAllowed
from practices.rules.privacy import KINDS
from practices.views.access import viewer_of

LIST, DOWNLOAD, CLEAN = "overrides", "overrides-csv", "clean-history"
ROWS = 50
#: How far back one may look, in days; "" is everything.
PERIODS = {"7": "laatste 7 dagen", "30": "laatste 30 dagen", "365": "laatste jaar", "": "alles"}
_COLUMNS = ("moment", "door", "item", "sleutel", "soort", "gemaskeerd", "plaats", "reden", "langs")
#: A cell that begins so is a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show what was allowed, the last first."""
    pages = Paginator(_lines(request), ROWS)
    page = pages.get_page(request.GET.get("p"))
    asked = request.GET.copy()
    asked.pop("p", None)
    context = {
        "page_title": "Toegestane persoonsgegevens",
        "header_icon": "lock-open",
        "page": page,
        "rows": overrides(list(page.object_list)),
        "total": pages.count,
        "kinds": KINDS,
        "kind": request.GET.get("soort", ""),
        "periods": PERIODS,
        "period": request.GET.get("periode", ""),
        "imported": "import" in request.GET,
        "text": _text(request),
        "query": asked.urlencode(),
    }
    return render(request, "practices/cms/overrides.html", context)


@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """Give the same as CSV."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for each in overrides(_lines(request)):
        moment = timezone.localtime(each.at).strftime("%Y-%m-%d %H:%M")
        cells = (moment, each.by, each.title, each.key, each.kind, each.masked, each.place, each.reason, each.where)
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    response = HttpResponse("\ufeff" + file.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="praktijkplein-toegestaan.csv"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def clean(request: HttpRequest, number: int) -> HttpResponse:
    """Ask whether older versions of a page may lose what was found in them; a POST takes it out."""
    item = SharedPage.objects.filter(pk=number).first()
    if item is None:
        raise Http404("Dit item is er niet (meer).")
    if not viewer_of(request).is_curator:
        raise PermissionDenied("Dit is voor de VNG-redactie.")
    if request.method == "POST":
        try:
            cleaned = clean_history(item, by=viewer_of(request), at=timezone.now())
        except NotAllowed as error:
            raise PermissionDenied(str(error)) from error
        told = f"{cleaned} gegevens zijn gewist" if cleaned != 1 else "Eén gegeven is gewist"
        messages.success(request, f"{told} uit oudere versies van “{item.title}”.")
        return redirect("wagtailadmin_pages:history", item.pk)
    context = {"page_title": "Oudere versies opschonen", "header_icon": "history", "item": item}
    return render(request, "practices/cms/clean_history.html", context)


def _lines(request: HttpRequest) -> QuerySet[AuditEntry]:
    viewer = viewer_of(request)
    if not may_read_overrides(viewer):
        raise PermissionDenied("Dit is voor de VNG-redactie en voor privacy officers.")
    kind, period = request.GET.get("soort", ""), request.GET.get("periode", "")
    since: datetime | None = timezone.now() - timedelta(days=int(period)) if period in PERIODS and period else None
    return override_lines(
        viewer,
        since=since,
        kind=kind if kind in KINDS else "",
        imported=None if "import" in request.GET else False,
        text=_text(request),
    )


def _text(request: HttpRequest) -> str:
    return " ".join(request.GET.get("q", "").replace("\0", "").split())[:100]
