"""Every setting of the program, in one place. What changes between installations comes from outside."""

from pathlib import Path
from secrets import token_urlsafe
from typing import Any
from urllib.parse import unquote, urlparse

from csp.constants import NONE, SELF

from xaso import env

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = env.path("XASO_VAR", BASE_DIR / "var")
VAR_DIR.mkdir(parents=True, exist_ok=True)
COMMUNE_PACK = env.path("XASO_COMMUNE", BASE_DIR / "communes" / "lungphinh")

# --- Mode -----------------------------------------------------------------------------------------
# A demo installation shows one-time codes on the console and invented people; a real one does neither.
DEBUG = env.flag("XASO_DEBUG", default=False)
DEMO = env.flag("XASO_DEMO", default=False)
HTTPS = env.flag("XASO_HTTPS", default=False)
BEHIND_PROXY = env.flag("XASO_BEHIND_PROXY", default=HTTPS)


def _secret() -> str:
    """Return the secret of this installation, made on its first start when none is given."""
    given = env.text("XASO_SECRET", "")
    if given:
        return given
    kept = VAR_DIR / "secret"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(token_urlsafe(50), encoding="ascii")
    return kept.read_text(encoding="ascii").strip()


SECRET_KEY = _secret()
ALLOWED_HOSTS = env.words("XASO_HOSTS", "localhost,127.0.0.1,[::1]")
SITE_URL = env.text("XASO_URL", "http://localhost:8000")
CSRF_TRUSTED_ORIGINS = env.words("XASO_ORIGINS", SITE_URL)

# --- What is installed ----------------------------------------------------------------------------
PLATFORM = [
    "identity",
    "journal",
    "measuring",
    "files",
    "eforms",
    "papers",
    "notices",
    "jobs",
    "search",
    "ui",
]
MODULES = [
    "org",
    "citizens",
    "payments",
    "visits",
    "procedures",
    "dossiers",
    "plan",
    "surveys",
    "indicators",
    "reports",
]
SITES = ["portal", "desk", "steering", "api", "setup"]

INSTALLED_APPS = [
    "xaso.platform.identity.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "ninja",
    *[f"xaso.platform.{name}" for name in PLATFORM],
    *[f"xaso.modules.{name}" for name in MODULES],
    *[f"xaso.sites.{name}" for name in SITES],
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "xaso.platform.ui.middleware.RequestIdMiddleware",
    "csp.middleware.CSPMiddleware",
    "xaso.sites.portal.caching.AnonymousPageCache",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "xaso.platform.identity.middleware.PrivateAnswersMiddleware",
    "xaso.platform.identity.middleware.FirstSignInMiddleware",
    "xaso.platform.ui.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "xaso.urls"
WSGI_APPLICATION = "xaso.wsgi.application"

_CONTEXT = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "xaso.platform.ui.environment.environment",
            "context_processors": [
                *_CONTEXT,
                "xaso.platform.ui.context.ui",
                "xaso.sites.portal.context.site",
                "xaso.sites.desk.context.nav",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": _CONTEXT},
    },
]


# --- Database -------------------------------------------------------------------------------------
def _database(url: str) -> dict[str, Any]:
    """Return Django's settings for `sqlite:///path` or `postgresql://user:password@host:port/name`."""
    parts = urlparse(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": parts.path.removeprefix("/") if parts.path.startswith("//") else unquote(parts.path),
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                    "PRAGMA busy_timeout=20000; PRAGMA cache_size=-32000;"
                ),
            },
        }
    if parts.scheme in {"postgresql", "postgres"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.removeprefix("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "OPTIONS": {"pool": {"min_size": 1, "max_size": 4, "timeout": 20}},
        }
    raise env.BadEnvironmentError(f"XASO_DATABASE={url!r}: write sqlite:///path or postgresql://…")


DATABASES = {"default": _database(env.text("XASO_DATABASE", f"sqlite://{VAR_DIR / 'xaso.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Signing in -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "identity.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["xaso.platform.identity.hashers.OwaspArgon2Hasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "xaso.platform.ui.pages.errors.csrf_failed"
CITIZEN_SIGN_IN = env.text("XASO_CITIZEN_SIGN_IN", "xaso.platform.identity.providers.local.LocalSignIn")
CODE_SENDER = env.text("XASO_CODE_SENDER", "xaso.platform.notices.codes.NoticeCodeSender")
MFA_ADAPTER = "xaso.platform.identity.sealing.SealingAdapter"
TOTP_ISSUER = env.text("XASO_NAME", "Xã Số")
LOGIN_URL = "identity:sign_in"
CITIZEN_HOME = "/ho-so/"
OFFICER_HOME = "/ban-lam-viec/"

# --- Ports to the outside -------------------------------------------------------------------------
NOTICE_PROVIDERS = {
    "email": env.text("XASO_NOTICE_EMAIL", "xaso.platform.notices.providers.console.ConsoleProvider"),
    "sms": env.text("XASO_NOTICE_SMS", "xaso.platform.notices.providers.console.ConsoleProvider"),
}
FILE_SCANNER = env.text("XASO_FILE_SCANNER", "xaso.platform.files.providers.none.NoScanner")
TEXT_READER = env.text("XASO_TEXT_READER", "xaso.platform.files.providers.tesseract.TesseractReader")
SCAN_FOLDER = env.text("XASO_SCAN_FOLDER", "")
"""Where the scanners of the counter put their files; empty: there is no such folder."""
REHEARSAL_GATEWAY = "xaso.modules.payments.providers.rehearsal.RehearsalGateway"
PAYMENT_GATEWAY = env.text("XASO_PAYMENT_GATEWAY", REHEARSAL_GATEWAY if DEMO else "")
PAYMENT_GATEWAY_SECRET = env.text("XASO_PAYMENT_GATEWAY_SECRET", "")
CLAMD_ADDRESS = env.text("XASO_CLAMD", "unix:/run/clamav/clamd.ctl")

# --- Files ----------------------------------------------------------------------------------------
MEDIA_ROOT = env.path("XASO_FILES", VAR_DIR / "files")
STATIC_URL = "/static/"
STATIC_ROOT = env.path("XASO_STATIC", VAR_DIR / "static")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "xaso.platform.files.uploads.CappedUploadHandler",
]

# --- Papers ---------------------------------------------------------------------------------------
PDF_STANDARD = env.text("XASO_PDF_STANDARD", "a-2b")

# --- Work in the background -----------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# --- Cache ----------------------------------------------------------------------------------------
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# --- Language and time ----------------------------------------------------------------------------
LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True

# --- Headers --------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None

# --- Logs -----------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("XASO_LOG_LEVEL", "INFO")},
}
