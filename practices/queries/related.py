"""What hangs together: links between pages of any kind, as far as the viewer may see what they lead to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.db.models.functions import Lower

from practices.choices import CaseStatus, Kind, Phase, QuestionStatus, Verdict
from practices.models import (
    LearningQuestion,
    LegalCasePage,
    NetworkPage,
    PracticePage,
    SharedPage,
    TermPage,
    ThemeChoice,
)
from practices.rules.visibility import Viewer

#: At most so many pages stand in a list of what hangs together by theme.
BY_THEME = 6


@dataclass(frozen=True, slots=True)
class Linked:
    """A page that another page leads to.

    kind: such as "praktijk"; state: its phase or short answer as a value, state_label in words; both may be empty
    text: one sentence about it, or nothing
    """

    kind: str
    kind_label: str
    title: str
    url: str
    text: str
    state: str
    state_label: str


def belonging_to_practice(practice: PracticePage, viewer: Viewer) -> Mapping[str, list[Linked]]:
    """Return the terms, legal questions and networks of a practice, by kind."""
    named = Q(pk__in=PracticePage.terms.through.objects.filter(practicepage=practice.pk).values("termpage"))
    cases = PracticePage.legal_cases.through.objects.filter(practicepage=practice.pk)
    networks = NetworkPage.practices.through.objects.filter(practicepage=practice.pk)
    named |= Q(pk__in=cases.values("legalcasepage")) | Q(pk__in=networks.values("networkpage"))
    return _by_kind(_links(SharedPage.objects.visible_to(viewer).filter(named)))


def using_case(case: LegalCasePage, viewer: Viewer) -> Mapping[str, list[Linked]]:
    """Return the practices that met a legal question and the networks that it belongs to, by kind."""
    practices = PracticePage.legal_cases.through.objects.filter(legalcasepage=case.pk)
    networks = NetworkPage.legal_cases.through.objects.filter(legalcasepage=case.pk)
    found = Q(pk__in=practices.values("practicepage")) | Q(pk__in=networks.values("networkpage"))
    return _by_kind(_links(SharedPage.objects.visible_to(viewer).filter(found)))


def using_term(term: TermPage, viewer: Viewer) -> list[Linked]:
    """Return the practices that use a term, newest first."""
    practices = PracticePage.terms.through.objects.filter(termpage=term.pk)
    return _links(SharedPage.objects.visible_to(viewer).filter(pk__in=practices.values("practicepage")))


def belonging_to_network(network: NetworkPage, viewer: Viewer) -> Mapping[str, list[Linked]]:
    """Return the practices and legal questions that a network names, by kind."""
    practices = NetworkPage.practices.through.objects.filter(networkpage=network.pk)
    cases = NetworkPage.legal_cases.through.objects.filter(networkpage=network.pk)
    found = Q(pk__in=practices.values("practicepage")) | Q(pk__in=cases.values("legalcasepage"))
    return _by_kind(_links(SharedPage.objects.visible_to(viewer).filter(found)))


def with_its_themes(page: SharedPage, kinds: Iterable[Kind], viewer: Viewer) -> list[Linked]:
    """Return pages of these kinds that share a theme with the page, newest first, at most BY_THEME of each kind."""
    pages = SharedPage.objects.visible_to(viewer).filter(pk__in=_about_the_same(page)).exclude(pk=page.pk)
    return [link for kind in kinds for link in _links(pages.filter(kind=kind), limit=BY_THEME)]


def open_questions_about(page: SharedPage, viewer: Viewer) -> list[tuple[str, Linked]]:
    """Return open learning questions of practices that share a theme with the page, each with its practice."""
    practices = PracticePage.objects.visible_to(viewer).filter(pk__in=_about_the_same(page))
    rows = (
        LearningQuestion.objects.filter(practice__in=practices, status=QuestionStatus.OPEN)
        .order_by("-practice__first_published_at", "practice", "sort_order")
        .values_list("question", "practice__title", "practice__address", "practice__phase")[:BY_THEME]
    )
    return [(question, _link(Kind.PRACTICE, title, address, "", phase)) for question, title, address, phase in rows]


def terms_named(words: Iterable[str], viewer: Viewer) -> dict[str, str]:
    """Return the address of the term for each of these words that is the title of one, by the word in small letters."""
    wanted = {word.casefold() for word in words}
    if not wanted:
        return {}
    terms = TermPage.objects.visible_to(viewer).annotate(small=Lower("title")).filter(small__in=wanted)
    return {
        title.casefold(): f"/{Kind.TERM.plural}/{address}/" for title, address in terms.values_list("title", "address")
    }


def _about_the_same(page: SharedPage) -> Any:
    """Return the numbers of the pages that share a theme with the page, as a subquery."""
    themes = ThemeChoice.objects.filter(page=page.pk).values("theme")
    return ThemeChoice.objects.filter(theme__in=themes).values("page")


_COLUMNS = (
    "kind",
    "title",
    "address",
    "summary",
    "practicepage__phase",
    "legalcasepage__answer",
    "legalcasepage__status",
)


def _links(pages: Any, *, limit: int = 100) -> list[Linked]:
    """Return links to the pages of a queryset that was limited to the viewer, newest first, in one query."""
    rows = pages.order_by("-first_published_at", "-pk").values_list(*_COLUMNS)[:limit]
    return [
        _link(Kind(kind), title, address, summary, phase or "", answer or "", status or "")
        for kind, title, address, summary, phase, answer, status in rows
    ]


def _link(kind: Kind, title: str, address: str, text: str, phase: str, answer: str = "", status: str = "") -> Linked:
    state, label = phase or answer, ""
    if phase:
        label = str(Phase(phase).label)
    elif answer:
        label = str(Verdict(answer).label)
    elif status:
        label = str(CaseStatus(status).label)
    return Linked(
        kind=kind.value,
        kind_label=str(kind.label),
        title=title,
        url=f"/{kind.plural}/{address}/",
        text=text,
        state=state,
        state_label=label,
    )


def _by_kind(links: Iterable[Linked]) -> dict[str, list[Linked]]:
    found: dict[str, list[Linked]] = defaultdict(list)
    for link in links:
        found[link.kind].append(link)
    return dict(found)
