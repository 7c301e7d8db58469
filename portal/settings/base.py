"""Settings that hold everywhere."""

from typing import Any

from csp.constants import NONE, SELF

from portal.settings.env import (
    BASE_DIR,
    read_address,
    read_boolean,
    read_database,
    read_email,
    read_folder,
    read_number,
    read_text,
    read_url,
)

VAR_DIR = read_folder("VAR_DIR", BASE_DIR / "var")
SITE_URL = read_url("SITE_URL", schemes=frozenset({"http", "https"}))
CONTACT_EMAIL = read_address("CONTACT_EMAIL")
LOAD_EXAMPLES = read_boolean("EXAMPLES", default=True)

INSTALLED_APPS = [
    "portal",
    "practices",
    "search",
    "nlds_assets",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.users",
    "wagtail.sites",
    "wagtail.embeds",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
    "django_cotton",
    "django_structlog",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "portal.middleware.ProxyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "portal.middleware.CleanInputMiddleware",
    "portal.middleware.HouseStyleErrorsMiddleware",
    "portal.api.errors.ApiErrorMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.middleware.SlashMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "axes.middleware.AxesMiddleware",
    "portal.middleware.ViewerMiddleware",
    "portal.middleware.VouchingMiddleware",
    "portal.middleware.SecondFactorMiddleware",
    "portal.gate.CmsGateMiddleware",
    "portal.middleware.BusyDatabaseMiddleware",
    "portal.middleware.UnsafeMethodsInTransactionMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context_processors.site",
            ],
            "libraries": {"lucide": "portal.templatetags.icons"},  # the same icons, drawn once
        },
    },
]
COTTON_DIR = "components"
COTTON_ISOLATE_BY_DEFAULT = True

DATABASES = {"default": read_database(f"sqlite:///{VAR_DIR / 'praktijkplein.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- people ---------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "portal.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "portal.accounts.AccountBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/mijn/"
ACCOUNT_ADAPTER = "portal.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {
    "login_failed": False,  # axes counts them, per pair of account and address
    "report_problem": "5/10m/ip",  # reports by readers, who need no account
}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # never link by a mail address that nobody verified
SECOND_FACTOR_REQUIRED = True
MFA_ADAPTER = "portal.accounts.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "portal.accounts.attempted_name"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # a town hall shares one address: lock the pair
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_ENABLE_ADMIN = False
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "portal.views.csrf_failure"

# --- language -------------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True

# --- kept in memory: names, cards and figures, for seconds ---------------------------------------------------------
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 5_000}},
    # What stands on pages, drawn: some 50 KiB each, so few, and apart from the many small things.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 400},
    },
}

# --- files ----------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = read_folder("MEDIA_ROOT", VAR_DIR / "media")
MEDIA_URL = "/media/"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3_000
FILE_UPLOAD_PERMISSIONS = 0o640

# --- mail -----------------------------------------------------------------------------------------------------------
_mail = read_email("consolemail://")
EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_HOST = _mail.get("EMAIL_HOST") or "localhost"
EMAIL_PORT = _mail.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = _mail.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = _mail.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _mail.get("EMAIL_USE_SSL", False)
EMAIL_FILE_PATH = _mail.get("EMAIL_FILE_PATH") or None
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = read_text("EMAIL_FROM") or "Praktijkplein <geen-antwoord@praktijkplein.invalid>"

# --- security headers -----------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/cms/"],  # Wagtail's admin needs inline scripts
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],  # /cms/ shows previews in a frame
        "base-uri": [NONE],
        "manifest-src": [SELF],
    },
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
}
PROXIES = read_number("PROXIES", default=0, most=9)  # how many of ours stand in front and name who came
IPWARE_META_PRECEDENCE_ORDER = ("REMOTE_ADDR",)  # for the log too: headers hold what visitors write
# Also where the address is a secret: after "no-referrer" browsers send forms with "Origin: null", which Django refuses.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "SAMEORIGIN"

# --- search ---------------------------------------------------------------------------------------------------------
ELASTICSEARCH_URL = read_url("ELASTICSEARCH_URL", schemes=frozenset({"http", "https"}))
SEARCH_SOURCE = "practices.documents.PracticesSource"
SEARCH_PEOPLE = "portal.recipients.PortalPeople"
SEARCH_LETTERS = "practices.notifications.kinds.KINDS"
SEARCH_LOG_SECONDS: float | None = 2.0  # how long a search waits, in memory, until it is written to the log
SEARCH_ENGINE: dict[str, Any] = (
    {
        "class": "search.engines.elastic.ElasticEngine",
        "options": {
            "url": ELASTICSEARCH_URL,
            "ca_certs": read_text("ELASTICSEARCH_CA") or None,
            "prefix": read_text("ELASTICSEARCH_PREFIX") or "praktijkplein",
        },
    }
    if ELASTICSEARCH_URL
    else {"class": "search.engines.embedded.EmbeddedEngine", "options": {"directory": VAR_DIR / "index"}}
)

# --- Wagtail --------------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Praktijkplein"
WAGTAILADMIN_BASE_URL = SITE_URL or "http://127.0.0.1:8000"
WAGTAIL_I18N_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [("nl", "Nederlands")]
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_WORKFLOW_ENABLED = False  # roles and the audit trail say who did what; its reports show titles to all
WAGTAILADMIN_COMMENTS_ENABLED = False
WAGTAIL_AUTOSAVE_INTERVAL = 5_000  # milliseconds of quiet after which a draft keeps itself
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}  # for the admin only
WAGTAIL_ENABLE_UPDATE_CHECK = False  # no request to other hosts
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "jpg", "odp", "ods", "odt", "pdf", "pptx", "txt", "xlsx"]  # jpg: photos
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpeg", "jpg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 5
TAGGIT_CASE_INSENSITIVE = True
TAG_SPACES_ALLOWED = True

# --- logging --------------------------------------------------------------------------------------------------------
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "portal.logs.formatter", "json": not read_boolean("DEBUG", default=False)}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        **{name: {"level": "INFO"} for name in ("portal", "practices", "search")},
        "django": {"handlers": [], "propagate": True},
        "django.request": {"level": "ERROR"},  # a page that is not there is no fault of ours; django_structlog has it
        "django_structlog": {"level": "INFO"},
    },
}
