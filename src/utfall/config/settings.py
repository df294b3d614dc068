"""The settings of a site, from the environment; without any, a site on SQLite in the folder `data`.

| variable | what it is |
|---|---|
| `UTFALL_DATA` | folder for the database, the ledger, uploads and the secret key; `data` if not given |
| `UTFALL_DATABASE` | `postgresql://user:password@host:port/name` in production; otherwise SQLite in the data folder |
| `UTFALL_HOSTS` | the site's names, parted by comma |
| `UTFALL_OWNER` | the name in the head of every page and in the statements: the municipality's |
| `UTFALL_LOGO` | a file, SVG or PNG, shown in the head instead of the name; one that is sent in on the site comes before it |
| `UTFALL_CONTACT` | where people write about faults in accessibility and about their data; the sender of mails if not given |
| `UTFALL_URL` | the site's address in mails, such as `https://utfall.exempel.se` |
| `UTFALL_SMTP` | `smtp://user:password@host:port`; without it, mails are written to the log |
| `UTFALL_MAIL_FROM` | the sender of mails |
| `UTFALL_JOBS` | `database` (a queue, with a worker beside) or `immediate` |
| `UTFALL_KOLADA` | where Kolada's interface v3 answers; `https://api.kolada.se/v3` if not given |
| `UTFALL_OPEN_CHECK` | `yes` opens the page that checks a report made elsewhere to people who are not signed in |
"""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from django.urls import reverse_lazy

from utfall.config.secret import secret_key

PACKAGE = Path(__file__).parents[1]
DATA = Path(os.environ.get("UTFALL_DATA", "data")).resolve()

SECRET_KEY = secret_key(DATA)
DEBUG = False
ALLOWED_HOSTS = [
    *filter(None, os.environ.get("UTFALL_HOSTS", "").split(",")),
    "localhost",
    "127.0.0.1",
    "[::1]",
]
SITE_URL = os.environ.get("UTFALL_URL", "http://localhost:8000").rstrip("/")
OWNER = os.environ.get("UTFALL_OWNER", "") or "Utfall"
LOGO = os.environ.get("UTFALL_LOGO", "")
SECURE = SITE_URL.startswith("https://")
KOLADA = os.environ.get("UTFALL_KOLADA", "https://api.kolada.se/v3")
OPEN_CHECK = os.environ.get("UTFALL_OPEN_CHECK", "") == "yes"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "utfall.config.app.Config",
    # From the bottom of the ladder to its top.
    "utfall.records.audit",
    "utfall.records.organisation",
    "utfall.records.sources",
    "utfall.records.agreements",
    "utfall.records.finance",
    "utfall.records.indicators",
    "utfall.records.planning",
    "utfall.records.reporting",
    "utfall.records.review",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Inside whitenoise, whose files are compressed already. Tokens are masked anew in every page, so that its length
    # gives nothing away.
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "utfall.web.shell.middleware.language",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "utfall.web.shell.middleware.LoginRequired",
]

ROOT_URLCONF = "utfall.config.urls"
WSGI_APPLICATION = "utfall.config.wsgi.application"

TEMPLATES = [
    {
        # One template language for documents and pages (decision 5); a name that does not exist is an error.
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": sorted(PACKAGE.glob("web/*/templates")),
        "OPTIONS": {
            "environment": "utfall.web.shell.environment.environment",
            "context_processors": ["utfall.web.shell.context.shell"],
        },
    },
    {
        # What allauth brings and we have not replaced.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "utfall.web.shell.render.Widgets"


def _database() -> dict[str, object]:
    address = os.environ.get("UTFALL_DATABASE", "")
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA / "utfall.sqlite3",
            # A file also in tests, so that two writers there are two.
            "TEST": {"NAME": DATA / "tests.sqlite3"},
            # Readers never wait, and two writers wait for each other instead of failing.
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                " PRAGMA mmap_size=268435456; PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY;",
                "cached_statements": 512,
            },
            "CONN_MAX_AGE": 60,
        }
    parts = urlsplit(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": DATA / "cache"}
}

AUTH_USER_MODEL = "organisation.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "utfall.web.shell.login.Adapter"
ACCOUNT_FORMS = {"login": "utfall.web.shell.sign_in.SignIn"}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,5/5m/key",
    "login": "60/m/ip",
    "reset_password": "20/m/ip,5/m/key",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
# Addresses are given by an administrator; nobody proves her own before she may protect her account.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Utfall"
# A manager writes for half an hour; the text survives a new login, and the page warns before.
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "utfall.web.shell.refusals.expired"
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SECURE else []
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# `strict-dynamic` and nonces are not needed: there is no inline script and no inline style.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
USE_I18N = True
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = sorted(PACKAGE.glob("web/*/static"))
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA / "uploads"
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20

TASKS = {
    "default": {
        "BACKEND": (
            "django_tasks.backends.immediate.ImmediateBackend"
            if os.environ.get("UTFALL_JOBS") == "immediate"
            else "django_tasks_db.DatabaseBackend"
        )
    }
}

_SMTP = urlsplit(os.environ.get("UTFALL_SMTP", ""))
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if _SMTP.hostname else 'console'}.EmailBackend"
EMAIL_HOST = _SMTP.hostname or "localhost"
EMAIL_PORT = _SMTP.port or 25
EMAIL_HOST_USER = unquote(_SMTP.username or "")
EMAIL_HOST_PASSWORD = unquote(_SMTP.password or "")
EMAIL_USE_TLS = bool(_SMTP.username)
DEFAULT_FROM_EMAIL = os.environ.get("UTFALL_MAIL_FROM", "utfall@localhost")
CONTACT = os.environ.get("UTFALL_CONTACT", "") or DEFAULT_FROM_EMAIL

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
