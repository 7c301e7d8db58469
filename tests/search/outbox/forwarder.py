"""A port that leads to a server and can be closed: a server that is away, without stopping it for others."""

from __future__ import annotations

import socket
from contextlib import suppress
from threading import Thread


class Forwarder:
    """Passes bytes between a port of this machine and a server, while it is open."""

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self._open_sockets: list[socket.socket] = []
        self._listener = self._listen(0)
        self.port: int = self._listener.getsockname()[1]

    def open(self) -> None:
        """Lead to the server again."""
        self._listener = self._listen(self.port)

    def close(self) -> None:
        """Refuse new connections and cut those that there are."""
        for each in (self._listener, *self._open_sockets):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        self._open_sockets.clear()

    def _listen(self, port: int) -> socket.socket:
        listener = socket.create_server(("127.0.0.1", port))
        Thread(target=self._accept, args=(listener,), daemon=True).start()
        return listener

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):  # the listener was closed
            while True:
                near, _ = listener.accept()
                far = socket.create_connection(self._target)
                self._open_sockets += [near, far]
                for source, target in ((near, far), (far, near)):
                    Thread(target=_pass_on, args=(source, target), daemon=True).start()


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):  # either side was closed
        while data := source.recv(65_536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
