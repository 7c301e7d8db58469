"""Who does this already: what resembles a startbericht, while it is typed and after it was shared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from practices import queries
from practices.choices import Kind, QuestionStatus
from practices.rules.visibility import Viewer
from practices.views.access import explain_refusals, viewer_of
from practices.views.drafts import own_draft
from practices.views.relay import offered_to
from search.querystring import MAX_LENGTH
from search.similar import Example, similar

#: So few of each, because it must not keep anybody from sharing.
SHOWN = 3


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@explain_refusals
def alike(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Show what resembles a draft; a POST brings what is typed at this moment, and saves nothing."""
    draft = own_draft(request, draft_id)
    typed = {**draft.data, **request.POST.dict()}
    own = draft.page.key if draft.page else ""
    groups = resembling(example_of(typed), viewer_of(request), without=own)
    return render(request, "practices/sharing/alike.html", {"draft": draft, "groups": groups})


def example_of(values: Mapping[str, Any]) -> Example:
    """Return what was typed in a startbericht as an example to resemble."""
    themes = values.get("themes", [])
    slugs = frozenset(str(theme) for theme in themes if theme) if isinstance(themes, list) else frozenset()
    return Example(
        str(values.get("title", ""))[:MAX_LENGTH],
        str(values.get("summary", ""))[:MAX_LENGTH],
        {"thema": slugs} if slugs else {},
    )


def resembling(example: Example, viewer: Viewer, *, without: str = "", shown: int = SHOWN) -> list[dict[str, Any]]:
    """Return the groups of what resembles an example, as `practices/sharing/alike_groups.html` shows them."""

    def found(**filters: str) -> tuple[Any, ...]:
        chosen = {name: frozenset({value}) for name, value in filters.items()}
        return similar(example, viewer, limit=shown, without=without, filters=chosen)

    left = offered_to(example, viewer, without=without)
    asking = {card.key: card for card in found(soort=Kind.PRACTICE, leervraag=QuestionStatus.OPEN)}
    relayed = {card.key for card, _ in left}
    asked = queries.open_questions_of([key for key in asking if key not in relayed], viewer)
    groups: list[dict[str, Any]] = [  # asks: its texts are what somebody wants to know
        {"title": "Praktijken die hierop lijken", "items_shown": _items(found(soort=Kind.PRACTICE))},
        {
            "title": "Zij willen ook iets weten",
            "asks": True,
            "items_shown": [{"card": asking[key], "text": question} for key, question in asked.items()],
        },
        {
            "title": "Leervragen die zijn blijven liggen",
            "items_shown": [{"card": card, "text": each.text, "url": each.url} for card, each in left],
        },
        {"title": "Juridische vragen die hierbij spelen", "items_shown": _items(found(soort=Kind.LEGAL_CASE))},
        {"title": "Netwerken met mensen die u kunt bellen", "items_shown": _items(found(soort=Kind.NETWORK))},
    ]
    return [{"asks": False, **group} for group in groups if group["items_shown"]]


def _items(cards: Iterable[Any]) -> list[dict[str, Any]]:
    return [{"card": card, "text": card.text} for card in cards]
