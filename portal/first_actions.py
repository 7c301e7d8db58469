"""What somebody would do first, by role: one thing, with the figure that makes it worth doing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from practices.queries.overviews import shared_since, unconfirmed_of_own_organisations, waiting_total
from practices.queries.own import open_drafts
from practices.rules.visibility import Role, Viewer

#: After this many days without a confirmation one looks again whether an item is still right.
CONFIRMED_FOR = 183
#: What an editor finds new.
NEW_FOR = 7
WAITING_URL = "/zoeken/?soort=casus&status=vraag&status=in-behandeling&status=bij-deskundige"


@dataclass(frozen=True, slots=True)
class FirstAction:
    """One thing to do, with its button."""

    title: str
    text: str
    url: str
    label: str


SHARE = FirstAction(
    "Begint u iets nieuws?",
    "Een titel, een aanleiding en wat u wilt leren: in vijf minuten staat het erop. Af hoeft het niet te zijn.",
    "/delen/",
    "Deel uw praktijk",
)


def first_action(viewer: Viewer, *, at: datetime) -> FirstAction:
    """Return what this person would do first."""
    role = next((role for role in _BY_ROLE if role in viewer.roles), None)
    return _BY_ROLE[role](viewer, at) if role else SHARE


def _administrator(viewer: Viewer, at: datetime) -> FirstAction:
    text = "Organisaties, accounts, lijsten en pagina’s beheert u in het CMS."
    return FirstAction("Beheer de site", text, "/cms/", "Naar het CMS")


def _editor(viewer: Viewer, at: datetime) -> FirstAction:
    new = shared_since(viewer, at - timedelta(days=NEW_FOR))
    text = {0: "De afgelopen week kwam er niets bij.", 1: "De afgelopen week kwam er één bij."}.get(
        new, f"De afgelopen week kwamen er {new} bij."
    )
    return FirstAction("Bekijk wat gemeenten pas deelden", text, "/zoeken/?sorteer=nieuwste", "Bekijk het nieuwste")


def _legal(viewer: Viewer, at: datetime, *, text: str) -> FirstAction:
    waiting = waiting_total(viewer)
    if not waiting:
        return FirstAction(
            "Er wacht geen juridische vraag", "Alle vragen hebben een antwoord.", "/casussen/", "Bekijk de antwoorden"
        )
    questions = "1 juridische vraag wacht" if waiting == 1 else f"{waiting} juridische vragen wachten"
    return FirstAction(f"{questions} op antwoord", text, WAITING_URL, "Bekijk de vragen")


def _manager(viewer: Viewer, at: datetime) -> FirstAction:
    stale = unconfirmed_of_own_organisations(viewer, before=at.date() - timedelta(days=CONFIRMED_FOR))
    if not stale:
        text = "Alles van uw organisatie is het laatste half jaar nog bekeken."
    elif stale == 1:
        text = "Eén item van uw organisatie is al een half jaar niet bevestigd. Klopt het nog?"
    else:
        text = f"{stale} items van uw organisatie zijn al een half jaar niet bevestigd. Kloppen ze nog?"
    return FirstAction("Houd bij wat uw organisatie deelt", text, "/mijn/#organisatie", "Bekijk de lijst")


def _member(viewer: Viewer, at: datetime) -> FirstAction:
    drafts = open_drafts(viewer)
    if not drafts:
        return SHARE
    draft = drafts[0]
    return FirstAction(
        "Ga verder met uw concept", f"“{draft}” staat nog niet online.", f"/delen/{draft.pk}/wat/", "Ga verder"
    )


#: The first of these roles that a person has decides.
_BY_ROLE: Mapping[Role, Callable[[Viewer, datetime], FirstAction]] = {
    Role.ADMINISTRATOR: _administrator,
    Role.EDITOR: _editor,
    Role.LAWYER: partial(_legal, text="Collega’s in het land wachten op een jurist zoals u."),
    Role.PRIVACY_OFFICER: partial(_legal, text="Kijk mee: wat zou u uw eigen organisatie adviseren?"),
    Role.MANAGER: _manager,
    Role.MEMBER: _member,
}
