"""Which worker runs which test: all journeys go to one, for they share a server and two cores carry one Chromium."""

from __future__ import annotations

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

JOURNEYS = "tests/journeys/"


class JourneysTogether(LoadScopeScheduling):
    """Gives each worker one test after another, and all journeys to the same worker.

    The marks of pytest-xdist cannot say so: pytest 9.2 no longer reads the names that xdist 3.8 gives to tests.
    """

    def _split_scope(self, nodeid: str) -> str:
        return JOURNEYS if nodeid.startswith(JOURNEYS) else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> JourneysTogether | None:
    """Use this where `--dist loadgroup` is asked."""
    return JourneysTogether(config, log) if config.getvalue("dist") == "loadgroup" else None
