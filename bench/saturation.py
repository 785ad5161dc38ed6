"""Where the database, Redis and the storage are full: each driven alone, with no model.

By 1, 2, 4 and 8 processes, which share the machine's cores with what they drive: the rate is what
both reach together. What the server itself takes of the processor for a piece is told beside it.
"""

import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
import redis

from bench import pieces
from bench.crowd import Work, paces
from bench.servers import ROOT
from tests import services

CROWDS = (1, 2, 4, 8)
_TICKS = os.sysconf("SC_CLK_TCK")

Row = dict[str, Any]
Used = Callable[[], float]


def measure() -> dict[str, Any]:
    """The versions of the servers, and a row for each crowd and what it drove."""
    versions: dict[str, str] = {}
    with TemporaryDirectory(prefix="bench-") as data:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "snap2caption.settings", "DATA_DIR": data}
        photo = pieces.stored_photo()
        rows = [*_sqlite(), *_postgres(versions), *_redis(versions), *_folder(photo), *_s3(photo)]
    return {"versions": versions, "photo_bytes": len(photo), "rows": rows}


def _sqlite() -> Iterator[Row]:
    _migrate()
    yield from _rows("SQLite", "jobs", pieces.jobs, _nothing, crowds=(1,))


def _postgres(versions: dict[str, str]) -> Iterator[Row]:
    with services.postgres(durable=True) as url, _environment(DATABASE_URL=url):
        with psycopg.connect(url) as connection:
            [versions["postgresql"]] = connection.execute("SHOW server_version").fetchone()
        _migrate()
        yield from _rows("PostgreSQL", "jobs", pieces.jobs, lambda: postgres_seconds(url))


def _redis(versions: dict[str, str]) -> Iterator[Row]:
    with services.redis_server() as url, _environment(REDIS_URL=url, WORKER="celery"):
        client = redis.Redis.from_url(url)
        versions["redis"] = client.info("server")["redis_version"]

        def used() -> float:
            processor = client.info("cpu")
            return processor["used_cpu_user"] + processor["used_cpu_sys"]

        yield from _rows("Redis", "waiters told", pieces.waiters_told, used)
        yield from _rows("Redis", "hints", pieces.hints, used)


def _folder(photo: bytes) -> Iterator[Row]:
    yield from _rows("local folder", "photos", partial(pieces.photo_file, photo), _nothing)


def _s3(photo: bytes) -> Iterator[Row]:
    import boto3
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # a line for each request
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    keys = {"AWS_ACCESS_KEY_ID": "bench", "AWS_SECRET_ACCESS_KEY": "bench"}
    keys |= {"AWS_DEFAULT_REGION": "us-east-1", "S3_ENDPOINT": f"http://{host}:{port}"}
    with _environment(S3_BUCKET="photos", **keys):
        boto3.client("s3", endpoint_url=keys["S3_ENDPOINT"]).create_bucket(Bucket="photos")
        work = partial(pieces.photo_file, photo)
        # The server is this process, which does nothing else meanwhile.
        yield from _rows("S3 (moto)", "photos", work, time.process_time)
    server.stop()


def _rows(
    server: str, piece: str, work: Work, used: Used, *, crowds: tuple[int, ...] = CROWDS
) -> Iterator[Row]:
    for pace in paces(work, crowds=crowds, used=used):
        yield {"server": server, "piece": piece} | asdict(pace)


def _nothing() -> float:
    return 0.0


def postgres_seconds(url: str) -> float:
    """Of the processor, that a PostgreSQL on this machine has used with all its connections.

    By Linux' /proc.
    """
    with psycopg.connect(url) as connection:
        [own] = connection.execute("SELECT pg_backend_pid()").fetchone()
        processes = dict(_stats())
    server = int(processes[own][1])
    ticks = [int(n) for n in processes[server][11:15]]  # with those of ended connections
    ticks += [int(n) for stat in processes.values() if int(stat[1]) == server for n in stat[11:13]]
    return sum(ticks) / _TICKS


def _stats() -> Iterator[tuple[int, list[str]]]:
    """Each process's id and the fields of its /proc/*/stat from the third, its state, on."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = path.read_text()
        except OSError:  # it ended meanwhile
            continue
        yield int(path.parent.name), text.rpartition(")")[2].split()


def _migrate() -> None:
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, check=True)


@contextmanager
def _environment(**values: str) -> Iterator[None]:
    """For the processes that are started meanwhile."""
    os.environ |= values
    try:
        yield
    finally:
        for name in values:
            del os.environ[name]
