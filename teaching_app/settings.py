"""Settings of Intona, read from the environment; the README lists the variables."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

import emotion_engine as engine

from . import env, error_reports, logs, secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = env.folder("VAR_DIR", BASE_DIR / "var")
DEBUG = env.flag("DEBUG", False)

# --- where it is served -----------------------------------------------------------
# Empty: this machine only. Set, e.g. https://intona.example: a public installation,
# which must provide its own key and whose cookies are sent over https only.
PUBLIC_URL = env.url("PUBLIC_URL", schemes=("https", "http"))
IS_HTTPS = PUBLIC_URL.startswith("https://")
SECRET_KEY = env.text("SECRET_KEY")
if not SECRET_KEY:
    if PUBLIC_URL:
        raise ImproperlyConfigured("SECRET_KEY is needed where PUBLIC_URL is set.")
    SECRET_KEY = secret_key.kept_in(VAR_DIR / "secret_key")
# Keys of before: what they signed and encrypted is read as well.
SECRET_KEY_FALLBACKS = env.names("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *env.names("ALLOWED_HOSTS")]
CSRF_TRUSTED_ORIGINS = []
if PUBLIC_URL:
    ALLOWED_HOSTS.append(urlsplit(PUBLIC_URL).hostname or "")
    CSRF_TRUSTED_ORIGINS.append(PUBLIC_URL.rstrip("/"))

# --- application ------------------------------------------------------------------
ROOT_URLCONF = "teaching_app.urls"
WSGI_APPLICATION = "teaching_app.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    # Where its library is installed: see requirements-saml.in.
    *(["allauth.socialaccount.providers.saml"] if find_spec("onelogin") else []),
    "csp",
    "lti_tool",
    "teaching_app.apps.StaffSiteConfig",
    "teaching_app.apps.ProjectConfig",
    "teaching_app.practice",
    "teaching_app.schools",
    "teaching_app.insights",
    "teaching_app.natives",
    "teaching_app.api",
    "drf_spectacular",
    "teaching_app.lti",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "teaching_app.api.middleware.problems_in_one_shape",
    "csp.middleware.CSPMiddleware",
    "teaching_app.practice.middleware.permissions_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "teaching_app.practice.middleware.refuse_null_characters",
    "teaching_app.practice.middleware.SizeLimit",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "teaching_app.practice.middleware.name_viewer",
    "teaching_app.practice.middleware.language_of_the_account",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "teaching_app.second_factor.OfferedPages",
    "teaching_app.schools.middleware.OwnPasswordFirst",
]
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
            ],
        },
    }
]

# --- database ---------------------------------------------------------------------
DATABASES = {
    "default": dj_database_url.parse(
        env.url(
            "DATABASE_URL",
            f"sqlite:///{VAR_DIR / 'db.sqlite3'}",
            schemes=("sqlite", "postgres", "postgresql"),
        ),
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # At the first start of a public installation, nothing else has made its folder.
    Path(DATABASES["default"]["NAME"]).parent.mkdir(0o700, parents=True, exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
CACHE_URL = env.url("CACHE_URL", schemes=("redis", "rediss"))
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": CACHE_URL,
    }
    if CACHE_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

# --- files ------------------------------------------------------------------------
# Recordings are private: they are served only by views that check access.
S3_BUCKET = env.text("S3_BUCKET")
PRIVATE_FILES = {
    "BACKEND": "teaching_app.private_files.WholeFileStorage",
    "OPTIONS": {
        "location": VAR_DIR / "media",
        "file_permissions_mode": 0o600,
        "directory_permissions_mode": 0o700,
    },
}
if S3_BUCKET:
    PRIVATE_FILES = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": S3_BUCKET,
            "endpoint_url": env.text("S3_ENDPOINT_URL") or None,
            "region_name": env.text("S3_REGION") or None,
            "default_acl": "private",
            "file_overwrite": False,
        },
    }
# Encrypted with the first key; what an earlier one has encrypted can still be read.
RECORDINGS_KEYS = env.keys("RECORDINGS_KEYS", n_bytes=32)
if RECORDINGS_KEYS:
    PRIVATE_FILES = {
        "BACKEND": "teaching_app.encrypted_storage.EncryptedStorage",
        "OPTIONS": {"keys": RECORDINGS_KEYS, "inner": PRIVATE_FILES},
    }
STATIC_FILES = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if DEBUG
    else "teaching_app.static_files.HashedStorage"
)
STORAGES = {"default": PRIVATE_FILES, "staticfiles": {"BACKEND": STATIC_FILES}}
STATIC_URL = "/static/"
STATIC_ROOT = env.folder("STATIC_ROOT", BASE_DIR / "staticfiles")
NODE_MODULES = BASE_DIR / "node_modules"
STATICFILES_FINDERS = [
    "teaching_app.static_files.NeededFilesFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("vendor/htmx", NODE_MODULES / "htmx.org" / "dist"),
    ("vendor/onnxruntime", NODE_MODULES / "onnxruntime-web" / "dist"),
    ("vendor/uplot", NODE_MODULES / "uplot" / "dist"),
    ("vendor/wavesurfer", NODE_MODULES / "wavesurfer.js" / "dist"),
]
VENDOR_FILES = frozenset(
    {
        "htmx.min.js",
        "ort.wasm.bundle.min.mjs",
        "ort-wasm-simd-threaded.wasm",
        "uPlot.esm.js",
        "uPlot.min.css",
        "wavesurfer.esm.js",
    }
)

# --- uploads ----------------------------------------------------------------------
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "teaching_app.uploads.NamelessFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000  # a checkbox for each learner of a large class
DATA_UPLOAD_MAX_NUMBER_FILES = 1
MULTIPART_OVERHEAD_BYTES = 64 * 1024
TAKES_PER_MINUTE = env.integer("TAKES_PER_MINUTE", 30, low=1, high=10_000)

# --- consent ----------------------------------------------------------------------
# The wording of the consent is in templates/learner/consent.html. A change to what is
# recorded, stored or shown must raise the version: everybody is then asked again.
CONSENT_VERSION = "2026-3"
# The same for what class staff will see: templates/components/class_agreement.html.
CLASS_AGREEMENT_VERSION = "2026-1"
# The same for natives who record phrases: templates/natives/agreement.html.
NATIVE_CONSENT_VERSION = "2026-1"
CONSENT_AGE = env.integer("CONSENT_AGE", 16, low=0, high=21)
# Takes older than this are deleted with their results; 0 keeps them until their learner
# deletes them.
RETENTION_DAYS = env.integer("RETENTION_DAYS", 0, low=0, high=36_500)

# --- engine -----------------------------------------------------------------------
EXPRESSION_ENABLED = env.choice("EXPRESSION_MODE", "on", among=("on", "off")) == "on"
ENGINE = engine.EngineConfig(
    device=env.choice("ENGINE_DEVICE", "auto", among=("auto", "cpu", "cuda")),
    n_threads=env.integer("ENGINE_THREADS", 0, low=0, high=256) or None,
    ctc_aligner=env.text("CTC_ALIGNER") or None,
    expression_enabled=EXPRESSION_ENABLED,
    weights_licence=env.choice("WEIGHTS_LICENCE", "full", among=("full", "open")),
)
# Where workers have takes heard instead of in their own process: see engine_server.
ENGINE_SERVER = env.url("ENGINE_SERVER", schemes=("http", "https"))
SPEECH_DATA = env.folder("SPEECH_DATA", BASE_DIR.parent / "shared" / "data")

# --- queue ------------------------------------------------------------------------
QUEUE_DIR = VAR_DIR / "queue"
CELERY_BROKER_URL = env.url(
    "CELERY_BROKER_URL", "folder://localhost", schemes=("folder", "redis", "rediss")
)
if CELERY_BROKER_URL.startswith("folder:"):
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(QUEUE_DIR),
        "data_folder_out": str(QUEUE_DIR),
        "polling_interval": 0.05,
    }
    CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "socket_connect_timeout": 2,
        "socket_timeout": 5,
        "visibility_timeout": 300,
        "queue_order_strategy": "sorted",
    }
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_TASK_SOFT_TIME_LIMIT = 90
CELERY_TASK_TIME_LIMIT = 120
# A worker looks into its queues by their names, the first in the alphabet first: into
# that of takes only where no chore waits, which takes moments, and so on. So no take
# waits behind more than the one job that a worker has in hand.
CHORES_QUEUE = "chores"
# Takes go to ANALYSIS_QUEUE: "gpu" sends them to workers started for that queue.
ANALYSIS_QUEUE = env.choice("ANALYSIS_QUEUE", "cpu", among=("cpu", "gpu"))
# How many waiting takes a worker hears in one pass: many fill a GPU; on a CPU little is
# saved, and the first of them would wait for the last.
TAKES_AT_ONCE = env.integer(
    "TAKES_AT_ONCE", 16 if ANALYSIS_QUEUE == "gpu" else 1, low=1, high=64
)
# What somebody waits for: renditions, copies to take along, what natives have read.
REQUESTS_QUEUE = "on-request"
# What nobody waits for: trials of cues, references, sounds of listening games, facts of
# classes, the demo class and its analyses.
BACKGROUND_QUEUE = "references"
CELERY_TASK_DEFAULT_QUEUE = REQUESTS_QUEUE
CELERY_TASK_ROUTES = {
    "analyse": {"queue": ANALYSIS_QUEUE},
    "judge_ephemeral_take": {"queue": ANALYSIS_QUEUE},
    "deliver_webhooks": {"queue": CHORES_QUEUE},
    "tidy_up_api": {"queue": CHORES_QUEUE},
    "requeue_stale_analyses": {"queue": CHORES_QUEUE},
    "tidy_up": {"queue": CHORES_QUEUE},
    "watch_style_answers": {"queue": CHORES_QUEUE},
    "forget_rosters": {"queue": CHORES_QUEUE},
    "tidy_up_classes": {"queue": CHORES_QUEUE},
    "remind_due": {"queue": CHORES_QUEUE},
    "prepare_references": {"queue": BACKGROUND_QUEUE},
    "make_listening_sound": {"queue": BACKGROUND_QUEUE},
    "say_demo_take": {"queue": BACKGROUND_QUEUE},
    "rebuild_class_facts": {"queue": BACKGROUND_QUEUE},
    "return_grade": {"queue": BACKGROUND_QUEUE},
    "measure_native": {"queue": REQUESTS_QUEUE},
    "rebuild_native_profiles": {"queue": REQUESTS_QUEUE},
    "look_after_platforms": {"queue": CHORES_QUEUE},
    "forget_unused_natives": {"queue": CHORES_QUEUE},
}
CELERY_WORKER_CONCURRENCY = env.integer("WORKER_CONCURRENCY", 1, low=1, high=64)
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")
CELERY_BEAT_SCHEDULE = {
    "requeue what a dead worker left behind": {
        "task": "requeue_stale_analyses",
        "schedule": 15.0,
        "options": {"expires": 15},
    },
    "delete what was kept long enough": {
        "task": "tidy_up",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "send what webhooks are still to be told": {
        "task": "deliver_webhooks",
        "schedule": 15.0,
        "options": {"expires": 15},
    },
    "forget takes that are judged and not kept": {
        "task": "tidy_up_api",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "forget rosters that nobody confirmed": {
        "task": "forget_rosters",
        "schedule": 60 * 60.0,
        "options": {"expires": 60 * 60},
    },
    "delete what classes kept long enough": {
        "task": "tidy_up_classes",
        "schedule": 300.0,
        "options": {"expires": 300},
    },
    "look after learning platforms": {
        "task": "look_after_platforms",
        "schedule": 300.0,
        "options": {"expires": 300},
    },
    "delete what natives recorded and nobody uses": {
        "task": "forget_unused_natives",
        "schedule": 60 * 60.0,
        "options": {"expires": 60 * 60},
    },
    "make references that are still missing": {
        "task": "prepare_references",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
}
if EXPRESSION_ENABLED:
    CELERY_BEAT_SCHEDULE["notice an answer that comes out of everything"] = {
        "task": "watch_style_answers",
        "schedule": 24 * 60 * 60.0,
    }

# --- API --------------------------------------------------------------------------
API_REQUESTS_PER_MINUTE = env.integer("API_REQUESTS_PER_MINUTE", 300, low=1, high=10**6)
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "teaching_app.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["teaching_app.api.permissions.HasScope"],
    "DEFAULT_THROTTLE_CLASSES": ["teaching_app.api.throttles.Requests"],
    "DEFAULT_PAGINATION_CLASS": "teaching_app.api.pagination.ByKey",
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "teaching_app.api.schema.described.Described",
    "DEFAULT_METADATA_CLASS": None,
    "URL_FORMAT_OVERRIDE": None,  # the header “Accept” says it
    "EXCEPTION_HANDLER": "teaching_app.api.handler.answer",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Intona",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PUBLIC": True,
    "COMPONENT_SPLIT_REQUEST": True,
    "COMPONENT_SPLIT_PATCH": False,
    "ENUM_NAME_OVERRIDES": {
        "TakeState": "teaching_app.practice.models.Analysis.State",
        "DeliveryState": "teaching_app.api.models.Delivery.State",
        "EnrolmentState": "teaching_app.schools.models.Enrolment.State",
        "WorkState": "teaching_app.schools.selectors.work.State",
    },
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "teaching_app.api.schema.components.add_results",
    ],
}

# --- accounts ---------------------------------------------------------------------
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
ACCOUNT_ADAPTER = "teaching_app.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
# A school has one address for all its pupils: who guesses passwords is stopped by the
# account, and by the network only where it is more than a school.
ACCOUNT_RATE_LIMITS = {
    "signup": "120/m/ip",
    "login": "300/m/ip",
    "login_failed": "100/m/ip,5/5m/key",
    "reset_password": "60/m/ip,5/m/key",
}
ACCOUNT_LOGOUT_REDIRECT_URL = "phrase_list"
ACCOUNT_SIGNUP_REDIRECT_URL = "first_visit"
LOGIN_REDIRECT_URL = "phrase_list"
LOGIN_URL = "account_login"
# A second factor is an authenticator app, with recovery codes. Staff may set one up;
# where it is required, their pages ask for it.
SECOND_FACTOR = env.choice("SECOND_FACTOR", "optional", among=("optional", "required"))
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Intona"
MFA_TOTP_TOLERANCE = 1  # phone clocks are off by a few seconds
MFA_ALLOW_UNVERIFIED_EMAIL = True  # many schools have no addresses at all
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{validator}"}
    for validator in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_PORT = env.integer("EMAIL_PORT", 587, low=1, high=65_535)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", True)
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else "teaching_app.mail.UnsentBackend"
)
# A link to confirm an address is sent to it; until then nothing else is. Nobody needs an
# address, or waits for its confirmation, to practise.
ACCOUNT_EMAIL_VERIFICATION = "optional" if EMAIL_HOST else "none"
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "intona@localhost")
# Learners see what is due in the application; reminders by mail only if this is on.
ASSIGNMENT_EMAILS = env.choice("ASSIGNMENT_EMAILS", "off", among=("off", "on")) == "on"
if ASSIGNMENT_EMAILS:
    CELERY_BEAT_SCHEDULE["remind learners of what is due"] = {
        "task": "remind_due",
        "schedule": 15 * 60.0,
        "options": {"expires": 15 * 60},
    }

# --- teachers ---------------------------------------------------------------------
# Who may become a teacher: anybody, those invited, or those approved by site staff.
TEACHING = env.choice("TEACHING", "open", among=("open", "invitation", "approval"))

# --- other systems ----------------------------------------------------------------
# Addresses that administrators of schools enter, of learning platforms and of sign-on,
# are asked over https and in public networks alone, but for these hosts.
LTI_LOCAL_HOSTS = frozenset(env.names("LTI_LOCAL_HOSTS"))
# Accounts of schools: providers are rows (lti.SignOn), which this adapter reads.
SOCIALACCOUNT_ADAPTER = "teaching_app.lti.sign_on.SignOnAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # the adapter matches addresses itself
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"

# --- security ---------------------------------------------------------------------
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "teaching_app.practice.views.errors.csrf_failure"
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
# How far browsers insist on https: for this host, its subdomains, or before the first
# visit. Only who runs the domain knows whether all below it is served by https.
HSTS = env.choice("HSTS", "host", among=("host", "subdomains", "preload"))
SECURE_HSTS_INCLUDE_SUBDOMAINS = HSTS in ("subdomains", "preload")
SECURE_HSTS_PRELOAD = HSTS == "preload"
SILENCED_SYSTEM_CHECKS = {
    "host": ["security.W005", "security.W021"],
    "subdomains": ["security.W021"],
    "preload": [],
}[HSTS]
SECURE_SSL_REDIRECT = IS_HTTPS
# Asked by address, within the network.
SECURE_REDIRECT_EXEMPT = [r"^health/$", r"^ready/$", r"^metrics$"]
# How many proxies of ours a request passes: whose X-Forwarded-For and -Proto count.
TRUSTED_PROXIES = env.integer("TRUSTED_PROXIES", 0, low=0, high=5)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
REST_FRAMEWORK["NUM_PROXIES"] = TRUSTED_PROXIES
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "media-src": [SELF, "blob:"],
        "worker-src": [SELF, "blob:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# --- language and time ------------------------------------------------------------
LANGUAGE_CODE = "en"
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGES = [("en", _("English")), ("zh-hans", _("Simplified Chinese"))]
LANGUAGE_COOKIE_AGE = 31_536_000
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = IS_HTTPS
TIME_ZONE = env.text("TIME_ZONE", "UTC")
USE_TZ = True

# --- metrics ----------------------------------------------------------------------
# Who may scrape /metrics: whoever has the token, and these networks. By default nobody.
METRICS_TOKEN = env.text("METRICS_TOKEN")
METRICS_NETWORKS = env.networks("METRICS_NETWORKS")

# --- logs -------------------------------------------------------------------------
LOGGING = logs.configuration(
    env.text("PROCESS_NAME", "command"),
    env.choice("LOG_LEVEL", "INFO", among=("DEBUG", "INFO", "WARNING", "ERROR")),
    env.choice("LOG_FORMAT", "line", among=("line", "json")),
)
# Errors go to Sentry, or what speaks its protocol, only where an address is given.
SENTRY_DSN = env.url("SENTRY_DSN", schemes=("https", "http"))
if SENTRY_DSN:
    error_reports.start(SENTRY_DSN)
