"""Links in a mail that let somebody update a practice without signing in, for as long as the session lasts.

Such a link opens updates of one practice for one person, who may edit it at that moment. Everything else asks the
sign-in, and so does everybody whose role asks a second factor.
"""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from practices.queries.update_links import open_token
from practices.rules.permissions import NEEDS_SECOND_FACTOR
from practices.rules.visibility import VISITOR, Viewer
from practices.views.access import viewer_of
from search.sources import get_people

_NAME = "opened_by_link"


@never_cache
@require_safe
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Open the updates of the practice that a link is for, or the question of a reader that it names with `vraag`.

    It changes nothing: mail programs open links as well.
    """
    opened = open_token(token)
    if opened is None:
        return render(request, "practices/sharing/link_ended.html", status=410)
    if not viewer_of(request).is_signed_in and not viewer_with(opened.user_id).roles & NEEDS_SECOND_FACTOR:
        links = {**request.session.get(_NAME, {}), opened.key: token}
        request.session[_NAME] = dict(list(links.items())[-20:])
    question = request.GET.get("vraag", "")
    if question.isascii() and question.isdigit() and len(question) < 16:
        return redirect("practices:question-reply", opened.key, int(question))
    return redirect("practices:update", opened.key)


def actor_of(request: HttpRequest, key: str = "") -> Viewer:
    """Return who acts: who is signed in, else who opened a link for this practice in this browser."""
    actor: Viewer | None = getattr(request, "actor", None)
    if actor is not None:
        return actor
    viewer = viewer_of(request)
    token = request.session.get(_NAME, {}).get(key)
    if viewer.is_signed_in or token is None:
        return viewer
    opened = open_token(token)
    return viewer_with(opened.user_id) if opened else viewer


def viewer_with(user_id: int) -> Viewer:
    """Return the person with this account as the rules know one now; a visitor when it is off or gone."""
    recipient = get_people().recipient(user_id)
    return cast(Viewer, recipient.person) if recipient else VISITOR
