"""What an owner sends on, made from card and log at /delen/<key>/teksten/: to read, to copy, to print, as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from practices.models import SharedPage
from practices.queries.story import story_of
from practices.rules.owner_texts import Story, college_message, executive_version, missing_in, subsidy_account
from practices.rules.permissions import Deed
from practices.views.managing import managed, practice_of, url_of
from practices.views.presenting.shared import rich

#: The value of the parameter `vorm` that asks for a file.
MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class Text:
    """A text that can be made. help: what it is for."""

    title: str
    help: str
    compose: Callable[..., str]


TEXTS: Mapping[str, Text] = {
    "college": Text(
        "Bericht aan het college",
        "Wat het is, hoe het ervoor staat, wat u weet en wat nog niet.",
        college_message,
    ),
    "subsidie": Text(
        "Verslag voor de subsidie",
        "Wat u zou doen, wat u deed, wat anders ging en wat het kostte. Met het hele logboek.",
        subsidy_account,
    ),
    "bestuurder": Text(
        "Voor de bestuurder, op één scherm",
        "De kern in een minuut: stand, opbrengst, tegenslag, geld en vraag.",
        executive_version,
    ),
}


@managed(Deed.EDIT)
def overview(request: HttpRequest, page: SharedPage) -> HttpResponse:
    """Show which texts there are, and what they would lack."""
    story = _story(request, page)
    context = {"page": page, "url": url_of(page), "texts": TEXTS.items(), "missing": missing_in(story)}
    return render(request, "practices/owner/texts.html", context)


@managed(Deed.EDIT)
def text(request: HttpRequest, page: SharedPage, name: str) -> HttpResponse:
    """Show a text, or give it as a Markdown file with `vorm=markdown`."""
    if name not in TEXTS:
        raise Http404("Deze tekst maken wij niet.")
    story, today = _story(request, page), timezone.localdate()
    markdown = _composed(name, story, today)
    if request.GET.get("vorm") == MARKDOWN:
        response = HttpResponse(markdown, content_type="text/markdown; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}-{page.address[:60]}.md"'
        return response
    head, _, body = markdown.partition("\n\n")
    context = {
        "page": page,
        "url": url_of(page),
        "name": name,
        "text": TEXTS[name],
        "title": head.removeprefix("# "),
        "html": rich(body, top=2),
        "markdown": markdown,
        "rows": min(30, markdown.count("\n") + 4),
    }
    return render(request, "practices/owner/text.html", context)


def _composed(name: str, story: Story, today: date) -> str:
    return TEXTS[name].compose(story, today=today)


def _story(request: HttpRequest, page: SharedPage) -> Story:
    return story_of(practice_of(page), site=settings.SITE_URL or request.build_absolute_uri("/").rstrip("/"))
