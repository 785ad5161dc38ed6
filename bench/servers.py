"""The servers that are measured: started, asked what they use, ended. Knows nothing of loads."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 240  # on a machine that others use
_STOP_SECONDS = 60
_PAGE = os.sysconf("SC_PAGE_SIZE")
_TICKS = os.sysconf("SC_CLK_TCK")

# Limits that hold people back, not loads: as many may ask, and wait for their answer, as do.
LIFTED = {
    "ANONYMOUS_RATE": "1000000/min",
    "WEB_THREADS": "80",
    "WAITING_REQUESTS": "72",
}


@dataclass(frozen=True, slots=True)
class Usage:
    """What a server's processes have used so far.

    Args:
        processor: seconds, of all of them.
        memory: bytes resident in them now.
    """

    processor: float
    memory: int


@dataclass(frozen=True, slots=True)
class Server:
    """One that answers.

    Args:
        address: without a slash at the end.
        path: where captions are asked for.
        session: of the operating system, of all its processes.
    """

    name: str
    address: str
    path: str
    session: int

    @property
    def url(self) -> str:
        return self.address + self.path

    def usage(self) -> Usage:
        """By Linux' /proc; nothing elsewhere."""
        ticks = pages = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):  # it ended meanwhile
                fields = stat.read_text().rpartition(")")[2].split()
                if int(fields[3]) == self.session:
                    ticks += int(fields[11]) + int(fields[12])
                    pages += int(fields[21])
        return Usage(ticks / _TICKS, pages * _PAGE)

    def batches(self) -> dict[str, int]:
        """How many claims had so many rows at most, since it started; empty where it tells none."""
        try:
            with urllib.request.urlopen(f"{self.address}/metrics", timeout=10) as answer:
                lines = answer.read().decode().splitlines()
        except urllib.error.HTTPError:
            return {}
        return histogram(lines, "captioner_batch_size")


def histogram(lines: Sequence[str], name: str) -> dict[str, int]:
    """A Prometheus histogram's buckets, each without those below it: upper bound -> count."""
    found, below = {}, 0
    for line in lines:
        if line.startswith(f'{name}_bucket{{le="'):
            bound, _, count = line.partition('le="')[2].partition('"} ')
            found[bound.removesuffix(".0")] = int(float(count)) - below
            below = int(float(count))
    return found


@contextmanager
def ours(environment: Mapping[str, str]) -> Iterator[Server]:
    """The server of `make run`, over a folder of its own.

    Args:
        environment: settings other than the defaults; `LIFTED` for a load.
    """
    # What trains beside the server sees a second later that it is gone, and may write until then.
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as data:
        port = free_port()
        settings = {"DATA_DIR": data, "HOST": "127.0.0.1", "PORT": str(port), **environment}
        with _running("ours", ["bin/run.sh"], port, "/api/v1/captions", settings) as server:
            yield server


@contextmanager
def baseline(module: str, describer: Path, writer: Path) -> Iterator[Server]:
    """A server of `bench.baselines`, by its module's name."""
    port = free_port()
    command = [sys.executable, "-m", f"bench.baselines.{module}", "--port", str(port)]
    command += ["--describer", str(describer), "--writer", str(writer)]
    with _running(module, command, port, "/caption", {}) as server:
        yield server


@contextmanager
def _running(
    name: str, command: Sequence[str], port: int, path: str, environment: Mapping[str, str]
) -> Iterator[Server]:
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        server = Server(name, f"http://127.0.0.1:{port}", path, process.pid)
        try:
            if not _becomes_ready(server, process):
                log.seek(0)
                tail = log.read().decode(errors="replace")[-2000:]
                raise RuntimeError(f"{name} did not become ready:\n{tail}")
            yield server
        finally:
            end(process)


def _becomes_ready(server: Server, process: subprocess.Popen) -> bool:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(OSError), urllib.request.urlopen(f"{server.address}/readyz", timeout=5):
            return True
        time.sleep(0.3)
    return False


def end(process: subprocess.Popen) -> None:
    """Tell the leader of a session to end, and leave nothing of its session."""
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(_STOP_SECONDS)
    with suppress(ProcessLookupError):  # what it started and left behind
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def free_port() -> int:
    """One of this machine that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
