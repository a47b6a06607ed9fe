"""Settings, all from the environment; `.env.example` lists every variable with its meaning."""

import sys
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.management.utils import get_random_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)
TESTING = "pytest" in sys.modules


def _secret_key() -> str:
    """The key of the environment, or one kept under var/ so that a demo or a developer needs no set-up."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        VAR_DIR.mkdir(exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text()


SECRET_KEY = env.str("SECRET_KEY", default="") or _secret_key()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
PUBLIC_BASE_URL = env.str("PUBLIC_BASE_URL", default="http://127.0.0.1:8000").rstrip("/")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "accounts",
    "matters",
    "notices",
    "oversight",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "matters.api.gate.OpenData",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "accounts.middleware.IdleSignOut",
    "accounts.resuming.Resuming",
    "accounts.middleware.PasswordChangeRequired",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "govservice.urls"
WSGI_APPLICATION = "govservice.wsgi.application"

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
                "govservice.context.product",
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE: a writer waits for the lock at the start instead of failing when it upgrades a read lock.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
        # What is erased is overwritten in the file, not only unlinked.
        "PRAGMA secure_delete=ON;",
    }
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": env.cache("CACHE_URL", default="locmemcache://"),
    # Rendered blank sheets, by content hash: on disk, so that a restart keeps them; bounded by MAX_ENTRIES.
    "sheets": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": env.str("SHEET_CACHE_DIR", default=str(VAR_DIR / "cache" / "sheets")),
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 5000},
    },
}

AUTH_USER_MODEL = "accounts.StaffUser"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "counter"
LOGOUT_REDIRECT_URL = "home"
# By account and address together: by address alone one mistyping clerk would lock out the whole hall.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "accounts/locked_out.html"
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False  # failed sign-ins and lockouts stand in the audit trail
AXES_CLIENT_IP_CALLABLE = "accounts.addresses.client_address"
SESSION_COOKIE_AGE = 12 * 60 * 60  # a working day; ended earlier by idleness
SESSION_IDLE_SECONDS = env.int("SESSION_IDLE_SECONDS", default=60 * 60)
SESSION_RESUMED = ["standing_in"]  # what of an ended session holds again for the form that was sent too late

# A matter of forty papers is a form of more than Django's thousand fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(VAR_DIR / "media")))
MEDIA_URL = "/files/"
_hashed = not (DEBUG or TESTING)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if _hashed
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not _hashed
WHITENOISE_AUTOREFRESH = not _hashed

# Long work (large imports and exports, batches of sheets, the link check) waits in a table for `manage.py db_worker`.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
EXCHANGE_DIR = Path(env.str("EXCHANGE_DIR", default=str(VAR_DIR / "exchange")))
PRINT_DIR = Path(env.str("PRINT_DIR", default=str(VAR_DIR / "prints")))

_HTTPS = PUBLIC_BASE_URL.startswith("https://")
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=_HTTPS)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _HTTPS and env.bool("HSTS_SUBDOMAINS", default=True)
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [PUBLIC_BASE_URL]
CSRF_FAILURE_VIEW = "govservice.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "frame-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
    }
}

# What must agree before an edition may be published, beyond the catalog's own checks (see matters/publishing.py).
PUBLICATION_GATES = ["notices.fitting.publication_gate"]
# What the change note of a matter's next edition names: what was said or found and made somebody open it (see matters/change_notes.py).
CHANGE_NOTE_SOURCES = ["oversight.amending.notes.sources_of"]

# How often each matter was given out lately, by which search orders equals: (day) -> {("matter" or "bundle", primary key): times}.
USE_COUNTS = "notices.listing.use.counts"

# What else waits for whoever opens the counter, a line each: (user, day) -> ((words, address), ...), with at most one query.
DESK_REMINDERS = ["oversight.orders.reminders.at_the_desk"]

# What is told when the data of a site were changed in the admin: whoever changed them, and why in words.
PLACE_CHANGED = ["notices.office.refit_runs.ask_for"]

# Requests a minute that one address may make of the open data below /api/v1/; 0 is no limit.
API_RATE = env.int("API_RATE", default=300)
# Files of the open data for download, made again whenever the catalog has changed.
OPEN_DATA_DIR = Path(env.str("OPEN_DATA_DIR", default=str(VAR_DIR / "cache" / "open-data")))

# How many calendar days back sheets are looked through that are no longer right since the catalog changed.
AFFECTED_DAYS = env.int("AFFECTED_DAYS", default=90)

# The statutory limit for telling what is missing, 行政许可法 art. 32(4): working days.
SUPPLEMENT_WORKDAYS = 5

# What seals applicants' names, phones and signatures, newest first; without any, a key derived from SECRET_KEY (see notices/personal/sealing.py).
PERSONAL_DATA_KEYS = env.list("PERSONAL_DATA_KEYS", default=[])
# Calendar days after the last event of a thread until `erase_personal_data` erases them.
PERSONAL_DATA_DAYS = env.int("PERSONAL_DATA_DAYS", default=365)
# What else of fixtures/demo is loaded, by whom it belongs to.
DEMO_LOADERS = ["oversight.requests.demo_cards.load_cards"]
# What erases the personal data of other apps in the same run: (days=, dry_run=) -> {name: count}.
PERSONAL_DATA_ERASERS = ["oversight.contacts.retention.erase_older"]
# The sealed texts of other apps, for `reseal_personal_data`.
SEALED_TEXTS = [f"oversight.Contact.{part}_sealed" for part in ("name", "phone", "address")]

# Working days within which what somebody said is answered, by its kind; the keys are those of oversight/cases/kinds.py.
CASE_WORKDAYS = {
    "consultation": 2,
    "suggestion": 5,
    "missing": 3,
    "complaint": 5,
    "rating": 5,
    "praise": 5,
    "problem": 5,
    **env.dict("CASE_WORKDAYS", cast={"value": int}, default={}),
}
# By how many working days that may be put off, once and with a reason.
CASE_EXTENSION_WORKDAYS = env.int("CASE_EXTENSION_WORKDAYS", default=5)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {"fontTools": {"level": "WARNING"}, "pikepdf": {"level": "WARNING"}, "weasyprint": {"level": "WARNING"}},
}
