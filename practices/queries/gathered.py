"""What belongs together: the newest of each kind under one theme, pair of domains, municipality or organisation."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from practices.choices import Kind, QuestionStatus
from practices.models import Domain, LearningQuestion, Municipality, SharedPage, TermPage, Theme
from practices.queries.cards import Card, cards_of
from practices.queries.pages import split_key
from practices.queries.remembered import until_change
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


@dataclass(frozen=True, slots=True)
class Heading:
    """What pages have in common that stand together. `name` is unique, and the same as long as the condition is."""

    name: str
    condition: Q


def of_theme(theme: Theme) -> Heading:
    """Return the heading of pages that have this theme."""
    return Heading(f"theme {theme.pk}", Q(theme_choices__theme=theme))


def of_domains(*domains: Domain) -> Heading:
    """Return the heading of pages that have all of these domains."""
    together = Q()
    for domain in domains:
        together &= Q(pk__in=SharedPage.objects.filter(domains=domain).values("pk"))
    return Heading(f"domains {[domain.pk for domain in domains]}", together)


def of_municipality(municipality: Municipality) -> Heading:
    """Return the heading of pages in which a municipality takes part."""
    return Heading(f"municipality {municipality.pk}", Q(municipalities=municipality))


@dataclass(frozen=True, slots=True)
class _Found:
    """Which pages stand together, by number."""

    numbers: Mapping[Kind, list[int]]
    asked: list[tuple[str, int]]
    terms: tuple[Term, ...]


def gather(heading: Heading, viewer: Viewer) -> Gathered:
    """Return what stands under this heading that the viewer may see; the number of queries is constant."""
    found = until_change(f"gathered {heading.name}", viewer, lambda: _find(heading.condition, viewer))
    shown = [*(number for numbers in found.numbers.values() for number in numbers), *(page for _, page in found.asked)]
    cards = cards_by_number(shown, viewer)
    return Gathered(
        practices=chosen(found.numbers[Kind.PRACTICE], cards),
        cases=chosen(found.numbers[Kind.LEGAL_CASE], cards),
        networks=chosen(found.numbers[Kind.NETWORK], cards),
        dossiers=chosen(found.numbers[Kind.DOSSIER], cards),
        terms=found.terms,
        questions=asked_in(found.asked, cards),
    )


def _find(within: Q, viewer: Viewer) -> _Found:
    pages = SharedPage.objects.visible_to(viewer).filter(within).order_by("-first_published_at", "-pk")
    numbers = {
        kind: list(pages.filter(kind=kind).values_list("pk", flat=True)[:limit]) for kind, limit in SHOWN.items()
    }
    asked = open_questions(viewer, limit=QUESTIONS, within=within)
    return _Found(numbers, asked, terms(viewer, within=within, limit=TERMS))


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
    return tuple(Term(title, Kind.TERM.url(address)) for title, address in rows[:limit])
