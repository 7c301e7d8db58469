"""The judged test half over the example content, on both engines: relevance may not sink below its floor."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from practices.rules.visibility import Affiliation, Viewer
from search.quality import Report, measure, ndcg
from tests.search.contract.conftest import ENGINES, _elasticsearch
from tests.search.relevance.test_judged import HALVES

#: What the test half scores at least. Raise it when the ranking becomes better; it is never lowered for a change.
FLOOR = 0.8


#: Somebody of a municipality: the judgments count what such a person sees.
COLLEAGUE = Viewer(user_id=1, affiliations=(Affiliation(code="GM0000", path="nowhere", municipal=True),))


@pytest.fixture(params=ENGINES)
def example_site(request: pytest.FixtureRequest, db: None, settings: Any, tmp_path: Any) -> Iterator[None]:
    """The example content in an index of its own."""
    from django.core.management import call_command

    from search import current
    from tests.conftest import SearchIndex

    if request.param == "embedded":
        engine = {"class": "search.engines.embedded.EmbeddedEngine", "options": {"directory": tmp_path / "index"}}
    else:
        prefix = f"floor-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}-{uuid.uuid4().hex[:8]}"
        options = {"url": _elasticsearch(), "prefix": prefix, "timeout": 30.0}
        engine = {"class": "search.engines.elastic.ElasticEngine", "options": options}
    settings.SEARCH_ENGINE = engine
    current.get_engine.cache_clear()
    current.breaker.cache_clear()
    call_command("load_examples", verbosity=0)
    SearchIndex().refresh()
    yield
    current.get_engine().destroy()
    current.get_engine.cache_clear()
    current.breaker.cache_clear()


def test_the_test_half_scores_at_least_its_floor(example_site: None) -> None:
    from search.sources import get_source

    report: Report = measure(HALVES["test"], get_source().schema, COLLEAGUE)
    assert report.score >= FLOOR, report.by_kind


def test_the_floor_is_not_reached_by_answering_nothing() -> None:
    unanswered = [ndcg([], judged.grades.values()) for judged in HALVES["test"]]
    assert sum(unanswered) / len(unanswered) < FLOOR / 2
