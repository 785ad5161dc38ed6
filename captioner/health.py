"""Whether this process lives, and whether it can answer a caption right now."""

import logging

import redis
from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse

from captioner import embedded

log = logging.getLogger(__name__)

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
        response = JsonResponse({"status": "not ready", "missing": missing}, status=503)
        if missing.keys() == {"models"} and worker.is_loading:
            # As every start has it: no error, which Django takes each 503 for.
            log.info("not ready", extra=missing)
            response._has_been_logged = True
        return response
    return JsonResponse({"status": "ready"})
