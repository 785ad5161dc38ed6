"""The load generator: requests from processes of its own, each kept apart from what it measures.

`closed` keeps so many requests under way; `opened` sends them at given times whatever becomes of
those before, and counts each from the moment it was due, so that a queue at the sender is no
escape. A request that has no caption at its end makes the whole run fail.
"""

import http.client
import itertools
import json
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

CLIENTS_MAX = 32  # of one process
_AHEAD = 1.0  # seconds until all processes stand ready
_TIMEOUT = 120


class Failed(Exception):
    """A server gave no caption; the message says what it gave."""


class Client:
    """One caller with a connection that stays open, and the cookie it was given.

    Args:
        url: where requests go, by POST.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._path = parts.path
        self._connection = http.client.HTTPConnection(parts.netloc, timeout=_TIMEOUT)
        self._headers = {"Content-Type": "application/json", "Prefer": "wait=60"}

    def ask(self, body: bytes) -> dict[str, Any]:
        """The document that answers a request.

        Raises:
            Failed: it holds no caption.
        """
        self._connection.request("POST", self._path, body, self._headers)
        answer = self._connection.getresponse()
        said = answer.read()
        if cookie := answer.getheader("Set-Cookie"):
            self._headers["Cookie"] = cookie.partition(";")[0]
        document = json.loads(said) if answer.status == 200 else {}
        if document.get("status") != "succeeded":
            raise Failed(f"{self._path} answered {answer.status}: {said[:300]!r}")
        return document


def closed(
    url: str, bodies: Sequence[dict[str, Any]], *, concurrency: int, warm: float, seconds: float
) -> list[float]:
    """So many callers at once, each asking again as soon as it is answered.

    Args:
        warm: seconds before what counts.
        seconds: that count: the answers that come in them.

    Returns:
        Seconds of each request that counts.
    """
    shares = _shares(concurrency)
    start = time.monotonic() + _AHEAD + warm
    about = {"url": url, "bodies": list(bodies), "begin": start, "end": start + seconds}
    return _sent([about | {"kind": "closed", "clients": share} for share in shares])


def opened(url: str, bodies: Sequence[dict[str, Any]], *, due: Sequence[float]) -> list[float]:
    """One request at each of the times `due`, seconds from the start; what each took since then."""
    start = time.monotonic() + _AHEAD
    times = [start + at for at in due]
    return _sent([{"url": url, "bodies": list(bodies), "kind": "opened", "due": times}])


def arrivals(count: int, *, every: float, seed: int) -> list[float]:
    """Times of requests that come by chance, one in `every` seconds on average (Poisson)."""
    rng = random.Random(seed)
    return list(itertools.accumulate(rng.expovariate(1 / every) for _ in range(count)))


def _shares(concurrency: int) -> list[int]:
    """Callers of each process."""
    processes = -(-concurrency // CLIENTS_MAX)
    return [concurrency // processes + (n < concurrency % processes) for n in range(processes)]


def _sent(parts: Sequence[dict[str, Any]]) -> list[float]:
    """What each part took, each from a process of its own."""
    with ThreadPoolExecutor(len(parts)) as pool:
        return [second for took in pool.map(_process, parts) for second in took]


def _process(part: dict[str, Any]) -> list[float]:
    ran = subprocess.run(
        [sys.executable, "-m", "bench.load"],
        input=json.dumps(part),
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        raise Failed(ran.stderr.strip().splitlines()[-1])
    return json.loads(ran.stdout)


def _closed(part: dict[str, Any], bodies: list[bytes]) -> list[float]:
    def call(number: int) -> list[float]:
        took: list[float] = []
        # From a place of its own, and after all photos as somebody else: of a photo that the same
        # person has sent before our server knows the description.
        first = number * len(bodies) // part["clients"]
        for place in itertools.count():
            if place % len(bodies) == 0:
                client = Client(part["url"])
            if (began := time.monotonic()) >= part["end"]:
                return took
            client.ask(bodies[(first + place) % len(bodies)])
            if part["begin"] <= (ended := time.monotonic()) < part["end"]:
                took.append(ended - began)
        return took

    with ThreadPoolExecutor(part["clients"]) as pool:
        return [second for took in pool.map(call, range(part["clients"])) for second in took]


def _opened(part: dict[str, Any], bodies: list[bytes]) -> list[float]:
    def call(due: float, body: bytes) -> float:
        Client(part["url"]).ask(body)
        return time.monotonic() - due

    with ThreadPoolExecutor(CLIENTS_MAX) as pool:
        sent = []
        for due, body in zip(part["due"], itertools.cycle(bodies), strict=False):
            time.sleep(max(0.0, due - time.monotonic()))
            sent.append(pool.submit(call, due, body))
        return [one.result() for one in sent]


def main() -> None:
    part = json.load(sys.stdin)
    bodies = [json.dumps(body).encode() for body in part["bodies"]]
    send = {"closed": _closed, "opened": _opened}[part["kind"]]
    print(json.dumps(send(part, bodies)))


if __name__ == "__main__":
    main()
