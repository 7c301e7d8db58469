"""Makes people and practices for tests, through the same actions as the site."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime
from typing import Any

from portal.accounts import add_account, viewer_of
from portal.bootstrap import SYSTEM
from portal.models import User
from practices.actions.practice import Question, StartReport, publish_draft, start_draft
from practices.actions.sharing import share
from practices.choices import Phase, Visibility
from practices.models import (
    Domain,
    LearningQuestion,
    Municipality,
    OrganisationPage,
    PracticePage,
    Theme,
    ThemeChoice,
)
from practices.rules.visibility import Role, Viewer

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PASSWORD = "een-lang-wachtwoord"
_numbers = itertools.count(1)


def make_user(role: Role, organisation: OrganisationPage | None, *, email: str = "", **fields: Any) -> User:
    """Return an account in this role at this organisation, with PASSWORD."""
    email = email or f"persoon{next(_numbers)}@voorbeeld.nl"
    return add_account(email, password=PASSWORD, role=role, organisation=organisation, **fields)


def viewer_for(role: Role, organisation: OrganisationPage | None) -> Viewer:
    """Return the viewer of a new account."""
    return viewer_of(make_user(role, organisation))


def start_report(**fields: Any) -> StartReport:
    """Return a whole startbericht; `lead` must be among the fields, unless it is about an existing page."""
    whole: dict[str, Any] = {
        "title": f"Samen rond het gezin {next(_numbers)}",
        "summary": "Eén regisseur voor gezinnen met veel hulpverleners.",
        "municipalities": (Municipality.objects.get(slug="zaanstad"),),
        "lead": None,
        "themes": (Theme.objects.get(slug="huiselijk-geweld"),),
        "background": "Hulp komt nu te laat.",
        "phase": Phase.IDEA,
        "phase_since": date(2026, 11, 1),
        "questions": (Question("Merkt het gezin het verschil?", "doelgroep"),),
        "contact_role": "projectleider zorg en veiligheid",
        "contact_mailbox": "zorgenveilig@zaanstad.example",
        "visibility": Visibility.MUNICIPALITIES,
    }
    return StartReport(**{**whole, **fields})


def make_practice(organisation: OrganisationPage, *, user: User | None = None, **fields: Any) -> PracticePage:
    """Return a published practice of the organisation, shared by the user or by a new member of it."""
    by = viewer_of(user or make_user(Role.MEMBER, organisation))
    draft = start_draft(by=by, at=NOW)
    return publish_draft(draft.pk, report=start_report(lead=organisation, **fields), by=by, at=NOW)


def share_practice(organisation: OrganisationPage, title: str, **fields: Any) -> PracticePage:
    """Return a practice that the organisation shares with everybody, unless the fields say otherwise.

    municipalities: slugs, by default the own one; themes, domains: slugs; questions: pairs of question and status
    """
    own = [organisation.municipality.slug] if organisation.municipality else []
    lists = {name: fields.pop(name, ()) for name in ("themes", "domains", "questions")}
    municipalities = fields.pop("municipalities", own)
    page = PracticePage(title=title, **{"visibility": Visibility.PUBLIC, **fields})
    page.municipalities = list(Municipality.objects.filter(slug__in=municipalities))
    page.theme_choices = [ThemeChoice(theme=Theme.objects.get(slug=slug)) for slug in lists["themes"]]
    page.domains = list(Domain.objects.filter(slug__in=lists["domains"]))
    page.questions = [LearningQuestion(question=text, status=status) for text, status in lists["questions"]]
    shared: PracticePage = share(page, organisation=organisation, by=SYSTEM, at=NOW)
    return shared


__all__ = ["NOW", "PASSWORD", "SYSTEM", "make_practice", "make_user", "share_practice", "start_report", "viewer_for"]
