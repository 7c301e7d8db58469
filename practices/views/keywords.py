"""The keywords in /cms/: how often each is used, renaming one, and merging two."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from taggit.models import Tag
from wagtail.admin import messages

from practices.actions.keywords import LONGEST_KEYWORD, KeywordTaken, merge_keywords, rename_keyword
from practices.models.base import EXAMPLE_TAG
from practices.queries.keywords import items_with, keyword_called, keywords
from practices.rules.permissions import NotAllowed
from practices.rules.visibility import Viewer
from practices.views.access import viewer_of

#: Keywords on a page, and items that a question names.
ROWS, NAMED = 50, 10
LIST = "keywords"


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show the keywords with how often each is used, the most used first."""
    _editor(request)
    text, order = request.GET.get("q", "").replace("\0", "").strip()[:100], request.GET.get("volgorde", "")
    pages = Paginator(keywords(text, by_name=order == "naam"), ROWS)
    page = pages.get_page(request.GET.get("p"))
    context = {"rows": page, "text": text, "order": order, "total": pages.count, "fixed": EXAMPLE_TAG}
    return render(request, "practices/cms/keywords.html", _page("Trefwoorden", context))


@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: HttpRequest, number: int) -> HttpResponse:
    """Ask for another name; a POST gives it."""
    viewer = _editor(request)
    keyword = get_object_or_404(Tag, pk=number)
    context: dict[str, Any] = {
        "keyword": keyword,
        "name": keyword.name,
        "count": items_with(keyword).count(),
        "longest": LONGEST_KEYWORD,
    }
    if request.method == "POST":
        context["name"] = request.POST.get("naam", "").replace("\0", "")
        try:
            renamed = rename_keyword(number, context["name"], by=viewer, at=timezone.now())
        except KeywordTaken as taken:
            context |= {"taken": taken.keyword, "error": f"“{taken.keyword.name}” is er al."}
        except ValueError:
            context["error"] = f"Vul een naam in met letters of cijfers, van hoogstens {LONGEST_KEYWORD} tekens."
        except NotAllowed as error:
            context["error"] = str(error)
        else:
            messages.success(request, f"“{keyword.name}” heet nu “{renamed.name}”. Oude links blijven werken.")
            return redirect(LIST)
    return render(request, "practices/cms/keyword_rename.html", _page("Trefwoord hernoemen", context))


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, number: int) -> HttpResponse:
    """Ask with which keyword to merge, then whether that is right; a POST does it."""
    viewer = _editor(request)
    keyword = get_object_or_404(Tag, pk=number)
    typed = (request.POST.get("met") or request.GET.get("met") or "").replace("\0", "").strip()
    target = keyword_called(typed) if typed else None
    error = ""
    if typed and target is None:
        error = f"“{typed[:LONGEST_KEYWORD]}” is geen trefwoord dat wij kennen. Kies er een uit de lijst."
    elif target == keyword:
        target, error = None, "Kies een ander trefwoord: dit is hetzelfde."
    if request.method == "POST" and target is not None:
        try:
            kept, count = merge_keywords(keyword.pk, target.pk, by=viewer, at=timezone.now())
        except NotAllowed as refused:
            error = str(refused)
        else:
            moved = "1 item kreeg" if count == 1 else f"{count} items kregen"
            messages.success(
                request, f"{moved} “{kept.name}” in plaats van “{keyword.name}”. Oude links blijven werken."
            )
            return redirect(LIST)
    items = items_with(keyword)
    context = {
        "keyword": keyword,
        "target": None if error else target,
        "typed": typed,
        "error": error,
        "count": items.count(),
        "items": items[:NAMED],
        "others": Tag.objects.exclude(pk=keyword.pk).order_by("name").values_list("name", flat=True),
    }
    return render(request, "practices/cms/keyword_merge.html", _page("Trefwoorden samenvoegen", context))


def _page(title: str, context: dict[str, Any]) -> dict[str, Any]:
    return {"page_title": title, "header_icon": "tag", **context}


def _editor(request: HttpRequest) -> Viewer:
    viewer: Viewer = viewer_of(request)
    if not viewer.is_curator:
        raise PermissionDenied("Dit is voor de VNG-redactie.")
    return viewer
