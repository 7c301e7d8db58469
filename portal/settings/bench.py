"""Settings of the processes that `manage.py bench` starts: as in production, on a site of their own.

Only that command uses them. It names the folder of the site (VAR_DIR) and, with Elasticsearch, a prefix of its own
(BENCH_PREFIX), so that nothing of anybody else is read or written.
"""

import os

from portal.settings.env import read_text, wrong

if not read_text("VAR_DIR"):
    raise wrong("VAR_DIR", "is missing", "start these settings through manage.py bench only")
os.environ["DATABASE_URL"] = ""

from portal.settings.base import *  # noqa: F403
from portal.settings.base import ELASTICSEARCH_URL, SEARCH_ENGINE

DEBUG = False
SECRET_KEY = "only-for-benchmarks-" * 3
ALLOWED_HOSTS = ["testserver"]
EXAMPLE_ACCOUNTS = False
SECOND_FACTOR_REQUIRED = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Every line would be timed as well: only what goes wrong is said.
LOGGING = {"version": 1, "disable_existing_loggers": True, "root": {"level": "CRITICAL"}}

if ELASTICSEARCH_URL:
    if not read_text("BENCH_PREFIX"):
        raise wrong("BENCH_PREFIX", "is missing", "start these settings through manage.py bench only")
    SEARCH_ENGINE["options"] |= {"prefix": read_text("BENCH_PREFIX"), "timeout": 20}
