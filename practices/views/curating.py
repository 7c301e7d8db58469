"""The queue of the editors in /cms/: what waits, what else changed this week, and one item with what changed on it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from practices.actions.curation import look, look_at_all
from practices.choices import Kind
from practices.forms.curating import FEATURED_FOR, FeatureForm, LabelForm, ReasonForm
from practices.models import AuditEntry, SharedPage
from practices.queries.curation import all_featured, decisions_about
from practices.queries.pages import MODELS
from practices.queries.queue import WEEK, queue, text_a_week_ago, to_see, waiting_total, week
from practices.rules.visibility import Viewer
from practices.views.access import viewer_of
from practices.views.presenting.differences import differences

#: Items on a screen, and deeds of which one item tells.
ROWS, DEEDS = 25, 12
QUEUE, WEEKLY, ITEM, SEEN = "curation", "curation-week", "curation-item", "curation-seen"
#: What a deed longer ago does not explain.
LATELY = timedelta(days=30)


def editor(request: HttpRequest) -> Viewer:
    """Return who works here; raises PermissionDenied for anybody but an editor."""
    viewer = viewer_of(request)
    if not viewer.is_curator:
        raise PermissionDenied("Dit is voor de VNG-redactie.")
    return viewer


def item_or_404(number: int) -> SharedPage:
    """Return any item, online or not; raises Http404."""
    page = SharedPage.objects.filter(pk=number).first()
    if page is None:
        raise Http404("Dit item is er niet (meer).")
    found: SharedPage = MODELS[Kind(page.kind)].objects.get(pk=number)
    return found


def moment_seen(request: HttpRequest) -> datetime:
    """Return when the screen was made on which somebody pressed a button: what came later was not seen."""
    now = timezone.now()
    try:
        typed = parse_datetime(request.POST.get("tot", ""))
    except ValueError:
        typed = None
    return min(typed, now) if typed and timezone.is_aware(typed) else now


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Show what waits for the editors, the most urgent first."""
    editor(request)
    return _listing(request, queue(), "Wachtrij", "practices/cms/queue.html", since=timezone.now() - LATELY)


@require_safe
def weekly(request: HttpRequest) -> HttpResponse:
    """Show what else changed this week."""
    editor(request)
    now = timezone.now()
    return _listing(request, week(until=now), "Deze week", "practices/cms/week.html", since=now - WEEK)


def _listing(
    request: HttpRequest, rows: list[tuple[int, datetime]], title: str, template: str, *, since: datetime
) -> HttpResponse:
    page = Paginator(rows, ROWS).get_page(request.GET.get("p"))
    context = {
        "page_title": title,
        "header_icon": "tasks",
        "rows": to_see(page.object_list, since=since),
        "page": page,
        "total": page.paginator.count,
        "other_total": len(week(until=timezone.now())) if title == "Wachtrij" else waiting_total(),
        "until": timezone.now().isoformat(),
        "back": request.get_full_path(),
    }
    return render(request, template, context)


@require_POST
def all_seen(request: HttpRequest) -> HttpResponse:
    """Note that the whole list of this week was seen, as it was when the screen was made."""
    viewer, until = editor(request), moment_seen(request)
    count = look_at_all([number for number, _ in week(until=until)], until=until, by=viewer, at=timezone.now())
    messages.success(request, "Alles gezien: 1 item." if count == 1 else f"Alles gezien: {count} items.")
    return redirect(WEEKLY)


@require_POST
def seen(request: HttpRequest, number: int) -> HttpResponse:
    """Note that an item was seen, and go back to the list."""
    viewer, page = editor(request), item_or_404(number)
    typed = request.POST.get("versie", "")
    revision = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 16 else None
    look(page, until=moment_seen(request), revision=revision, by=viewer, at=timezone.now())
    messages.success(request, f"Gezien: “{page.title}”.")
    return redirect(WEEKLY if request.POST.get("lijst") == "week" else QUEUE)


@require_safe
def item(request: HttpRequest, number: int) -> HttpResponse:
    """Show one item: why it waits, what changed since the editors looked last, and what they can do."""
    editor(request)
    return show_item(request, item_or_404(number))


def show_item(request: HttpRequest, page: SharedPage, **forms: Any) -> HttpResponse:
    """Draw the screen of an item; `forms` holds one that was filled in and not accepted, by its name."""
    known = decisions_about(page)
    today = timezone.localdate()
    seen_before = known.look.revision if known.look else text_a_week_ago(page, at=timezone.now())
    label = known.label
    given = {
        "request_form": ReasonForm(today=today, prefix="vraag"),
        "down_form": ReasonForm(today=today, prefix="offline"),
        "feature_form": FeatureForm(
            today=today,
            initial={
                "position": known.featured.position if known.featured else 1,
                "until": known.featured.until if known.featured else today + FEATURED_FOR,
            },
        ),
        "label_form": LabelForm(today=today, initial=label.notes if label else None),
        "end_label_form": ReasonForm(today=today, prefix="label"),
    }
    context = {
        "page_title": page.title,
        "header_icon": "tasks",
        "item": page,
        "kind_label": Kind(page.kind).label,
        "known": known,
        "seen_before": seen_before,
        "differences": differences(page, seen_before, request),
        "history": AuditEntry.objects.filter(key=page.key)[:DEEDS],
        "revision": page.latest_revision_id,
        "until": timezone.now().isoformat(),
        "open_form": next(iter(forms), ""),
        **given,
        **forms,
    }
    return render(request, "practices/cms/curated_item.html", context, status=422 if forms else 200)


@require_http_methods(["GET", "HEAD"])
def on_home(request: HttpRequest) -> HttpResponse:
    """Show what stands on the first page because the editors chose it, in its order."""
    editor(request)
    context = {
        "page_title": "Uitgelicht",
        "header_icon": "pick",
        "rows": all_featured(),
        "today": timezone.localdate(),
    }
    return render(request, "practices/cms/featured.html", context)
