"""Own things of a signed-in person: drafts, what was shared, and one first thing to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from practices.choices import Kind
from practices.models import SharedPage
from practices.queries.own import of_own_organisations, open_drafts, shared_by
from practices.rules.permissions import Deed, may
from practices.rules.visibility import Role, Viewer
from search.alerts.subscriptions import own_list

#: More than one looks through; the search finds the rest.
MOST_OF_ORGANISATION = 30


@dataclass(frozen=True, slots=True)
class FirstAction:
    """What somebody in this role would do first."""

    title: str
    text: str
    url: str
    label: str


#: The first of these roles that a person has decides.
FIRST_ACTIONS: tuple[tuple[Role, FirstAction], ...] = (
    (
        Role.ADMINISTRATOR,
        FirstAction(
            "Beheer de site", "Organisaties, accounts en pagina’s beheert u in het CMS.", "/cms/", "Naar het CMS"
        ),
    ),
    (
        Role.EDITOR,
        FirstAction(
            "Bekijk wat er nieuw is",
            "Wat gemeenten pas deelden, met de nieuwste bovenaan.",
            "/zoeken/?sorteer=nieuwste",
            "Bekijk het nieuwste",
        ),
    ),
    (
        Role.LAWYER,
        FirstAction(
            "Juridische vragen zonder antwoord",
            "Collega’s wachten op een jurist.",
            "/zoeken/?soort=casus&status=vraag&status=in-behandeling&status=bij-deskundige",
            "Bekijk de vragen",
        ),
    ),
    (
        Role.PRIVACY_OFFICER,
        FirstAction(
            "Juridische vragen om mee te lezen",
            "Kijk mee naar vragen over het delen van gegevens.",
            "/zoeken/?soort=casus&sorteer=nieuwste",
            "Bekijk de vragen",
        ),
    ),
    (
        Role.MANAGER,
        FirstAction(
            "Houd bij wat uw organisatie deelt",
            "Hieronder staat alles van uw organisatie, ook wat nog niet online staat.",
            "#organisatie",
            "Bekijk de lijst",
        ),
    ),
    (
        Role.MEMBER,
        FirstAction("Deel wat u probeert", "Een startbericht maakt u in vijf minuten.", "/delen/", "Deel uw praktijk"),
    ),
)


@login_required
@never_cache
@require_safe
def my(request: HttpRequest) -> HttpResponse:
    """Show drafts and own items, with what one may do with each."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    own = shared_by(viewer)
    colleagues = of_own_organisations(viewer).exclude(pk__in=[page.pk for page in own])
    return render(
        request,
        "portal/my_page.html",
        {
            "first": next((action for role, action in FIRST_ACTIONS if role in viewer.roles), None),
            "drafts": open_drafts(viewer),
            "own": [_row(page, viewer) for page in own],
            "organisation": [_row(page, viewer) for page in colleagues[:MOST_OF_ORGANISATION]],
            "organisation_total": colleagues.count(),
            "own_list": own_list(viewer, timezone.now()),
        },
    )


def _row(page: SharedPage, viewer: Viewer) -> dict[str, Any]:
    """Return a page with the deeds that this person may do with it."""
    return {
        "page": page,
        "kind_label": Kind(page.kind).label,
        "may_edit": page.kind == Kind.PRACTICE and may(viewer, Deed.EDIT, page.path),
        "may_show": may(viewer, Deed.CHANGE_VISIBILITY, page.path),
        "may_withdraw": page.live and may(viewer, Deed.WITHDRAW, page.path),
        "may_share": not page.live and may(viewer, Deed.SHARE, page.path),
    }
