"""Reads the environment; a missing or wrong value stops the start with one sentence that names the remedy."""

import os
import re
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent.parent


def wrong(name: str, problem: str, remedy: str) -> ImproperlyConfigured:
    """Return the error for a variable: name, problem and remedy in one sentence."""
    return ImproperlyConfigured(f"{name} {problem}: {remedy} (see docs/settings.md).")


#: Close enough to catch a slip; mail to it is the real test.
_MAIL_ADDRESS = re.compile(r"[^\s@<>]{1,64}@[^\s@<>]{1,190}\.[a-z]{2,}", re.IGNORECASE)


def read_text(name: str, *, default: str = "") -> str:
    """Return the variable without surrounding white space."""
    return os.environ.get(name, default).strip()


def read_boolean(name: str, *, default: bool) -> bool:
    """Return the variable as a boolean; raises ImproperlyConfigured for anything but the usual words."""
    value = read_text(name).lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on", "ja"}:
        return True
    if value in {"0", "false", "no", "off", "nee"}:
        return False
    raise wrong(name, f"is “{value}”, which is neither yes nor no", "write yes or no")


def read_number(name: str, *, default: int, most: int) -> int:
    """Return the variable as a whole number from 0 to `most`; raises ImproperlyConfigured for anything else."""
    value = read_text(name) or str(default)
    if not (value.isascii() and value.isdigit() and int(value) <= most):
        raise wrong(name, f"is “{value}”", f"write a whole number from 0 to {most}")
    return int(value)


def read_list(name: str) -> list[str]:
    """Return the comma-separated values of the variable."""
    return [part.strip() for part in read_text(name).split(",") if part.strip()]


def read_url(name: str, *, schemes: frozenset[str], default: str = "") -> str:
    """Return the variable when it is an absolute address with one of the schemes, or empty when it is not set."""
    value = read_text(name, default=default)
    if not value:
        return ""
    try:
        parts = urlsplit(value)
        usable = parts.scheme in schemes and bool(parts.hostname)
        _ = parts.port  # raises on a port that is no number
    except ValueError:
        usable = False
    if not usable:
        raise wrong(name, "is no usable address", f"write it as {'://… or '.join(sorted(schemes))}://host[:port]")
    return value.rstrip("/")


def read_database(default: str) -> dict[str, Any]:
    """Return Django's database settings from DATABASE_URL (sqlite:///path or postgres://user:password@host/name)."""
    value = read_text("DATABASE_URL") or default
    try:
        config: dict[str, Any] = environ.Env.db_url_config(value)
    except (ValueError, KeyError, ImproperlyConfigured):
        config = {}
    engine = config.get("ENGINE", "")
    if engine == "django.db.backends.sqlite3":
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",  # a writer waits at its start, instead of failing halfway
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
                "PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;"
            ),
        }
    elif engine in {"django.db.backends.postgresql", "django.db.backends.postgresql_psycopg2"}:
        config["ENGINE"] = "django.db.backends.postgresql"
        config.setdefault("CONN_MAX_AGE", 60)
        config["CONN_HEALTH_CHECKS"] = True
        config.setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
    else:
        raise wrong(
            "DATABASE_URL", "names no database we know", "write sqlite:///path or postgres://user:password@host/name"
        )
    return config


def read_email(default: str) -> dict[str, Any]:
    """Return Django's mail settings from EMAIL_URL (smtp+tls://user:password@host:port, filemail:///path, consolemail://)."""
    value = read_text("EMAIL_URL") or default
    try:
        config = dict(environ.Env.email_url_config(value))
    except (ValueError, KeyError, ImproperlyConfigured) as error:
        raise wrong("EMAIL_URL", "is no mail address we know", "write smtp+tls://user:password@host:port") from error
    if config.get("EMAIL_FILE_PATH"):  # environ takes the slash that makes a path absolute for its own
        config["EMAIL_FILE_PATH"] = urlsplit(value).path
    return config


def read_address(name: str) -> str:
    """Return the mail address of the variable, or nothing; raises ImproperlyConfigured when it is no address."""
    value = read_text(name)
    if value and not _MAIL_ADDRESS.fullmatch(value):
        raise wrong(name, f"is “{value}”, no mail address", "write one address, such as redactie@voorbeeld.nl")
    return value


def read_folder(name: str, default: Path) -> Path:
    """Return the folder of the variable, made when missing; raises ImproperlyConfigured when it is not writable."""
    folder = Path(read_text(name) or default)
    if not folder.is_absolute():
        folder = BASE_DIR / folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise wrong(
            name, f"cannot be made at {folder} ({error.strerror})", "choose a folder that may be written"
        ) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise wrong(name, f"points to {folder}, which may not be written", "change its rights or choose another folder")
    return folder


def kept_secret_key(folder: Path) -> str:
    """Return the secret key kept in the folder, made at the first start: for development only."""
    path = folder / "secret-key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()
