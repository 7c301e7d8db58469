"""A small server on this machine that answers with bytes of the test's choice, or passes on what another one says."""

from __future__ import annotations

import json
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

#: Seconds between the pieces of a slow answer, and how often a stopped server looks whether it must end.
PAUSE = 0.1

#: Bytes of an answer; a list is sent in pieces, after a pause each. No bytes end the talk, an empty list is silence.
Answer = bytes | list[bytes]

#: Headers that say how an answer lies on the line.
_FRAMING = {"connection", "content-encoding", "content-length", "transfer-encoding"}

#: Makes an answer of a whole request.
Answering = Callable[[bytes], Answer]


class FaultyServer:
    """Listens on a free port of 127.0.0.1, and answers as the test says: always the same, or by the request."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.answer: Answer | Answering = []
        self._tls = tls
        self.heads: list[bytes] = []
        self._stopped = threading.Event()
        self._connections: list[socket.socket] = []
        self._socket = self._listen(0)
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self._port}"

    def close(self) -> None:
        self._stopped.set()
        self.go_down()

    def go_down(self) -> None:
        """Refuse new connections and cut those that there are."""
        for each in (self._socket, *self._connections):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        self._connections.clear()

    def come_up(self) -> None:
        """Listen again at the same address."""
        self._socket = self._listen(self._port)

    def _listen(self, port: int) -> socket.socket:
        listener = socket.create_server(("127.0.0.1", port))
        self._port: int = listener.getsockname()[1]
        threading.Thread(target=self._serve, args=(listener,), daemon=True).start()
        return listener

    def _serve(self, listener: socket.socket) -> None:
        with suppress(OSError):  # closed
            while True:
                connection, _ = listener.accept()
                self._connections.append(connection)
                threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, plain: socket.socket) -> None:
        try:
            with self._tls.wrap_socket(plain, server_side=True) if self._tls else plain as connection:
                while request := _request(connection):
                    self.heads.append(request.partition(b"\r\n\r\n")[0])
                    answer = self.answer(request) if callable(self.answer) else self.answer
                    self._send(connection, answer)
                    if (
                        not answer
                        or b"connection: close" in (answer if isinstance(answer, bytes) else answer[0]).lower()
                    ):
                        return
        except OSError:  # the client has gone, because it waited long enough or does not trust this server
            return

    def _send(self, connection: socket.socket, answer: Answer) -> None:
        if isinstance(answer, bytes):
            connection.sendall(answer)
            return
        if not answer:
            self._stopped.wait()
        for piece in answer:
            self._stopped.wait(PAUSE)
            connection.sendall(piece)


def _request(connection: socket.socket) -> bytes:
    """Read one whole request; empty when the client has closed."""
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
    return head + b"\r\n\r\n" + body


def passed_on(url: str) -> Answering:
    """Return what gives each request to the server at this address, and its answer back."""
    address = urlsplit(url)

    def ask(request: bytes) -> bytes:
        head, _, body = request.partition(b"\r\n\r\n")
        first, *lines = head.decode().split("\r\n")
        method, target, _ = first.split(" ")
        headers = dict(line.split(": ", 1) for line in lines)
        with closing(HTTPConnection(address.hostname or "", address.port or 9200)) as server:
            server.request(method, target, body, {**headers, "accept-encoding": "identity"})
            answered = server.getresponse()
            content = answered.read()
        kept = {name: value for name, value in answered.getheaders() if name.lower() not in _FRAMING}
        kept["Content-Length"] = str(len(content))
        told = [f"HTTP/1.1 {answered.status} whatever", *(f"{name}: {value}" for name, value in kept.items())]
        return "\r\n".join(told).encode() + b"\r\n\r\n" + content

    return ask


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
