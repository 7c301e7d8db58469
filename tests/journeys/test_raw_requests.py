"""What no browser would send, sent to the running portal over a socket: a calm answer, and the portal goes on."""

from __future__ import annotations

import socket

import pytest

from tests.journeys.server import DEADLINE, Portal

#: Requests that are no good, and what may be answered; nothing: the connection is closed.
REQUESTS: dict[str, bytes] = {
    "nul in the path": b"GET /zoeken/\x00?q=a HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "bytes in the path": b"GET /praktijken/\xff\xfe\x80/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "bytes in the query": b"GET /zoeken/?q=\xff\xed\xa0\x80' HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "bytes in the api": b"GET /api/v1/zoekresultaten?q=\xff\xc3&pagina=\xff HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "broken escapes": b"GET /zoeken/?q=%&%=%zz%00%u0000&soort=%ed%a0%80 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "an address of another host": b"GET http://elders.example/zoeken/ HTTP/1.1\r\nHost: elders.example\r\n\r\n",
    "two slashes": b"GET //elders.example/zoeken HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "up the tree": b"GET /static/../../../../../etc/passwd HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "up the tree, escaped": b"GET /static/%2e%2e/%2e%2e/portal/settings/base.py HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "a long line": b"GET /zoeken/?q=" + b"x" * 10_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "many headers": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n" + b"X-A: b\r\n" * 300 + b"\r\n",
    "an odd host": b"GET / HTTP/1.1\r\nHost: a b\x7f\r\n\r\n",
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "an odd method": b"GR\xc3\x8bET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "no number": b"POST /delen/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: veel\r\n\r\n",
    "a negative length": b"POST /delen/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -5\r\n\r\n",
    "broken chunks": b"POST /delen/ HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc",
    "odd cookies": b"GET /mijn/ HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: sessionid=\xff\xfe'\"; =;;\r\n\r\n",
    "no http": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
}


@pytest.mark.parametrize("name", REQUESTS)
def test_the_portal_answers_calmly_and_goes_on(portal_server: Portal, name: str) -> None:
    answer = answer_to(portal_server, REQUESTS[name])

    if answer:
        status = int(answer.split(b" ", 2)[1])
        assert 200 <= status < 500, answer[:2_000]
        assert b"Traceback" not in answer
        assert b"root:" not in answer
        assert b"SECRET_KEY" not in answer
    assert answer_to(portal_server, b"GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(
    ("asked", "notice"),
    [
        ("q=" + "gezin+" * 2_000, "Uw vraag is te lang"),
        ("&".join(f"gemeente=g{number}" for number in range(1_100)), "Te veel filters tegelijk"),
    ],
    ids=["a long question", "many filters"],
)
def test_more_than_a_line_holds_is_answered_in_dutch(portal_server: Portal, asked: str, notice: str) -> None:
    request = f"GET /zoeken/?{asked} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"

    answer = answer_to(portal_server, request.encode()).decode()

    assert answer.startswith("HTTP/1.1 200")
    assert notice in answer


def answer_to(portal: Portal, request: bytes) -> bytes:
    """Send the bytes, and return all that comes back until the portal closes the connection."""
    with socket.create_connection(portal.host, timeout=DEADLINE) as connection:
        connection.sendall(request.replace(b"HTTP/1.1\r\n", b"HTTP/1.1\r\nConnection: close\r\n", 1))
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        try:
            while part := connection.recv(65_536):
                answer += part
        except ConnectionResetError:
            pass
        return answer
