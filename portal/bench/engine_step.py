"""Measures an engine on its own: filling an index, the mix of questions, suggestions, and changes becoming visible."""

from __future__ import annotations

import base64
import gc
import json
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from django.conf import settings

from portal.bench.measurements import StepResult
from portal.bench.mix import VISITOR, beginnings, query_of, questions
from portal.bench.timing import clients, milliseconds
from search.language import Synonyms
from search.service import get_engine
from search.sources import Source, get_source
from search.values import Change, Document, Query

#: Documents that are read from the database at a time, and that are given to an engine at a time.
_BATCH, _FILLED = 500, 10_000
#: Which questions: every number gives other ones.
MEASURED, _WARM_UP, _CLIENTS, _AGAIN = 0, 1, 2, 3
#: Repetitions of one change, and of forty in one batch.
_SINGLE, _FORTY = 30, 10


def measure_engine(documents: Sequence[Document], *, count: int, seconds: float) -> StepResult:
    """Measure the engine of the settings on these documents, which become its index.

    count: questions of the mix; seconds: how long ten clients ask
    """
    gc.collect()
    gc.freeze()  # all these documents are not a web worker's: they must not slow down its collection of garbage
    result = StepResult()
    _rebuild(result, documents)
    _search(result, documents, count, seconds)
    typed = beginnings(documents, count)
    times = milliseconds(lambda words: get_engine().suggest(words, tokens=VISITOR, limit=8), typed)
    result.add_times("suggest", times, 50, 95)
    _changes(result, documents)
    return result


def all_documents(source: Source) -> Iterator[Document]:
    """Yield every findable document in the order of its key."""
    keys = list(source.keys())
    for start in range(0, len(keys), _BATCH):
        found = source.documents(keys[start : start + _BATCH])
        yield from (found[key] for key in sorted(found))


def engine_queries(documents: Sequence[Document], count: int, *, series: int) -> list[Query]:
    """Return questions of the mix as an engine gets them: understood, and with every facet to count."""
    source = get_source()
    synonyms = Synonyms.of(source.synonyms(), leads=source.leads())
    asked = questions(documents, count, series=series)
    return [query_of(question, synonyms, source.schema.names) for question in asked]


def _rebuild(result: StepResult, documents: Sequence[Document]) -> None:
    """Fill an index; what it takes to make the documents is not counted."""
    get_engine().destroy()
    seconds = cpu_seconds = 0.0

    def timed(work: Callable[[], object]) -> None:
        nonlocal seconds, cpu_seconds
        started, started_cpu = time.perf_counter(), time.process_time()
        work()
        seconds += time.perf_counter() - started
        cpu_seconds += time.process_time() - started_cpu

    with get_engine().rebuild() as rebuild:
        for start in range(0, len(documents), _FILLED):
            some = documents[start : start + _FILLED]
            timed(lambda some=some: rebuild.add(some))  # type: ignore[misc]
        timed(rebuild.publish)
    result.add("rebuild_per_second", len(documents) / seconds, "documenten/s")
    result.add("rebuild_cpu", cpu_seconds / len(documents) * 1000, "ms CPU per document")
    result.add("index_size", _index_bytes() / 1e6, "MB")


def _search(result: StepResult, documents: Sequence[Document], count: int, seconds: float) -> None:
    """Ask the mix once, and then with ten clients; others than these questions come first, to open files and the like.

    An engine may remember what it was asked. Therefore no question comes twice before all of them were asked.
    """
    engine = get_engine()
    milliseconds(engine.search, engine_queries(documents, max(10, count // 4), series=_WARM_UP))
    asked = engine_queries(documents, count, series=MEASURED)
    result.question_ms = milliseconds(engine.search, asked)
    result.add_times("search", result.question_ms, 50, 95, 99)
    asked = engine_queries(documents, count, series=_AGAIN)
    result.add_times("search_cpu", milliseconds(engine.search, asked, clock=time.thread_time), 50, 95)
    load = clients(engine_queries(documents, count * 20, series=_CLIENTS), seconds)
    result.add("clients_per_second", load.per_second, "vragen/s")
    result.add_times("clients", load.times, 50, 95)


def _changes(result: StepResult, documents: Sequence[Document]) -> None:
    """Time changes until a search sees them; the engine promises so when `apply` returns, and is held to it."""
    few = documents[:_SINGLE]
    result.add_times("change_of_1", milliseconds(lambda each: _change([each]), few), 50, 95)
    batches = [documents[:40]] * _FORTY
    result.add_times("change_of_40", milliseconds(_change, batches), 50, 95)
    get_engine().apply([Change(document.key, document) for document in documents[: max(_SINGLE, 40)]])


def _change(documents: Sequence[Document]) -> None:
    """Change documents and see the last one change."""
    stamp = str(time.perf_counter_ns())
    changed = [replace(document, stamp=stamp, tokens=document.tokens | {stamp}) for document in documents]
    get_engine().apply([Change(document.key, document) for document in changed])
    hits = get_engine().search(Query(tokens=frozenset({stamp}), limit=1)).hits
    if not hits or hits[0].stamp != stamp:
        raise RuntimeError("a change was not visible when the engine said so")


def _index_bytes() -> int:
    """Return how large the index is: its files, or what Elasticsearch says of it."""
    options: dict[str, Any] = settings.SEARCH_ENGINE["options"]
    if "directory" in options:
        return sum(file.stat().st_size for file in Path(options["directory"]).rglob("*") if file.is_file())
    return _elastic_bytes(options)


def _elastic_bytes(options: dict[str, Any]) -> int:
    parts = urlsplit(options["url"])
    address = f"{parts.scheme}://{parts.hostname}:{parts.port or 9200}/{options['prefix']}-*/_stats/store"
    request = Request(address)  # noqa: S310 (settings take http and https only)
    if parts.username:
        secret = base64.b64encode(f"{parts.username}:{parts.password or ''}".encode()).decode()
        request.add_header("Authorization", f"Basic {secret}")
    trust = ssl.create_default_context(cafile=options.get("ca_certs")) if parts.scheme == "https" else None
    with urlopen(request, timeout=10, context=trust) as answer:  # noqa: S310
        return int(json.load(answer)["_all"]["primaries"]["store"]["size_in_bytes"])
