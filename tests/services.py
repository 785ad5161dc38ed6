"""PostgreSQL, Redis and MLflow for the tests, as the environment says or as servers of our own.

A server started here lives in a temporary folder on a free port and ends with the test run, even
when the run is killed: a shell holds one end of a pipe and stops the server when the other closes.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psycopg
import redis

START_SECONDS = 180  # MLflow took 99 s on two cores that eleven others wanted

_POSTGRES_FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
)
# MLflow's server is the child of its command, so all of the session are told to end.
_WATCH_ALL = '"$@" & cat >/dev/null; trap "" TERM; kill -TERM 0; wait; rm -rf "$0"'
_WATCH = '"$@" & server=$!; cat >/dev/null; kill -INT $server; wait $server; rm -rf "$0"'


class Missing(Exception):
    """A server is neither installed here nor named in the environment."""


@contextmanager
def postgres(*, durable: bool = False) -> Iterator[str]:
    """The URL of a PostgreSQL with an empty database.

    Args:
        durable: whether what is committed outlives the machine's fall, at the price in time that
            people's captions are worth; as PostgreSQL is by itself.

    Raises:
        Missing: there is no PostgreSQL; the message says what to do.
    """
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url
        return
    binaries = _postgres_binaries()
    # initdb refuses root, so root hands the server to the system's own user for it.
    user = _unprivileged() if os.geteuid() == 0 else None
    with _folder(user) as folder:
        data = folder / "data"
        _run([binaries / "initdb", "-D", data, "-U", "test", "-A", "trust", "-E", "UTF8", "-N"],
             user=user)  # fmt: skip
        port = _free_port()
        command = [binaries / "postgres", "-D", data, "-p", port, "-h", "127.0.0.1", "-k", folder]
        if not durable:
            for setting in ("fsync=off", "synchronous_commit=off", "full_page_writes=off"):
                command += ["-c", setting]
        url = f"postgresql://test@127.0.0.1:{port}/postgres"
        with _server(command, folder, ready=lambda: psycopg.connect(url).close(), user=user):
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute("CREATE DATABASE snap2caption")
            yield url.removesuffix("postgres") + "snap2caption"


@contextmanager
def redis_server() -> Iterator[str]:
    """The URL of an empty Redis that keeps nothing on disk.

    Raises:
        Missing: there is no Redis; the message says what to do.
    """
    if url := os.environ.get("TEST_REDIS_URL"):
        yield url
        return
    binary = shutil.which("redis-server") or shutil.which("valkey-server")
    if binary is None:
        raise Missing(_advice("Redis", "TEST_REDIS_URL"))
    with _folder() as folder:
        port = _free_port()
        command = [binary, "--port", port, "--bind", "127.0.0.1", "--save", "", "--dir", folder]
        url = f"redis://127.0.0.1:{port}/0"
        with _server(command, folder, ready=lambda: _ping(url)):
            yield url


@contextmanager
def mlflow_server() -> Iterator[str]:
    """The address of an MLflow tracking server that knows no run yet."""
    with _folder() as folder:
        port = _free_port()
        command = [
            "env",
            "MLFLOW_DISABLE_TELEMETRY=true",
            "MLFLOW_SERVER_ENABLE_JOB_EXECUTION=false",
        ]
        command += [sys.executable, "-m", "mlflow", "server", "--host", "127.0.0.1", "--port", port]
        command += ["--workers", "1", "--backend-store-uri", f"sqlite:///{folder}/mlflow.db"]
        command += ["--artifacts-destination", folder / "artifacts"]
        url = f"http://127.0.0.1:{port}"

        def ready() -> None:
            httpx.get(f"{url}/health", timeout=60).raise_for_status()

        with _server(command, folder, ready=ready, watch=_WATCH_ALL):
            yield url


def _postgres_binaries() -> Path:
    """The folder that holds both `initdb` and `postgres`, of the newest version here."""
    found = [Path(path) for pattern in _POSTGRES_FOLDERS for path in Path("/").glob(pattern[1:])]
    if on_path := shutil.which("postgres"):
        found.append(Path(on_path).parent)
    found = [path for path in found if (path / "initdb").exists() and (path / "postgres").exists()]
    if not found:
        raise Missing(_advice("PostgreSQL", "TEST_DATABASE_URL"))
    return max(found, key=lambda path: _version(path / "postgres"))


def _version(binary: Path) -> float:
    line = subprocess.run([binary, "--version"], capture_output=True, text=True, check=True).stdout
    return float(line.split()[2].split("beta")[0].split("devel")[0])


def _advice(name: str, variable: str) -> str:
    return f"{name} is not installed here: run `make services`, or set {variable} to one."


def _unprivileged() -> str:
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@contextmanager
def _folder(user: str | None = None) -> Iterator[Path]:
    # Not pytest's tmp_path: its parents are closed to the unprivileged user.
    folder = Path(tempfile.mkdtemp(prefix="snap2caption-"))
    try:
        if user:
            shutil.chown(folder, user)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)  # the watcher may have been first


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _run(command: list, *, user: str | None) -> None:
    result = subprocess.run(
        [str(part) for part in command], **_as(user), capture_output=True, text=True, check=False
    )
    if result.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{result.stdout}{result.stderr}")


def _as(user: str | None) -> dict:
    """Arguments of `subprocess` that change to `user`, and to a folder it may read."""
    if user is None:
        return {"cwd": "/"}
    return {"cwd": "/", "user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}


@contextmanager
def _server(
    command: list,
    folder: Path,
    *,
    ready: Callable[[], None],
    user: str | None = None,
    watch: str = _WATCH,
) -> Iterator[None]:
    log = folder / "log"
    with log.open("wb") as output:
        watcher = subprocess.Popen(
            ["sh", "-c", watch, folder, *(str(part) for part in command)],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            start_new_session=True,  # a Ctrl-C is for the tests; the server ends after them
            **_as(user),
        )
    try:
        _wait(ready, log)
        yield
    finally:
        watcher.stdin.close()
        watcher.wait(timeout=START_SECONDS)


def _wait(ready: Callable[[], None], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            return ready()
        except (psycopg.OperationalError, redis.ConnectionError, httpx.HTTPError) as error:
            if time.monotonic() > deadline:
                raise RuntimeError(f"the server did not start:\n{log.read_text()}") from error
            time.sleep(0.05)


def _ping(url: str) -> None:
    with redis.Redis.from_url(url) as client:
        client.ping()
