"""Own things of a signed-in person: drafts, what was shared, and one first thing to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.first_actions import first_action
from practices import queries
from practices.choices import Kind
from practices.models import ChangeRequest, SharedPage, TakenDown
from practices.queries.curation import requests_to, taken_down
from practices.queries.own import of_own_organisations, open_drafts, shared_by
from practices.queries.talk import talks_waiting_for
from practices.queries.talk_links import with_tokens
from practices.rules.permissions import Deed, may
from practices.rules.visibility import Viewer
from search.alerts.letters import letter_choices
from search.alerts.subscriptions import own_list

#: More than one looks through; the search finds the rest.
MOST_OF_ORGANISATION = 30


@login_required
@never_cache
@require_safe
def my(request: HttpRequest) -> HttpResponse:
    """Show drafts and own items, with what one may do with each."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    own = shared_by(viewer)
    colleagues = of_own_organisations(viewer).exclude(pk__in=[page.pk for page in own])
    shown = list(colleagues[:MOST_OF_ORGANISATION])
    asked, offline = requests_to([*own, *shown]), taken_down([*own, *shown])
    return render(
        request,
        "portal/my_page.html",
        {
            "first": first_action(viewer, at=timezone.now()),
            "drafts": open_drafts(viewer),
            "talks": with_tokens(talks_waiting_for(viewer), viewer.user_id),
            "waiting_questions": queries.waiting_for(viewer),
            "asked_questions": queries.asked_by(viewer),
            "own": [_row(page, viewer, asked, offline) for page in own],
            "organisation": [_row(page, viewer, asked, offline) for page in shown],
            "organisation_total": colleagues.count(),
            "own_list": own_list(viewer, timezone.now()),
            "letters": letter_choices(viewer.user_id) if viewer.user_id else [],
        },
    )


def _row(
    page: SharedPage, viewer: Viewer, asked: Mapping[int, ChangeRequest], offline: Mapping[int, TakenDown]
) -> dict[str, Any]:
    """Return a page with the deeds that this person may do with it, and what the editors ask or did."""
    return {
        "page": page,
        "kind_label": Kind(page.kind).label,
        "may_edit": page.kind == Kind.PRACTICE and may(viewer, Deed.EDIT, page.path),
        "may_show": may(viewer, Deed.CHANGE_VISIBILITY, page.path),
        "may_withdraw": page.live and may(viewer, Deed.WITHDRAW, page.path),
        "may_share": not page.live and page.pk not in offline and may(viewer, Deed.SHARE, page.path),
        "asked": asked.get(page.pk),
        "offline": offline.get(page.pk),
    }
