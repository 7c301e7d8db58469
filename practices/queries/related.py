"""What hangs together: links between pages of any kind, as far as the viewer may see what they lead to.

Which pages hang together is kept for a minute. What the viewer may see of them, and how they read, is asked each time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.core.cache import cache
from django.db.models.functions import Lower

from practices.choices import CaseStatus, Kind, Phase, QuestionStatus, Verdict
from practices.models import LearningQuestion, NetworkPage, PracticePage, SharedPage, TermPage, ThemeChoice
from practices.queries.remembered import until_change
from practices.rules.visibility import Viewer

#: At most so many pages of a kind stand in a list of what is about the same theme.
BY_THEME = 6
#: So many are looked at for that: some of them the viewer may not see.
_CANDIDATES = 40
#: Seconds after which a new link between two pages shows on the page that did not change.
_KEPT = 60


@dataclass(frozen=True, slots=True)
class Linked:
    """A page that another page leads to.

    kind: such as "praktijk"; state: its phase or short answer as a value, state_label in words; both may be empty
    text: its summary
    """

    kind: str
    kind_label: str
    title: str
    url: str
    text: str
    state: str
    state_label: str


@dataclass(frozen=True, slots=True)
class Related:
    """What hangs together with a page, newest first: what it names or is named by, and what shares a theme with it."""

    named: Mapping[Kind, Sequence[Linked]]
    by_theme: Mapping[Kind, Sequence[Linked]]


def related_to(page: SharedPage, viewer: Viewer) -> Related:
    """Return what hangs together with a page, as far as the viewer may see it, in one query once it is known what."""
    key = f"related:{page.pk}:{page.changed_at.timestamp()}"
    numbers: tuple[frozenset[int], frozenset[int]] | None = cache.get(key)
    if numbers is None:
        numbers = _named(page), _about_the_same(page, _THEMED.get(page.KIND, ()))
        cache.set(key, numbers, _KEPT)
    named, near = numbers
    found = _links(SharedPage.objects.visible_to(viewer).filter(pk__in=named | near)) if named | near else {}
    return Related(
        named=_by_kind(link for number, link in found.items() if number in named),
        by_theme={
            kind: links[:BY_THEME]
            for kind, links in _by_kind(link for number, link in found.items() if number not in named).items()
        },
    )


def open_questions_about(page: SharedPage, viewer: Viewer) -> list[tuple[str, Linked]]:
    """Return the first open learning question of practices that share a theme with the page, with the practice."""
    asked = until_change(f"questions about {page.pk}", viewer, lambda: _asked_about(page, viewer))
    shown = PracticePage.objects.visible_to(viewer).filter(pk__in=asked)
    rows = shown.values_list("pk", "title", "address", "phase")
    found = {number: _link(Kind.PRACTICE, title, address, "", phase) for number, title, address, phase in rows}
    return [(question, found[number]) for number, question in asked.items() if number in found]


def _asked_about(page: SharedPage, viewer: Viewer) -> dict[int, str]:
    """Return the first open learning question of the newest practices that share a theme, by number of the practice."""
    about = ThemeChoice.objects.filter(theme__choices__page=page.pk).values("page")
    practices = PracticePage.objects.visible_to(viewer).filter(pk__in=about)
    rows = (
        LearningQuestion.objects.filter(practice__in=practices, status=QuestionStatus.OPEN)
        .order_by("-practice__first_published_at", "practice", "sort_order")
        .values_list("practice", "question")[:_CANDIDATES]
    )
    first: dict[int, str] = {}
    for practice, question in rows:
        first.setdefault(practice, question)
    return dict(list(first.items())[:BY_THEME])


def terms_named(words: Iterable[str], viewer: Viewer) -> dict[str, str]:
    """Return the address of the term for each of these words that is the title of one, by the word in small letters."""
    wanted = {word.casefold() for word in words}
    if not wanted:
        return {}
    terms = TermPage.objects.visible_to(viewer).annotate(small=Lower("title")).filter(small__in=wanted)
    rows = terms.values_list("title", "address")
    return {title.casefold(): Kind.TERM.url(address) for title, address in rows}


#: How pages of a kind are tied to others: (table of the ties, its column of this page, its column of the other).
_TIES: Mapping[Kind, tuple[tuple[Any, str, str], ...]] = {
    Kind.PRACTICE: (
        (PracticePage.terms.through, "practicepage", "termpage"),
        (PracticePage.legal_cases.through, "practicepage", "legalcasepage"),
        (NetworkPage.practices.through, "practicepage", "networkpage"),
    ),
    Kind.LEGAL_CASE: (
        (PracticePage.legal_cases.through, "legalcasepage", "practicepage"),
        (NetworkPage.legal_cases.through, "legalcasepage", "networkpage"),
    ),
    Kind.NETWORK: (
        (NetworkPage.practices.through, "networkpage", "practicepage"),
        (NetworkPage.legal_cases.through, "networkpage", "legalcasepage"),
    ),
    Kind.TERM: ((PracticePage.terms.through, "termpage", "practicepage"),),
}
#: Of which kinds a page also shows what is about the same theme.
_THEMED: Mapping[Kind, tuple[Kind, ...]] = {
    Kind.PRACTICE: (Kind.NETWORK,),
    Kind.NETWORK: (Kind.PRACTICE, Kind.LEGAL_CASE),
}


def _named(page: SharedPage) -> frozenset[int]:
    ties = _TIES.get(page.KIND, ())
    return frozenset(
        chain.from_iterable(
            table.objects.filter(**{own: page.pk}).values_list(other, flat=True) for table, own, other in ties
        )
    )


def _about_the_same(page: SharedPage, kinds: Iterable[Kind]) -> frozenset[int]:
    """Return the numbers of the newest pages of these kinds that share a theme with the page."""
    themes = ThemeChoice.objects.filter(page=page.pk).values("theme")
    about = ThemeChoice.objects.filter(theme__in=themes).values("page")
    pages = (
        SharedPage.objects.filter(live=True, pk__in=about).exclude(pk=page.pk).order_by("-first_published_at", "-pk")
    )
    return frozenset(
        chain.from_iterable(pages.filter(kind=kind).values_list("pk", flat=True)[:_CANDIDATES] for kind in kinds)
    )


_COLUMNS = (
    *("pk", "kind", "title", "address", "summary"),
    *("practicepage__phase", "legalcasepage__answer", "legalcasepage__status"),
)


def _links(pages: Any) -> dict[int, Linked]:
    """Return links to the pages of a queryset that was limited to the viewer, by number, newest first."""
    rows = pages.order_by("-first_published_at", "-pk").values_list(*_COLUMNS)
    return {
        number: _link(Kind(kind), title, address, summary, phase or "", answer or "", status or "")
        for number, kind, title, address, summary, phase, answer, status in rows
    }


def _link(kind: Kind, title: str, address: str, text: str, phase: str, answer: str = "", status: str = "") -> Linked:
    label = ""
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
        url=kind.url(address),
        text=text,
        state=phase or answer,
        state_label=label,
    )


def _by_kind(links: Iterable[Linked]) -> dict[Kind, list[Linked]]:
    found: dict[Kind, list[Linked]] = {kind: [] for kind in Kind}
    for link in links:
        found[Kind(link.kind)].append(link)
    return found
