"""Whether this process lives, and whether it can answer a caption right now."""

import redis
from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse

from captioner import embedded

_TIMEOUTS = {"socket_connect_timeout": 2, "socket_timeout": 2}


def livez(request: HttpRequest) -> JsonResponse:
    """200 as long as the process answers at all."""
    return JsonResponse({"status": "alive"})


def readyz(request: HttpRequest) -> JsonResponse:
    """200 when a photo can be taken in, and with the embedded worker captioned too; 503 with what
    is missing otherwise."""
    missing = {}
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error as error:
        missing["database"] = str(error)
    if settings.WORKER == "embedded":
        worker = embedded.worker()
        worker.start()
        if not worker.is_ready:
            missing["models"] = worker.problem
    else:
        try:
            with redis.Redis.from_url(settings.REDIS_URL, **_TIMEOUTS) as client:
                client.ping()
        except redis.RedisError as error:
            missing["redis"] = str(error)
    if missing:
        return JsonResponse({"status": "not ready", "missing": missing}, status=503)
    return JsonResponse({"status": "ready"})
