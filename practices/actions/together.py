"""Does one deed with several items: each on its own, so that one that cannot be done does not keep the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from practices.actions.curation import ask_for_changes, feature, look, take_down
from practices.actions.sharing import update
from practices.models import SharedPage
from practices.rules.permissions import NotAllowed, require_curator
from practices.rules.visibility import Viewer

#: What the owner reads when editors ask whether something still holds.
STILL_RIGHT = "Klopt dit nog? Eén klik op “Ja, dit klopt nog” is genoeg. Is er iets veranderd, werk het dan bij."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one item: `refused` says why nothing was done with it, or is empty."""

    page: SharedPage
    refused: str = ""


def do_together(
    name: str, pages: Iterable[SharedPage], typed: Mapping[str, Any], *, until: datetime, by: Viewer, at: datetime
) -> list[Outcome]:
    """Do the deed of this name with each of the pages, and return what became of each, in their order.

    typed: the checked fields of the form of the deed; until: when the screen was made on which they were chosen
    Raises NotAllowed for who does not curate, and KeyError for a deed that is none.
    """
    require_curator(by, "De wachtrij en het werk daarin zijn")
    act = _ACTS[name]
    found = []
    for number, page in enumerate(pages):
        try:
            with transaction.atomic():
                act(page, typed, number, until, by, at)
        except (NotAllowed, Refused) as refusal:
            found.append(Outcome(page, str(refusal)))
        except ValidationError as error:
            found.append(Outcome(page, f"Bewaren lukt niet: {' '.join(error.messages)}"))
        else:
            found.append(Outcome(page))
    return found


class Refused(Exception):
    """Nothing was done with this item; the message is a Dutch sentence for the screen."""


_Act = Callable[[SharedPage, Mapping[str, Any], int, datetime, Viewer, datetime], object]


def _see(page: SharedPage, typed: Mapping[str, Any], number: int, until: datetime, by: Viewer, at: datetime) -> object:
    return look(page, until=until, by=by, at=at)


def _ask(page: SharedPage, typed: Mapping[str, Any], number: int, until: datetime, by: Viewer, at: datetime) -> object:
    if not page.live:
        raise Refused("Dit staat niet online.")
    if page.change_requests.filter(ended_at=None).exists():
        raise Refused("Er staat al een vraag aan de eigenaar open.")
    return ask_for_changes(page, reason=STILL_RIGHT, only_confirm=True, by=by, at=at)


def _tag(page: SharedPage, typed: Mapping[str, Any], number: int, until: datetime, by: Viewer, at: datetime) -> object:
    if not page.live or page.has_unpublished_changes:
        raise Refused("Hier is iets aan gewijzigd dat nog niet online staat. Zet het trefwoord erbij in dat concept.")
    (name,) = SharedPage.keywords_now([typed["keyword"]])
    if name in page.tags.names():
        raise Refused("Dit heeft het trefwoord al.")
    page.tags.add(name)
    return update(page, deed="trefwoord toegevoegd", by=by, at=at)


def _feature(
    page: SharedPage, typed: Mapping[str, Any], number: int, until: datetime, by: Viewer, at: datetime
) -> object:
    return feature(page, position=typed["position"] + number, until=typed["until"], by=by, at=at)


def _take_down(
    page: SharedPage, typed: Mapping[str, Any], number: int, until: datetime, by: Viewer, at: datetime
) -> object:
    return take_down(page, reason=typed["reason"], by=by, at=at)


_ACTS: Mapping[str, _Act] = {
    "gezien": _see,
    "bevestiging": _ask,
    "trefwoord": _tag,
    "uitlichten": _feature,
    "offline": _take_down,
}
