"""Names the processes that work on the index, and tells which of them are gone."""

from __future__ import annotations

import os
import socket
import uuid
from contextlib import suppress


def own_name() -> str:
    """Return a name for one piece of work of this process: host, process number, and something unique."""
    return f"{socket.gethostname()[:100]}:{os.getpid()}:{uuid.uuid4().hex[:12]}"


def is_gone(name: str) -> bool:
    """Tell whether a process of this host has ended. Of other hosts nobody knows: their time must run out.

    A wrong answer does no harm, as when two containers share a host name: work is then done twice.
    """
    host, _, rest = name.partition(":")
    number = rest.partition(":")[0]
    if host != socket.gethostname()[:100] or not number.isdigit():
        return False
    with suppress(PermissionError):  # it lives, under another account
        try:
            os.kill(int(number), 0)
        except ProcessLookupError:
            return True
    return False
