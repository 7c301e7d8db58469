"""Starting: what stands in the way is said in one sentence with its remedy."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal import environment
from portal.settings.env import read_email
from portal.supervisor import PortInUse, check_port

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def manage(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run manage.py as `make start` does, with other variables."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "SYSTEMROOT"}}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**kept, **variables},
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )


def said(done: subprocess.CompletedProcess[str]) -> str:
    """Return the last line of what was said, after checking that it failed without a traceback."""
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    return done.stderr.strip().splitlines()[-1]


def test_a_port_in_use_is_named_with_another(taken_port: int, tmp_path: Path) -> None:
    with pytest.raises(PortInUse, match=f"Poort {taken_port} is al in gebruik.*PORT=8001"):
        check_port(taken_port)
    done = manage("start", "--port", str(taken_port), DEBUG="yes", VAR_DIR=str(tmp_path))
    assert f"Poort {taken_port} is al in gebruik" in said(done)


@pytest.mark.parametrize("port", ["0", "65536", "acht", "-1", "80 80"])
def test_a_port_that_is_none_is_refused(port: str, tmp_path: Path) -> None:
    done = manage("start", f"--port={port}", DEBUG="yes", VAR_DIR=str(tmp_path))
    assert "kies een getal van 1 tot en met 65535" in said(done)


def test_a_broken_database_file_is_named_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "praktijkplein.sqlite3").write_bytes(b"dit is geen database\n" * 500)
    done = manage("start", "--setup-only", "--port", "8999", DEBUG="yes", VAR_DIR=str(tmp_path))
    assert re.search(r"Het databasebestand .*praktijkplein\.sqlite3 is beschadigd: .*reservekopie", said(done))


def test_a_database_that_is_away_is_named(tmp_path: Path) -> None:
    away = f"postgres://iemand:geheim@127.0.0.1:{_free_port()}/portaal"
    done = manage("start", "--setup-only", "--port", "8999", DEBUG="yes", VAR_DIR=str(tmp_path), DATABASE_URL=away)
    assert "De database portaal werkt niet mee" in said(done)
    assert "geheim" not in done.stdout + done.stderr


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    obstacle = tmp_path / "bestand"
    obstacle.write_text("geen map")
    done = manage("check", DEBUG="yes", VAR_DIR=str(obstacle / "var"))
    assert re.match(r"VAR_DIR cannot be made at .*: choose a folder that may be written", said(done))


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({}, "SECRET_KEY is missing or shorter than 40 characters: set a long random text"),
        ({"SECRET_KEY": "k" * 50}, "ALLOWED_HOSTS is empty or allows every host: name the hosts"),
        ({"SECRET_KEY": "k" * 50, "ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS is empty or allows every host"),
        ({"DEBUG": "misschien"}, "DEBUG is “misschien”, which is neither yes nor no: write yes or no"),
        ({"DEBUG": "yes", "DATABASE_URL": "oracle://x/y"}, "DATABASE_URL names no database we know"),
        ({"DEBUG": "yes", "ELASTICSEARCH_URL": "localhost:9200"}, "ELASTICSEARCH_URL is no usable address"),
        ({"DEBUG": "yes", "SITE_URL": "http://x:poort"}, "SITE_URL is no usable address"),
        ({"DEBUG": "yes", "EMAIL_URL": "postduif://x"}, "EMAIL_URL is no mail address we know"),
        ({"DEBUG": "yes", "EXAMPLES": "soms"}, "EXAMPLES is “soms”, which is neither yes nor no"),
    ],
)
def test_a_wrong_variable_stops_the_start_with_one_sentence(
    variables: dict[str, str], sentence: str, tmp_path: Path
) -> None:
    done = manage("check", **{"VAR_DIR": str(tmp_path), **variables})
    assert said(done).startswith(sentence)
    assert said(done).endswith("(see docs/settings.md).")


def test_mail_is_written_to_the_folder_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMAIL_URL", "filemail:///srv/post")
    assert read_email("consolemail://")["EMAIL_FILE_PATH"] == "/srv/post"


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("error: command 'gcc' failed: No such file or directory", "er is geen compiler"),
        ("ERROR: [Errno 30] Read-only file system: '.venv'", "Kan niet schrijven"),
        ("ERROR: Could not find a version that satisfies the requirement x", "niet te bereiken"),
        ("OSError: [Errno 28] No space left on device", "De schijf is vol"),
        ("ERROR: iets heel anders", "Installeren lukte niet: ERROR: iets heel anders"),
        ("", "Installeren lukte niet"),
    ],
)
def test_a_failed_installation_is_explained_in_one_sentence(output: str, sentence: str) -> None:
    assert sentence in environment.explain(output)
    assert "\n" not in environment.explain(output)


def test_a_change_of_a_lock_installs_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    (tmp_path / "requirements.txt").write_text("een==1")
    before = environment.digest(development=False)
    assert environment.digest(development=False) == before
    (tmp_path / "requirements.txt").write_text("een==2")
    assert environment.digest(development=False) != before
    assert environment.digest(development=True) != environment.digest(development=False)


def test_ctrl_c_ends_web_and_relay_together(own_site: object, tmp_path: Path) -> None:
    port = _free_port()
    variables = {**own_site.environment, "DEBUG": "yes"}  # type: ignore[attr-defined]
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"from portal.supervisor import Supervisor; raise SystemExit(Supervisor(port={port}).run())",
        ],
        cwd=ROOT,
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    for line in process.stdout:  # the relay says that it works; web and relay were spawned then
        if "search_relay_started" in line:
            break
    process.send_signal(signal.SIGINT)
    rest = process.stdout.read()
    assert process.wait(60) == 0, rest
    assert "search_relay_stopped" in rest
    check_port(port)
