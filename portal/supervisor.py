"""Runs web and relay beside each other and ends both together."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType

from portal.settings.env import BASE_DIR

#: Seconds that a process gets to end by itself.
PATIENCE = 10
#: Seconds between a relay that fell over and the next, so that a lasting fault does not spin.
PAUSE = 1.0


class PortInUse(Exception):
    """Something else listens on the port; the message is one sentence with the remedy."""


def check_port(port: int) -> None:
    """Raise PortInUse when the port of this machine is taken or forbidden."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError as error:
            raise PortInUse(
                f"Poort {port} mag alleen door de beheerder: kies een andere met make start PORT=8001."
            ) from error
        except OSError as error:
            raise PortInUse(
                f"Poort {port} is al in gebruik: stop wat daar draait, of kies een andere met make start PORT=8001."
            ) from error


class Supervisor:
    """Keeps one web server and one relay running."""

    def __init__(self, *, port: int) -> None:
        self.port = port
        self.stopping = False

    def run(self) -> int:
        """Serve until Ctrl-C or SIGTERM; return 0 then, or the exit code of a web server that ended by itself."""
        signal.signal(signal.SIGINT, self._stop)
        signal.signal(signal.SIGTERM, self._stop)
        web = self._spawn(
            [
                *(sys.executable, "-m", "gunicorn", "portal.wsgi:application"),
                *("--bind", f"127.0.0.1:{self.port}", "--worker-class", "gthread", "--workers", "2", "--threads", "4"),
                *("--log-level", "warning", "--graceful-timeout", "5"),
                # A long question is for the site to answer, in Dutch; gunicorn would refuse it above 4 kB.
                *("--limit-request-line", "0"),
                "--no-control-socket",  # it would stand in the home of whoever starts this
                *("--max-requests", "5000", "--max-requests-jitter", "500"),
            ]
        )
        relay = self._relay()
        try:
            while not self.stopping and web.poll() is None:
                if relay.poll() is not None:  # killed or fallen: its rows come back, a new one goes on
                    time.sleep(PAUSE)
                    relay = self._relay()
                time.sleep(0.2)
            return 0 if self.stopping else (web.returncode or 1)
        finally:
            for process in (web, relay):
                end(process)

    def _relay(self) -> subprocess.Popen[bytes]:
        return self._spawn([sys.executable, "manage.py", "search_relay"])

    def _spawn(self, command: list[str]) -> subprocess.Popen[bytes]:
        # A session of its own: Ctrl-C reaches only this process, which ends the others in order.
        return subprocess.Popen(command, cwd=BASE_DIR, env=os.environ.copy(), start_new_session=True)  # noqa: S603

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True


def end(process: subprocess.Popen[bytes]) -> None:
    """Ask a process to end, and make it end when it does not."""
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
