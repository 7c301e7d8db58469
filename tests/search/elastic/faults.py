"""A small server on this machine that answers every request with bytes of the test's choice."""

from __future__ import annotations

import json
import socket
import ssl
import threading
from typing import Any

#: Seconds between the pieces of a slow answer, and how often a stopped server looks whether it must end.
PAUSE = 0.1


class FaultyServer:
    """Listens on a free port of 127.0.0.1. A list is sent in pieces, after a pause each; an empty one is silence."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.answer: bytes | list[bytes] = []
        self._tls = tls
        self.heads: list[bytes] = []
        self._stopped = threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self._socket.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._stopped.set()
        self._socket.close()

    def _serve(self) -> None:
        while not self._stopped.is_set():
            try:
                connection, _ = self._socket.accept()
            except OSError:  # closed
                return
            threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, plain: socket.socket) -> None:
        try:
            with self._tls.wrap_socket(plain, server_side=True) if self._tls else plain as connection:
                while head := _request(connection):
                    self.heads.append(head)
                    self._send(connection, self.answer)
                    if not self.answer or b"Connection: close" in self.answer:
                        return
        except OSError:  # the client has gone, because it waited long enough or does not trust this server
            return

    def _send(self, connection: socket.socket, answer: bytes | list[bytes]) -> None:
        if isinstance(answer, bytes):
            connection.sendall(answer)
            return
        if not answer:
            self._stopped.wait()
        for piece in answer:
            self._stopped.wait(PAUSE)
            connection.sendall(piece)


def _request(connection: socket.socket) -> bytes:
    """Read one whole request and return its head; empty when the client has closed."""
    received = b""
    while b"\r\n\r\n" not in received:
        piece = connection.recv(65536)
        if not piece:
            return b""
        received += piece
    head, _, body = received.partition(b"\r\n\r\n")
    length = next((int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), 0)
    while len(body) < length:
        body += connection.recv(65536)
    return head


def http(status: int, body: object, *, product: str = "Elasticsearch", length: int | None = None) -> bytes:
    """Return an answer as it goes over the line; a body that is not bytes is sent as JSON."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    lines = [
        f"HTTP/1.1 {status} whatever",
        "Content-Type: application/json",
        f"X-Elastic-Product: {product}",
        f"Content-Length: {len(content) if length is None else length}",
    ]
    if length is not None:
        lines.append("Connection: close")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content


def refusal(status: int, kind: str = "some_exception") -> bytes:
    """Return an error as Elasticsearch words it."""
    cause = {"type": kind, "reason": "for a reason"}
    return http(status, {"error": {**cause, "root_cause": [cause]}, "status": status})


def answer(**other: Any) -> dict[str, Any]:
    """Return the body of an answer without hits."""
    body: dict[str, Any] = {
        "timed_out": False,
        "_shards": {"total": 1, "successful": 1, "skipped": 0, "failed": 0},
        "hits": {"total": {"value": 0, "relation": "eq"}, "hits": []},
        "aggregations": {"thema": {"sum_other_doc_count": 0, "buckets": []}},
    }
    return {**body, **other}
