"""Whether this process lives, and whether it can answer a caption right now."""

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse

from captioner import embedded


def livez(request: HttpRequest) -> JsonResponse:
    """200 as long as the process answers at all."""
    return JsonResponse({"status": "alive"})


def readyz(request: HttpRequest) -> JsonResponse:
    """200 when a caption could be made now; 503 with what is missing otherwise."""
    missing = {}
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        missing["database"] = str(error)
    if settings.WORKER == "embedded":
        worker = embedded.worker()
        worker.start()
        if not worker.is_ready:
            missing["models"] = worker.problem
    else:
        try:
            redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=2).ping()
        except redis.RedisError as error:
            missing["redis"] = str(error)
    if missing:
        return JsonResponse({"status": "not ready", "missing": missing}, status=503)
    return JsonResponse({"status": "ready"})
