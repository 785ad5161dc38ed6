"""What the web process takes of the processor for a caption that is asked for, as JSON by HTTP.

A phone's 12 megapixels are taken in, stored and queued, the hint is sent, and the answer is that it
waits: nobody works on it. PostgreSQL and Redis have their own processes, which do not count.
"""

import base64
import json
import urllib.request

from bench import servers
from bench.intake import phone_photo
from tests import services

REQUESTS = 60
_WARM = 10


def measure() -> float:
    """Seconds of a core a request."""
    photo = base64.b64encode(phone_photo()).decode()
    body = json.dumps({"image_base64": photo}).encode()
    with services.postgres(durable=True) as database, services.redis_server() as broker:
        settings = {"WORKER": "celery", "DATABASE_URL": database, "REDIS_URL": broker}
        with servers.ours(servers.LIFTED | settings) as server:
            for number in range(_WARM + REQUESTS):
                if number == _WARM:
                    before = server.usage().processor
                _ask(server.url, body)
            return round((server.usage().processor - before) / REQUESTS, 4)


def _ask(url: str, body: bytes) -> None:
    headers = {"Content-Type": "application/json", "Prefer": "respond-async"}
    with urllib.request.urlopen(urllib.request.Request(url, body, headers)) as answer:
        if answer.status != 202:
            raise RuntimeError(f"answered {answer.status}")
