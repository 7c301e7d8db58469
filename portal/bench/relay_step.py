"""Measures the whole way from publishing to findable: the action, the outbox, the real relay process, the engine."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

from django.utils import timezone

from portal.bench.measurements import StepResult
from portal.bench.mix import VISITOR
from portal.bootstrap import SYSTEM
from portal.settings.env import BASE_DIR
from portal.supervisor import end
from practices.actions.organisations import organisation_vng
from practices.actions.sharing import share
from practices.choices import Visibility
from practices.models import OrganisationPage, PracticePage, SharedPage
from search.service import get_engine
from search.values import Query, Term

#: Seconds after which something must have gone wrong; the first one waits until the relay has started.
PATIENCE = 60.0
_POLL = 0.005


def measure_findable(*, count: int) -> StepResult:
    """Publish so many practices one after another and time each until a search finds it."""
    result = StepResult()
    organisation = organisation_vng(by=SYSTEM, at=timezone.now())
    chance = Random(count)  # noqa: S311 (not for secrets)
    before = set(SharedPage.objects.values_list("pk", flat=True))
    with _relay():
        try:
            _publish(organisation, 0)
            times = []
            for number in range(1, count + 1):
                time.sleep(chance.uniform(0, 0.3))  # at any moment of the relay's own rhythm
                times.append(_publish(organisation, number))
        finally:
            for page in SharedPage.objects.exclude(pk__in=before):
                page.delete()
    result.add_times("findable", times, 50, 95)
    return result


@contextmanager
def _relay() -> Iterator[None]:
    command = [sys.executable, "manage.py", "search_relay"]
    process = subprocess.Popen(command, cwd=BASE_DIR, start_new_session=True)  # noqa: S603 (our own command)
    try:
        yield
    finally:
        end(process)


def _publish(organisation: OrganisationPage, number: int) -> float:
    """Publish a practice with a word of its own and return how many milliseconds later a search finds it."""
    word = f"meetwoord{number}x{time.time_ns()}"
    started = time.perf_counter()
    page = PracticePage(title=f"Meting {word}", visibility=Visibility.PUBLIC)
    share(page, organisation=organisation, by=SYSTEM, at=timezone.now())
    while not get_engine().search(Query(tokens=VISITOR, node=Term(word), limit=1)).total:
        if time.perf_counter() - started > PATIENCE:
            raise TimeoutError("what was published was not found: does the relay run?")
        time.sleep(_POLL)
    return (time.perf_counter() - started) * 1000
