"""Measures the search page as visitors get it: computing time, queries, bytes of the first view, memory of a worker."""

from __future__ import annotations

import gzip
import re
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.bench.engine_step import all_documents
from portal.bench.measurements import StepResult, percentile
from portal.bench.mix import Question, questions
from search.sources import get_source
from search.values import Document

PAGE = "/zoeken/"
#: Addresses of files in a page: of scripts, style sheets, fonts, icons and pictures.
_LINK = re.compile(r'<(?:script|link|img)\b[^>]*?\b(?:src|href)="([^"]+)"')
#: Pictures that a style sheet of ours asks for; of its fonts the page itself names the one that it needs.
_PICTURE = re.compile(r'url\(["\']?([^"\')]+\.(?:svg|png|webp|avif))["\']?\)')


def measure_page(*, count: int) -> StepResult:
    """Measure `/zoeken/` on this site, with the questions of the mix of so many, for a visitor."""
    result = StepResult()
    addresses = [f"{PAGE}?{question.address}" for question in _questions(count)]
    client = Client(headers={"accept-encoding": "gzip"})
    for question in _questions(10, series=1):  # templates are compiled at their first use
        client.get(f"{PAGE}?{question.address}")
    times = [_cpu_milliseconds(client, address) for address in addresses]
    result.add("page_cpu", sum(times) / len(times), "ms CPU")
    result.add("page_cpu_p95", percentile(times, 95), "ms CPU")
    result.add("page_queries", _most_queries(client, addresses[:20]), "vragen aan de database")
    html = client.get(PAGE).content
    result.add("page_bytes", len(html) / 1024, "KiB")
    result.add("first_view", (len(html) + _files_bytes(gzip.decompress(html).decode())) / 1024, "KiB")
    result.add("worker_memory", peak_memory(), "MB")
    return result


def measure_memory(documents: Sequence[Document], *, count: int) -> StepResult:
    """Measure the memory of a process that serves `/zoeken/` on an index of these documents, without their pages."""
    result = StepResult()
    client = Client()
    for question in questions(documents, count):
        client.get(f"{PAGE}?{question.address}")
    result.add("worker_memory", peak_memory(), "MB")
    return result


def peak_memory() -> float:
    """Return the most memory that this process ever had in use, in MB; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    found = re.search(r"^VmHWM:\s+(\d+) kB", status.read_text(), re.MULTILINE)
    return int(found[1]) / 1000 if found else 0.0


def _questions(count: int, *, series: int = 0) -> Sequence[Question]:
    # Some of the documents are enough: a web worker does not hold them, and its memory is measured.
    documents = list(islice(all_documents(get_source()), 500))
    return questions(documents, count, series=series)


def _cpu_milliseconds(client: Client, address: str) -> float:
    started = time.process_time()
    response = client.get(address)
    took = (time.process_time() - started) * 1000
    if response.status_code != 200:
        raise RuntimeError(f"{address} answers {response.status_code}")
    return took


def _most_queries(client: Client, addresses: Sequence[str]) -> int:
    counts = []
    for address in addresses:
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        counts.append(len(captured))
    return max(counts)


def _files_bytes(html: str) -> int:
    """Return the bytes that a browser fetches beside the page itself, compressed as WhiteNoise does."""
    return sum(_compressed(path) for path in set(_files(html)))


def _files(html: str) -> Iterator[Path]:
    for address in _LINK.findall(html):
        path = finders.find(address.removeprefix(settings.STATIC_URL)) if settings.STATIC_URL in address else None
        if not path:
            continue
        file = Path(path)
        yield file
        if file.suffix == ".css":
            pictures = _PICTURE.findall(file.read_text())
            yield from (found for picture in pictures if (found := (file.parent / picture).resolve()).is_file())


def _compressed(file: Path) -> int:
    content = file.read_bytes()
    return len(content) if file.suffix in {".woff2", ".png", ".webp", ".avif"} else len(gzip.compress(content, 9))
