"""Settings for a developer's machine and `make start`: serves this machine only, keeps its secret key in VAR_DIR."""

from portal.settings.base import *  # noqa: F403
from portal.settings.base import LOGGING, VAR_DIR
from portal.settings.env import kept_secret_key, read_list, read_text

DEBUG = True
SECRET_KEY = read_text("SECRET_KEY") or kept_secret_key(VAR_DIR)
ALLOWED_HOSTS = read_list("ALLOWED_HOSTS") or ["127.0.0.1", "localhost", "[::1]"]
EXAMPLE_ACCOUNTS = True

# Whoever tries the site out reads its own words, not a line per request.
LOGGING["loggers"] |= {"django_structlog": {"level": "ERROR"}}
