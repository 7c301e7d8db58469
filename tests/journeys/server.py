"""The portal as `make start` runs it: processes on this machine, with the starting content and its own folder."""

from __future__ import annotations

import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from portal.settings.env import BASE_DIR
from tests.own_site import OwnSite

#: Seconds in which whatever must happen happens, also on a busy machine; the first start loads all examples.
DEADLINE = 30.0
START_DEADLINE = 240.0
PASSWORD = "praktijkplein"


@dataclass(frozen=True)
class Portal:
    """A running portal.

    url: without a slash at the end; said: the file with what its processes write
    """

    url: str
    process: subprocess.Popen[bytes]
    said: Path

    @property
    def host(self) -> tuple[str, int]:
        return "127.0.0.1", int(self.url.rpartition(":")[2])

    def wait_until_ready(self, path: str = "/health/ready") -> None:
        """Return when the address answers 200; fail when the processes end or the deadline passes."""
        until = time.monotonic() + START_DEADLINE
        while not self._answers(path):
            assert self.process.poll() is None, f"the portal ended: {self.said.read_text()}"
            assert time.monotonic() < until, f"no portal within {START_DEADLINE} seconds: {self.said.read_text()}"
            Event().wait(0.1)

    def _answers(self, path: str) -> bool:
        try:
            with urllib.request.urlopen(self.url + path, timeout=5) as answer:  # noqa: S310
                return bool(answer.status == 200)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def stop(self) -> None:
        """End it as Ctrl-C does, and wait for all its processes."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(DEADLINE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def start_portal(site: OwnSite) -> Portal:
    """Start web server and relay on this site with `manage.py start`, as `make start` does."""
    port = free_port()
    return _start(site, port, [sys.executable, "manage.py", "start", "--port", str(port)], {})


def start_without_engine(site: OwnSite) -> Portal:
    """Start only a web server on this site, for which the search engine is away."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "portal.wsgi:application", "--bind", f"127.0.0.1:{port}"]
    nobody = {"ELASTICSEARCH_URL": f"http://127.0.0.1:{free_port()}"}
    return _start(site, port, [*command, "--worker-class", "gthread", "--threads", "2", "--no-control-socket"], nobody)


def start_for_visitors(site: OwnSite) -> Portal:
    """Start a web server on this site as visitors meet it: production settings, files collected and compressed."""
    port = free_port()
    visited = {
        "DEBUG": "no",
        "SECRET_KEY": secrets.token_urlsafe(48),
        "ALLOWED_HOSTS": "127.0.0.1",
        "SITE_URL": f"http://127.0.0.1:{port}",
    }
    environment = {**site.environment, "DJANGO_SETTINGS_MODULE": "portal.settings", **visited}
    # Without what only /cms/ shows: compressing that takes most of the time.
    collect = ["manage.py", "collectstatic", "--noinput", "-v0", "-i", "wagtail*", "-i", "admin"]
    subprocess.run([sys.executable, *collect], cwd=BASE_DIR, env=environment, check=True)
    command = [sys.executable, "-m", "gunicorn", "portal.wsgi:application", "--bind", f"127.0.0.1:{port}"]
    return _start(site, port, [*command, "--worker-class", "gthread", "--threads", "2", "--no-control-socket"], visited)


def free_port() -> int:
    """Return a port of this machine that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _start(site: OwnSite, port: int, command: list[str], extra: dict[str, str]) -> Portal:
    said = site.folder / f"said-{port}.txt"
    environment = {
        **site.environment,
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "DEBUG": "yes",
        "EMAIL_URL": "consolemail://",
        "PYTHONUNBUFFERED": "1",
        **extra,
    }
    with said.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=BASE_DIR, env=environment, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
    return Portal(f"http://127.0.0.1:{port}", process, said)
