"""One deed with several items in /cms/: what is asked first, and what became of each afterwards."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from practices.actions.together import do_together
from practices.forms.curating import FEATURED_FOR
from practices.forms.together import TOGETHER as DEEDS
from practices.models import SharedPage
from practices.queries.curation import specific_items
from practices.views.curating import QUEUE, editor, moment_seen

#: At once; a longer list is done in several rounds.
MOST = 100
TOGETHER = "curation-together"


@require_POST
def together(request: HttpRequest) -> HttpResponse:
    """Ask what the deed needs for the chosen items; sent again with that, do it and tell what became of each."""
    viewer = editor(request)
    pages, name = _chosen(request), request.POST.get("deed", "")
    if not pages or name not in DEEDS:
        messages.error(request, "Kies eerst een of meer items, en wat u wilt doen.")
        return redirect(QUEUE)
    label, form_class = DEEDS[name]
    today = timezone.localdate()
    sure = request.POST.get("zeker") == "ja"
    initial = {"until": today + FEATURED_FOR, "position": 1}
    form = form_class(request.POST if sure else None, today=today, initial=initial)
    context = {
        "page_title": label,
        "header_icon": "tasks",
        "deed": name,
        "pages": pages,
        "form": form,
        "until": moment_seen(request).isoformat(),
    }
    if sure and form.is_valid():
        outcomes = do_together(name, pages, form.cleaned_data, until=moment_seen(request), by=viewer, at=timezone.now())
        context |= {"outcomes": outcomes, "done": sum(not outcome.refused for outcome in outcomes)}
        return render(request, "practices/cms/together_done.html", context)
    return render(request, "practices/cms/together.html", context, status=422 if sure else 200)


def _chosen(request: HttpRequest) -> list[SharedPage]:
    typed = request.POST.getlist("item")[:MOST]
    numbers = [int(text) for text in typed if text.isascii() and text.isdigit() and len(text) < 16]
    return specific_items(dict.fromkeys(numbers))
