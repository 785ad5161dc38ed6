"""Every setting, each a read of the environment with a default that works on a laptop.

`.env.example` lists them all with their meaning.
"""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from captioner import presets
from captioner.writing import brief
from snap2caption import env
from snap2caption.logs import LOGGING as LOGGING

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.text("DATA_DIR", str(BASE_DIR / "var")))

VERSION = "0.1.0"
INSECURE_SECRET_KEY = "only-for-this-machine-set-SECRET_KEY-before-anyone-else-can-reach-it"
SECRET_KEY = env.text("SECRET_KEY", INSECURE_SECRET_KEY)
DEBUG = env.boolean("DEBUG", default=False)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS", "")
HTTPS = env.boolean("HTTPS", default=False)
PROXIES = env.integer("PROXIES", 0)

# --- Photos and captions ---------------------------------------------------------------------

PHOTO_MAX_BYTES = env.integer("PHOTO_MAX_BYTES", 20_000_000, low=10_000)
PHOTO_MAX_PIXELS = env.integer("PHOTO_MAX_PIXELS", 50_000_000, low=10_000)
PHOTO_LONG_SIDE = env.integer("PHOTO_LONG_SIDE", 2048, low=224)

HASHTAG_INDEX = Path(env.text("HASHTAG_INDEX", str(DATA_DIR / "hashtags.sqlite3")))
DATASETS_DIR = Path(env.text("DATASETS_DIR", str(DATA_DIR / "datasets")))
TRAINING_DIR = Path(env.text("TRAINING_DIR", str(DATA_DIR / "training")))
# Half of the processor: captions go on beside it.
TRAINING_THREADS = env.integer("TRAINING_THREADS", max(1, (os.cpu_count() or 2) // 2), low=1)
TRACKER = env.choice("TRACKER", "none", ("none", "mlflow", "wandb"))
MLFLOW_TRACKING_URI = env.text("MLFLOW_TRACKING_URI", "")
PRESET = env.choice("PRESET", presets.DEFAULT, tuple(presets.PRESETS))
ENGINE = {  # over the preset's values where not empty
    "describer": env.text("DESCRIBER", ""),
    "writer": env.text("WRITER", ""),
    "kind": env.choice("WRITER_KIND", "", ("", "llm", "vlm", "remote", "remote-vlm")),
    "remote_url": env.text("REMOTE_URL", ""),
    "remote_key": env.text("REMOTE_KEY", ""),
    "device": env.text("DEVICE", ""),
    "dtype": env.choice("DTYPE", "", ("", "float32", "bfloat16", "float16")),
}
# LANGUAGES is Django's own, for the pages.
CAPTION_LANGUAGES = env.words("LANGUAGES", "", allowed=brief.LANGUAGES)

WORKER = env.choice("WORKER", "embedded", ("embedded", "celery"))
MAX_BATCH = env.integer("MAX_BATCH", 16, low=1)
QUEUE_MAX = env.integer("QUEUE_MAX", 1000, low=1)
LEASE_SECONDS = env.integer("LEASE_SECONDS", 60, low=1)
EXPIRE_SECONDS = env.integer("EXPIRE_SECONDS", 0)  # 0: a job waits for as long as it takes
SWEEP_SECONDS = env.integer("SWEEP_SECONDS", 15, low=1)
STOP_SECONDS = env.integer("STOP_SECONDS", 20, low=1)
WAITING_REQUESTS = env.integer("WAITING_REQUESTS", 16, low=1)
METRICS_PORT = env.integer("METRICS_PORT", 0, high=65_535)  # of a Celery worker; 0: none

REGISTRATION = env.boolean("REGISTRATION", default=True)
ANONYMOUS = env.boolean("ANONYMOUS", default=True)
ANONYMOUS_RATE = env.rate("ANONYMOUS_RATE", "30/min")
ACCOUNT_RATE = env.rate("ACCOUNT_RATE", "600/min")
ANONYMOUS_DAYS = env.integer("ANONYMOUS_DAYS", 30, low=1)

WEBHOOK_ALLOW_PRIVATE = env.boolean("WEBHOOK_ALLOW_PRIVATE", default=False)

# --- Django ----------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "django_prometheus",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "knox",
    "captioner",
    "feedback",
]

MIDDLEWARE = [
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "captioner.middleware.RequestId",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "captioner.middleware.BodyLimit",
    "captioner.middleware.MethodNotAllowed",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django_prometheus.middleware.PrometheusAfterMiddleware",
]

ROOT_URLCONF = "snap2caption.urls"
WSGI_APPLICATION = "snap2caption.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
FORMAT_MODULE_PATH = ["snap2caption.formats"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"

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
            ]
        },
    }
]

DATABASE_URL = env.text("DATABASE_URL", "")
DATABASES = {
    "default": (
        dj_database_url.parse(DATABASE_URL, conn_max_age=60, conn_health_checks=True)
        if DATABASE_URL
        else {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA_DIR / "snap2caption.sqlite3",
            "CONN_MAX_AGE": 60,
        }
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: a claim takes the write lock before it reads, so two workers never see one row
    # as free. WAL: readers go on while it is held.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }

REDIS_URL = env.text("REDIS_URL", "redis://localhost:6379/0")
CACHES = {
    "default": (
        {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": REDIS_URL,
            "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 2},
        }
        if WORKER == "celery"
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    )
}

# --- Files -----------------------------------------------------------------------------------

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = True  # served from where they lie: no collectstatic step to forget
S3_BUCKET = env.text("S3_BUCKET", "")
STORAGES = {
    "default": (
        {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "bucket_name": S3_BUCKET,
                "endpoint_url": env.text("S3_ENDPOINT", "") or None,
            },
        }
        if S3_BUCKET
        else {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": DATA_DIR / "photos"},
        }
    ),
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# A photo inside JSON is four thirds of its bytes; the rest is the other fields.
BODY_MAX_BYTES = PHOTO_MAX_BYTES * 4 // 3 + 100_000
# Forms of several photos, and of an export of past captions; `middleware` says which.
BATCH_BODY_MAX_BYTES = PHOTO_MAX_BYTES * 10 + 1_000_000
IMPORT_MAX_BYTES = env.integer("IMPORT_MAX_BYTES", 100_000_000, low=10_000)
DATA_UPLOAD_MAX_MEMORY_SIZE = BODY_MAX_BYTES
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

# --- Security --------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "blob:", "data:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$", r"^metrics$"]
CSRF_FAILURE_VIEW = "captioner.problems.csrf_failure"

# --- API -------------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "captioner.api.authentication.Key",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["captioner.api.authentication.AnonymousIfAllowed"],
    "DEFAULT_PARSER_CLASSES": [
        "captioner.api.parsers.Json",
        "rest_framework.parsers.MultiPartParser",
    ],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "URL_FORMAT_OVERRIDE": None,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_RATES": {
        "anonymous": ANONYMOUS_RATE,
        "account": ACCOUNT_RATE,
        "sign-in-address": "10/min",
        "sign-in-name": "30/min",
    },
    "NUM_PROXIES": PROXIES,
    "EXCEPTION_HANDLER": "captioner.problems.handle",
}
REST_KNOX = {"AUTH_HEADER_PREFIX": "Bearer", "TOKEN_PREFIX": "s2c_", "TOKEN_TTL": None}
KNOX_TOKEN_MODEL = "captioner.ApiKey"
# Its own table, which our model replaces, would still be made and refer to users.
MIGRATION_MODULES = {"knox": None}
SPECTACULAR_SETTINGS = {
    "TITLE": "Snap2Caption",
    "DESCRIPTION": "A photo goes in; a caption, ranked hashtags and alt text come out.",
    "VERSION": VERSION,
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_NAME_OVERRIDES": {"StateEnum": "captioner.queue.State.values"},
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}

# --- Celery ----------------------------------------------------------------------------------

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A hint is taken only by a worker that is free to act on it, and a hint that dies with its
# worker is no loss: the rows are the queue.
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 2,
    "socket_timeout": 10,
    # A hint is not worth a request's time: the sweep finds the row.
    "max_retries": 1,
    "interval_start": 0,
    "interval_max": 0.2,
}
# A run takes a worker for hours: its own (`-Q training`), which opens no models for captions.
CELERY_TASK_ROUTES = {"feedback.tasks.*": {"queue": "training"}}
CELERY_BEAT_SCHEDULE = {
    "train": {
        "task": "feedback.tasks.train",
        "schedule": SWEEP_SECONDS,
        "options": {"expires": SWEEP_SECONDS},
    },
    "sweep": {
        "task": "captioner.tasks.look",
        "schedule": SWEEP_SECONDS,
        "options": {"expires": SWEEP_SECONDS},
    },
    "prune": {
        "task": "captioner.tasks.prune",
        "schedule": 3600,
        "options": {"expires": 3600},
    },
}
