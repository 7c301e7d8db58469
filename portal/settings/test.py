"""Settings for the tests: production's behaviour, fast passwords, an index and files in a folder that goes away."""

import os
import tempfile
from pathlib import Path

_var = Path(tempfile.mkdtemp(prefix="praktijkplein-test-"))
os.environ.setdefault("VAR_DIR", str(_var))

from portal.settings.base import *  # noqa: E402, F403
from portal.settings.base import ELASTICSEARCH_URL, LOGGING, SEARCH_ENGINE, STATIC_ROOT  # noqa: E402
from portal.settings.env import read_database, read_text  # noqa: E402

DEBUG = False
SECRET_KEY = "only-for-tests-" * 4
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
EXAMPLE_ACCOUNTS = True
SECOND_FACTOR_REQUIRED = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SEARCH_LOG_SECONDS = None  # tests write the log themselves
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATABASES = {"default": read_database(read_text("DATABASE_URL") or f"sqlite:///{_var / 'test.sqlite3'}")}

LOGGING["loggers"] |= {"django_structlog": {"level": "ERROR"}}
STATIC_ROOT.mkdir(exist_ok=True)

if ELASTICSEARCH_URL:
    # Tests share their machine; how fast an engine gives up has tests of its own.
    SEARCH_ENGINE["options"] |= {"timeout": 20.0}
