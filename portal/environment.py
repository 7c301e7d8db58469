"""Makes the environment in .venv: locked packages and the assets wheel. Standard library only: it runs first.

usage: python3 portal/environment.py [--development]
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
#: Keeps what was installed, so that a second start installs nothing.
STAMP = VENV / "praktijkplein-installed"
SOURCES = ("requirements.txt", "requirements-dev.txt", "frontend")


#: Words in the output of a failed installation, and what to say of them.
CAUSES = (
    (
        ("Read-only file system", "Permission denied"),
        f"Kan niet schrijven in {ROOT}: zet de map op een plek waar u mag schrijven.",
    ),
    (("No space left",), "De schijf is vol: maak ruimte en probeer het opnieuw."),
    (
        ("gcc", "cc1", "Microsoft Visual C++", "clang"),
        "Een pakket moet op deze machine worden gebouwd en er is geen compiler: gebruik Python 3.11 tot en met 3.13 "
        "op x86-64 of ARM64, of installeer een C-compiler.",
    ),
    (
        ("Connection", "name resolution", "Could not find a version", "ENOTFOUND", "ETIMEDOUT"),
        "De pakketten zijn niet te bereiken: controleer het netwerk of de proxy en probeer het opnieuw.",
    ),
    (("ensurepip",), "Python mist venv: installeer het pakket python3-venv van uw systeem."),
)


class CannotInstall(Exception):
    """The environment cannot be made; the message is one sentence with cause and remedy."""


def main(arguments: list[str]) -> int:
    """Make what is missing and return the exit code."""
    development = "--development" in arguments
    try:
        check_python()
        if not is_installed(development=development):
            install(development=development)
    except CannotInstall as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(
            f"\nKan niet schrijven in {ROOT} ({error.strerror}): zet de map op een plek waar u mag schrijven.",
            file=sys.stderr,
        )
        return 1
    return 0


def check_python() -> None:
    """Raise CannotInstall on a Python that is too old or lacks venv."""
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever starts this may have an older one
        version = ".".join(str(part) for part in sys.version_info[:2])
        raise CannotInstall(
            f"Python {version} is te oud: installeer Python 3.11 of nieuwer, of kies er een met PYTHON=python3.12."
        )
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        raise CannotInstall("Python mist venv: installeer het pakket python3-venv van uw systeem.")


def digest(*, development: bool) -> str:
    """Return a digest of everything that decides what is installed."""
    total = hashlib.sha256(f"{sys.version_info[:2]} {development}".encode())
    for name in SOURCES:
        source = ROOT / name
        files = [source] if source.is_file() else sorted(path for path in source.rglob("*") if _counts(path))
        for path in files:
            total.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return total.hexdigest()


def _counts(path: Path) -> bool:
    made = {"__pycache__", "node_modules", "build", "dist"}
    return path.is_file() and not made & set(path.parts) and not any(part.endswith(".egg-info") for part in path.parts)


def is_installed(*, development: bool) -> bool:
    """Tell whether .venv holds what this checkout asks; a development environment will do for both."""
    if not (PYTHON.exists() and STAMP.exists()):
        return False
    wanted = {digest(development=True)} if development else {digest(development=True), digest(development=False)}
    return STAMP.read_text().strip() in wanted


def install(*, development: bool) -> None:
    """Make .venv anew where needed and install into it."""
    lock = "requirements-dev.txt" if development else "requirements.txt"
    step("Python-omgeving maken", lambda: run([sys.executable, "-m", "venv", str(VENV)]))
    step("Pakketten installeren", lambda: pip("--require-hashes", "--requirement", str(ROOT / lock)))
    step(
        "Vormgeving bouwen (NL Design System)",
        lambda: pip("--no-deps", "--force-reinstall", "--no-cache-dir", str(ROOT / "frontend")),
    )
    STAMP.write_text(digest(development=development))


def step(name: str, work: Callable[[], None]) -> None:
    """Do one step, and say what it is and how long it took."""
    print(f"  {name} ...", end="", flush=True)
    started = time.monotonic()
    work()
    print(f" klaar ({time.monotonic() - started:.0f} s)", flush=True)


def pip(*arguments: str) -> None:
    """Install with the pip of the environment."""
    run([str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", *arguments])


def run(command: list[str]) -> None:
    """Run a command; raises CannotInstall with a sentence that names cause and remedy."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise CannotInstall(explain(done.stdout + done.stderr))


def explain(output: str) -> str:
    """Turn the output of a failed installation into one sentence."""
    lines = [line for line in output.splitlines() if line.strip()]
    last = next((line.strip() for line in reversed(lines) if "error" in line.lower()), lines[-1] if lines else "?")
    for words, sentence in CAUSES:
        if any(word in output for word in words):
            return f"{sentence} (melding: {last[:200]})"
    return f"Installeren lukte niet: {last[:300]}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
