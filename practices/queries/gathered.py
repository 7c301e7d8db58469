"""What belongs together: the newest of each kind under one theme, pair of domains, municipality or organisation."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from practices.choices import Kind, QuestionStatus
from practices.models import Domain, LearningQuestion, Municipality, OrganisationPage, SharedPage, TermPage, Theme
from practices.queries.cards import Card, cards_of
from practices.queries.pages import split_key
from practices.rules.visibility import Viewer


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What somebody wants to learn, and the practice in which."""

    text: str
    card: Card


@dataclass(frozen=True, slots=True)
class Term:
    """A term, with its address."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """The newest of each kind, terms by name, and open learning questions."""

    practices: tuple[Card, ...]
    cases: tuple[Card, ...]
    networks: tuple[Card, ...]
    dossiers: tuple[Card, ...]
    terms: tuple[Term, ...]
    questions: tuple[OpenQuestion, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.practices or self.cases or self.networks or self.dossiers or self.terms)


#: How many of each kind stand on the page of a subject or place; the search has the rest.
SHOWN = {Kind.PRACTICE: 6, Kind.LEGAL_CASE: 4, Kind.NETWORK: 4, Kind.DOSSIER: 3}
QUESTIONS, TERMS = 5, 12


def of_theme(theme: Theme) -> Q:
    """Return the condition that a page has this theme."""
    return Q(theme_choices__theme=theme)


def of_domains(*domains: Domain) -> Q:
    """Return the condition that a page has all of these domains."""
    together = Q()
    for domain in domains:
        together &= Q(pk__in=SharedPage.objects.filter(domains=domain).values("pk"))
    return together


def of_municipality(municipality: Municipality) -> Q:
    """Return the condition that a municipality takes part."""
    return Q(municipalities=municipality)


def of_organisation(organisation: OrganisationPage) -> Q:
    """Return the condition that a page is of this organisation."""
    return Q(path__startswith=organisation.path)


def gather(within: Q, viewer: Viewer) -> Gathered:
    """Return what stands together under this condition that the viewer may see; the number of queries is constant."""
    pages = SharedPage.objects.visible_to(viewer).filter(within).order_by("-first_published_at", "-pk")
    numbers = {
        kind: list(pages.filter(kind=kind).values_list("pk", flat=True)[:limit]) for kind, limit in SHOWN.items()
    }
    asked = open_questions(viewer, limit=QUESTIONS, within=within)
    shown = [*(number for found in numbers.values() for number in found), *(page for _, page in asked)]
    cards = cards_by_number(shown, viewer)
    return Gathered(
        practices=chosen(numbers[Kind.PRACTICE], cards),
        cases=chosen(numbers[Kind.LEGAL_CASE], cards),
        networks=chosen(numbers[Kind.NETWORK], cards),
        dossiers=chosen(numbers[Kind.DOSSIER], cards),
        terms=terms(viewer, within=within, limit=TERMS),
        questions=asked_in(asked, cards),
    )


def cards_by_number(numbers: Iterable[int], viewer: Viewer) -> dict[int, Card]:
    """Return the cards of those pages that the viewer may see now, by the number of the page."""
    pages = SharedPage.objects.visible_to(viewer).filter(pk__in=set(numbers))
    return {int(card.key.rpartition("-")[2]): card for card in cards_of(pages.order_by("pk"))}


def chosen(numbers: Iterable[int], cards: Mapping[int, Card]) -> tuple[Card, ...]:
    """Return the cards of these pages in their order; what is not among them is not shown."""
    return tuple(cards[number] for number in numbers if number in cards)


def asked_in(asked: Iterable[tuple[str, int]], cards: Mapping[int, Card]) -> tuple[OpenQuestion, ...]:
    """Return learning questions with the cards of their practices."""
    return tuple(OpenQuestion(text, cards[number]) for text, number in asked if number in cards)


def open_questions(viewer: Viewer, *, limit: int, within: Q | None = None) -> list[tuple[str, int]]:
    """Return open learning questions with the number of their practice, one of each, the newest practice first."""
    practices = SharedPage.objects.visible_to(viewer).filter(within or Q(), kind=Kind.PRACTICE)
    open_ones = LearningQuestion.objects.filter(status=QuestionStatus.OPEN)
    asking = practices.filter(pk__in=open_ones.values("practice")).order_by("-first_published_at", "-pk")
    numbers = list(asking.values_list("pk", flat=True)[:limit])
    rows = open_ones.filter(practice__in=numbers).order_by("-sort_order", "-pk").values_list("practice", "question")
    first = dict(rows)  # the first of each practice comes last, and stays
    return [(first[number], number) for number in numbers]


def open_questions_of(keys: Collection[str], viewer: Viewer) -> dict[str, str]:
    """Return the first open learning question of each of these practices that has one and that the viewer may see."""
    numbers = [parts[1] for key in keys if (parts := split_key(key))]
    found = {number: text for text, number in open_questions(viewer, limit=len(numbers), within=Q(pk__in=numbers))}
    return {key: found[parts[1]] for key in keys if (parts := split_key(key)) and parts[1] in found}


def terms(viewer: Viewer, *, within: Q, limit: int) -> tuple[Term, ...]:
    """Return terms by name."""
    rows = TermPage.objects.visible_to(viewer).filter(within).order_by("title", "pk").values_list("title", "address")
    return tuple(Term(title, f"/{Kind.TERM.plural}/{address}/") for title, address in rows[:limit])
