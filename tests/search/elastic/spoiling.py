"""What can become of an answer on its way: each fault spoils what a well server said."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from typing import Any

from tests.search.elastic.faults import Answer, Answering, http, refusal

Fault = Callable[[bytes], Answer]


def spoilt(answering: Answering, fault: Fault) -> Answering:
    """Return what answers as before, but with a fault."""
    return lambda request: fault(bytes(answering(request)))  # type: ignore[arg-type]


def drips(answer: bytes) -> list[bytes]:
    """Send the head and then a few bytes at a time: each in time, all together far too late."""
    head, _, body = answer.partition(b"\r\n\r\n")
    return [head + b"\r\n\r\n", *(body[at : at + 3] for at in range(0, min(len(body), 300), 3))]


def is_cut_off(answer: bytes) -> bytes:
    """Send half of what the head promises, and end."""
    head, _, body = answer.partition(b"\r\n\r\n")
    return head + b"\r\nConnection: close\r\n\r\n" + body[: len(body) // 2]


def is_garbage(answer: bytes) -> bytes:
    """Send as many bytes as were promised, but any bytes."""
    head, _, body = answer.partition(b"\r\n\r\n")
    return head + b"\r\n\r\n" + random.Random(1).randbytes(len(body))


def misses_a_shard(answer: bytes) -> bytes:
    """Say that one of two shards failed, with the answer of the other."""
    return _changed(answer, {"_shards": {"total": 2, "successful": 1, "skipped": 0, "failed": 1}})


def has_another_time(answer: bytes) -> bytes:
    """Send the time of long ago, and have taken less than no time."""
    changed = _changed(answer, {"took": -86_400_000})
    return changed.replace(b"\r\n", b"\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\nAge: 999999999\r\n", 1)


def _changed(answer: bytes, changes: dict[str, Any]) -> bytes:
    head, _, body = answer.partition(b"\r\n\r\n")
    return http(int(head.split(b" ", 2)[1]), {**json.loads(body), **changes})


#: After each of these nobody can use the answer.
FAULTS: dict[str, Fault] = {
    "hangs": lambda _: [],
    "drips": drips,
    "breaks off without a word": lambda _: b"",
    "is cut off": is_cut_off,
    "is garbage": is_garbage,
    "has another type": lambda answer: answer.replace(b"application/json", b"text/html").replace(
        b"application/vnd.elasticsearch+json", b"text/html"
    ),
    "comes from another product": lambda answer: re.sub(rb"(?i)elastic-product: \w+", b"Served-By: Proxy", answer),
    "wants another password": lambda _: refusal(401, "security_exception"),
    "forbids": lambda _: refusal(403, "security_exception"),
    "is overloaded": lambda _: refusal(429, "es_rejected_execution_exception"),
    "is red": lambda _: refusal(503, "no_shard_available_action_exception"),
    "is starting": lambda _: refusal(503, "cluster_block_exception"),
    "lost its index": lambda _: refusal(404, "index_not_found_exception"),
    "is a gateway's": lambda _: http(502, b"<h1>Bad gateway</h1>", product=""),
    "ran out of time": lambda answer: _changed(answer, {"timed_out": True}),
}
