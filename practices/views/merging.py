"""Two items that are one thing, in /cms/: which one stays, what goes where, and taking it back."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from practices.actions.merging import merge_items, undo_merge
from practices.choices import Kind
from practices.models import SharedPage
from practices.queries.curation import specific_items
from practices.queries.merging import alike, plan, why_not_merged, words_for
from practices.queries.pages import split_key
from practices.rules.permissions import NotAllowed
from practices.views.curating import ITEM, editor, item_or_404

MERGE = "curation-merge"
_UNKNOWN = "Dit item kennen wij niet. Plak het adres van de pagina, of de sleutel, zoals praktijk-17."


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, number: int) -> HttpResponse:
    """Ask into which item this one goes, then show what goes where; a POST does it."""
    viewer, page = editor(request), item_or_404(number)
    typed = (request.POST.get("met") or request.GET.get("met") or "").replace("\0", "").strip()[:500]
    into = _named(typed, page) if typed else None
    error = (_UNKNOWN if into is None else why_not_merged(page, into)) if typed else ""
    if request.method == "POST" and into is not None and not error:
        try:
            merge_items(page, into, by=viewer, at=timezone.now())
        except NotAllowed as refusal:
            error = str(refusal)
        except ValidationError as refusal:
            error = f"Bewaren lukt niet: {' '.join(refusal.messages)}"
        else:
            messages.success(request, f"“{page.title}” is opgegaan in “{into.title}”. Het oude adres leidt daarheen.")
            return redirect(ITEM, into.pk)
    context: dict[str, Any] = {
        "page_title": "Samenvoegen",
        "header_icon": "tasks",
        "item": page,
        "typed": typed,
        "error": error,
        "into": None if error else into,
        "alike": [] if into is not None and not error else alike(page),
    }
    if into is not None and not error:
        made = plan(page, into)
        context |= {"plan": made, "moving": words_for(made, type(page)), "texts": _labels(page, made.texts)}
    return render(request, "practices/cms/merge.html", context, status=422 if error else 200)


@require_POST
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Take a merge back."""
    viewer, page = editor(request), item_or_404(number)
    try:
        undo_merge(page, by=viewer, at=timezone.now())
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"“{page.title}” is weer een eigen item.")
    return redirect(ITEM, number)


def _labels(page: SharedPage, names: Any) -> list[str]:
    return [str(getattr(page._meta.get_field(name), "verbose_name", name)) for name in names]


def _named(typed: str, page: SharedPage) -> SharedPage | None:
    """Return the item of a key, a number or an address on this site."""
    if parts := split_key(typed):
        return next(iter(specific_items([parts[1]])), None)
    last = urlsplit(typed).path.strip("/").split("/")
    kinds = {kind.plural: kind for kind in Kind}
    if len(last) == 2 and last[0] in kinds:
        found = SharedPage.objects.filter(kind=kinds[last[0]], address=last[1]).values_list("pk", flat=True)
        return next(iter(specific_items(found)), None)
    return None
