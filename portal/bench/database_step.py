"""Measures Wagtail's own database search on the same pages and questions, as a site without an engine would use it.

Compared: the words over title, summary, purpose and body (the same texts as far as Wagtail can index columns), the same
visibility and filters, the total, the first ten by relevance, and a count per value for each facet without its own
choice. In the database's favour: no stems, synonyms or compounds, and no counts of the two facets that are no plain
column (population and pairs of domains).
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Count, Q
from wagtail.models import Page
from wagtail.search import index
from wagtail.search.backends import get_search_backend
from wagtail.search.query import Phrase, PlainText

from portal.bench.engine_step import all_documents
from portal.bench.measurements import StepResult
from portal.bench.mix import HITS, VISITOR, Question, questions
from portal.bench.timing import milliseconds
from practices.models import SharedPage
from practices.models.querysets import visible_to
from practices.rules.visibility import Affiliation, Viewer
from search.sources import get_source

#: Where the database keeps the values of a facet.
COLUMNS: Mapping[str, str] = {
    "soort": "kind",
    "thema": "theme_choices__theme__slug",
    "gemeente": "municipalities__slug",
    "provincie": "municipalities__province__slug",
    "regio": "municipalities__safety_region__slug",
    "domein": "domains__slug",
    "doelgroep": "target_groups__slug",
    "partner": "partner_kinds__slug",
    "wet": "laws__slug",
    "trefwoord": "tags__slug",
    "jaar": "year",
    "label": "vng_label",
    "fase": "practicepage__phase",
    "leervraag": "practicepage__questions__status",
    "bijstelling": "practicepage__adjustments__adjustment_kind",
    "antwoord": "legalcasepage__answer",
    "status": "legalcasepage__status",
    "verstrekker": "legalcasepage__matrix_rows__giver_kind__slug",
    "ontvanger": "legalcasepage__matrix_rows__receiver_kind__slug",
}

#: The database takes its time: so many questions of the mix say enough, and fewer when these seconds are over.
MOST_QUESTIONS = 30
MOST_SECONDS = 120.0
_BATCH = 1_000


def measure_database(*, count: int) -> StepResult:
    """Measure Wagtail's search on this site with the first questions of the mix of so many.

    No question is begun after `MOST_SECONDS`; `questions_asked` tells how many came before.
    """
    result = StepResult()
    _index(result)
    asked = questions(list(all_documents(get_source())), count)[:MOST_QUESTIONS]
    milliseconds(_total_and_hits, asked[:2])  # opens the files
    found: list[float] = []
    until = time.perf_counter() + MOST_SECONDS
    for question in asked:
        found += milliseconds(_total_and_hits, [question])
        result.question_ms.append(found[-1] + milliseconds(_all_counts, [question])[0])
        if time.perf_counter() > until:
            break
    result.add("questions_asked", len(found), "vragen")
    result.add_times("search", result.question_ms, 50, 95, 99)
    result.add_times("hits_only", found, 50, 95)
    return result


def _index(result: StepResult) -> None:
    """Fill Wagtail's index with the texts; in this process only, because the site itself does not search with it."""
    fields = ("summary", "purpose", "body")
    SharedPage.search_fields = [*Page.search_fields, *(index.SearchField(name) for name in fields)]
    table = get_search_backend().get_index_for_model(SharedPage)
    taken = 0
    table.reset()
    started = time.perf_counter()
    with transaction.atomic():
        for model in SharedPage.__subclasses__():
            pages = list(model.objects.filter(live=True).order_by("pk"))
            for start in range(0, len(pages), _BATCH):
                table.add_items(model, pages[start : start + _BATCH])
            taken += len(pages)
    result.add("rebuild_per_second", taken / (time.perf_counter() - started), "documenten/s")


def _answer(question: Question) -> tuple[int, list[Any], dict[str, list[tuple[Any, int]]]]:
    """Return the total, a page of hits, and the counts of each facet without its own choice."""
    total, hits = _total_and_hits(question)
    return total, hits, _all_counts(question)


def _all_counts(question: Question) -> dict[str, list[tuple[Any, int]]]:
    matching = _matching(question, by_relevance=False)
    return {name: _counts(matching, question.filters, name) for name in COLUMNS}


def _total_and_hits(question: Question) -> tuple[int, list[Any]]:
    narrowed = _narrowed(_matching(question, by_relevance=False), question.filters)
    ordered = _narrowed(_matching(question, by_relevance=True), question.filters)
    return narrowed.count(), list(ordered[:HITS])


def _matching(question: Question, *, by_relevance: bool) -> Any:
    """Return the pages that hold the words and that whoever asks may see, as a queryset."""
    pages = SharedPage.objects.all()
    if question.words:
        text = " ".join(question.words)
        query = Phrase(text) if question.is_phrase else PlainText(text, operator="and")
        found = get_search_backend().search(query, pages, order_by_relevance=by_relevance)
        pages = found.get_queryset()
    elif by_relevance:
        pages = pages.order_by("-first_published_at", "-pk")
    return pages.filter(visible_to(_viewer(question)))


def _viewer(question: Question) -> Viewer:
    if question.tokens == VISITOR:
        return Viewer()
    codes = [token.removeprefix("org:") for token in sorted(question.tokens) if token.startswith("org:")]
    # A path that no page has: what lies below the own organisation is in the token of it.
    affiliations = [Affiliation(code=code, path="nowhere", municipal=True) for code in codes or ["nobody"]]
    return Viewer(user_id=1, affiliations=tuple(affiliations))


def _narrowed(pages: Any, filters: Mapping[str, Iterable[str]], *, without: str = "") -> Any:
    for name, values in filters.items():
        if name != without and name in COLUMNS:
            pages = pages.filter(pk__in=SharedPage.objects.filter(_chosen(name, values)).values("pk"))
    return pages


def _chosen(name: str, values: Iterable[str]) -> Q:
    plain: Sequence[Any] = [value.partition("+")[0] for value in values]
    return Q(vng_label=True) if name == "label" else Q(**{f"{COLUMNS[name]}__in": plain})


def _counts(matching: Any, filters: Mapping[str, Iterable[str]], name: str) -> list[tuple[Any, int]]:
    column = COLUMNS[name]
    pages = SharedPage.objects.filter(pk__in=_narrowed(matching, filters, without=name).order_by().values("pk"))
    counted = pages.exclude(**{column: None}).values_list(column).annotate(count=Count("pk", distinct=True))
    return list(counted.order_by("-count", column))
