"""The way to the server: one client per process, answers within a deadline, every failure as `EngineUnavailable`."""

from __future__ import annotations

import os
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import urllib3
from elastic_transport import ConnectionTimeout as TransportTimeout
from elastic_transport import NodeConfig, Urllib3HttpNode
from elasticsearch import ApiError, Elasticsearch, SerializationError, TransportError, UnsupportedProductError
from urllib3.exceptions import HTTPError, ReadTimeoutError

from search.engines.base import EngineUnavailable

#: No honest answer is larger: a page of hits with their texts stays far below it.
LARGEST_ANSWER = 128 * 1024 * 1024

#: How many requests of one process may be under way; the next ones wait, within their own time.
CONNECTIONS = 32

#: Seconds for a request without a time of its own.
LONGEST_WAIT = 60.0

#: The kinds of error that say that an index or alias is not there.
MISSING = frozenset({"index_not_found_exception", "aliases_not_found_exception"})

_CHUNK = 64 * 1024

_HINTS = {
    401: "the server wants another user or password",
    403: "the user lacks the rights for this index",
    413: "the request is larger than the server takes",
    429: "the server is overloaded",
    503: "the server is up but cannot answer (starting, or a shard is missing)",
}


class Connection:
    """A client that is made at the first use, anew in each process: a forked child shares no socket with its parent."""

    def __init__(self, url: str, *, timeout: float, ca_certs: str | None) -> None:
        self._url = url
        self._timeout = timeout
        self._ca_certs = ca_certs
        self._made: tuple[int, Elasticsearch] | None = None

    def client(self, *, timeout: float | None = None) -> Elasticsearch:
        """Return this process's client; `timeout` in seconds replaces the usual one."""
        made = self._made
        if made is None or made[0] != os.getpid():
            # Two threads may both get here at the start; either client is right, so there is no lock to inherit.
            made = self._made = (os.getpid(), self._make())
        return made[1] if timeout is None else made[1].options(request_timeout=timeout)

    def _make(self) -> Elasticsearch:
        if not self._url.startswith(("http://", "https://")):  # the client would take any other scheme for http
            raise EngineUnavailable("Elasticsearch: its address must begin with http:// or https://")
        tls = self._ca_certs and self._url.startswith("https://")
        options: dict[str, Any] = {"ssl_context": self._trust()} if tls else {}
        try:
            return Elasticsearch(
                self._url,
                node_class=DeadlineNode,
                request_timeout=self._timeout,
                connections_per_node=CONNECTIONS,
                max_retries=0,  # the caller has something better to do: ask the database
                retry_on_timeout=False,
                **options,
            )
        except ValueError:
            # The error holds the whole address, and with it a password.
            raise EngineUnavailable("Elasticsearch: its address cannot be read") from None

    def _trust(self) -> ssl.SSLContext:
        try:
            return ssl.create_default_context(cafile=self._ca_certs)
        except OSError as error:
            raise EngineUnavailable(f"Elasticsearch: its CA file {self._ca_certs} cannot be used: {error}") from error


class DeadlineNode(Urllib3HttpNode):
    """Ends a request when its time is over, even while a server keeps sending a little now and then."""

    def __init__(self, config: NodeConfig) -> None:
        super().__init__(config)
        self.pool: Any = _DeadlinePool(self.pool, config.request_timeout or LONGEST_WAIT)


@dataclass(frozen=True, slots=True)
class _Answer:
    """The part of a response that `Urllib3HttpNode` reads."""

    status: int
    headers: Mapping[str, str]
    data: bytes


class _DeadlinePool:
    """A pool whose time limit covers the whole request: urllib3's own starts anew with every piece of a body."""

    def __init__(self, pool: urllib3.HTTPConnectionPool, timeout: float) -> None:
        self._pool: Any = pool  # its declared types are narrower than what it takes
        self._timeout = timeout

    def urlopen(self, method: str, target: str, *, timeout: float | None = None, **options: Any) -> _Answer:
        seconds = timeout or self._timeout
        deadline = time.monotonic() + seconds
        response = self._pool.urlopen(
            method,
            target,
            preload_content=False,
            timeout=urllib3.Timeout(total=seconds),
            pool_timeout=seconds,
            **options,
        )
        try:
            data = self._read(response, target, deadline)
        except BaseException:
            response.close()
            response.release_conn()
            raise
        return _Answer(response.status, response.headers, data)

    def _read(self, response: urllib3.BaseHTTPResponse, target: str, deadline: float) -> bytes:
        data = bytearray()
        while chunk := response.read1(_CHUNK):
            data += chunk
            if time.monotonic() > deadline:
                raise ReadTimeoutError(self._pool, target, "the answer did not arrive in time")
            if len(data) > LARGEST_ANSWER:
                raise HTTPError(f"the answer is larger than {LARGEST_ANSWER} bytes")
        return bytes(data)

    def close(self) -> None:
        self._pool.close()


@contextmanager
def unavailable(doing: str) -> Iterator[None]:
    """Raise what the client or a malformed answer raises inside as `EngineUnavailable`, with its cause in words."""
    try:
        yield
    except ApiError as error:
        raise EngineUnavailable(f"Elasticsearch, {doing}: {_refusal(error)}") from error
    except TransportTimeout as error:
        raise EngineUnavailable(f"Elasticsearch, {doing}: no answer in time") from error
    except SerializationError as error:
        raise EngineUnavailable(f"Elasticsearch, {doing}: the answer is not what Elasticsearch sends") from error
    except TransportError as error:
        raise EngineUnavailable(f"Elasticsearch, {doing}: cannot be reached: {error.message}") from error
    except (LookupError, TypeError, AttributeError, ValueError, RecursionError) as error:
        raise EngineUnavailable(f"Elasticsearch, {doing}: the answer lacks what it must hold: {error!r}") from error


def _refusal(error: ApiError) -> str:
    if isinstance(error, UnsupportedProductError):
        return "something else than Elasticsearch answers at this address"
    if is_missing(error):
        return "there is no index for this version of the portal; run search_rebuild"
    status = error.meta.status
    return f"{_HINTS.get(status, 'the server refuses')} ({str(error)[:300]})"


def is_missing(error: ApiError) -> bool:
    """Tell whether an index or alias was not there."""
    cause = error.body.get("error") if isinstance(error.body, dict) else None
    return error.meta.status == 404 and isinstance(cause, dict) and cause.get("type") in MISSING
