"""Settings for real use: nothing has a default that would be unsafe."""

from portal.settings.base import *  # noqa: F403
from portal.settings.base import SITE_URL
from portal.settings.env import read_boolean, read_list, read_text, wrong

DEBUG = False
SECRET_KEY = read_text("SECRET_KEY")
if len(SECRET_KEY) < 40:
    raise wrong("SECRET_KEY", "is missing or shorter than 40 characters", "set a long random text and keep it secret")
ALLOWED_HOSTS = read_list("ALLOWED_HOSTS")
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    raise wrong("ALLOWED_HOSTS", "is empty or allows every host", "name the hosts that are served, with commas between")
EXAMPLE_ACCOUNTS = False

_https = SITE_URL.startswith("https://") if SITE_URL else True
SECURE_SSL_REDIRECT = _https and read_boolean("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = _https
CSRF_COOKIE_SECURE = _https
