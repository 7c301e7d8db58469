"""Facts of the machine that belong to a measurement; not its name."""

from __future__ import annotations

import os
import platform
import sqlite3
from importlib.metadata import version
from pathlib import Path

#: Packages whose version may change the numbers.
_PACKAGES = ("Django", "wagtail", "tantivy", "elasticsearch", "PyStemmer")


def machine_facts() -> dict[str, str | int | float]:
    """Return cores, memory, load at this moment, and versions."""
    return {
        "cores": os.cpu_count() or 0,
        "memory_gb": round(_memory_bytes() / 1e9, 1),
        "load": round(os.getloadavg()[0], 2),
        "system": f"{platform.system()} {platform.machine()}",
        "processor": _processor(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        **{name.lower(): version(name) for name in _PACKAGES},
    }


def _memory_bytes() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()
