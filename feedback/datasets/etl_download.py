"""A large file from a web server: in parallel parts, and on where an earlier try was cut short.

By aria2c where it is installed, else by ranges here. What is not whole is called `.part`. Does not
know what is in the file.
"""

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from captioner.errors import CaptionError
from feedback.datasets import snapshot

CONNECTIONS = 16
CHUNK = 8 << 20  # bytes; what is lost of each connection when it is cut

_TRIES = 5
_BLOCK = 1 << 16
_TIMEOUT_S = 30

Told = Callable[[int, int], None]  # bytes more, and in all; 0 where nobody knows


class BadDownload(CaptionError):
    """A file that could not be had, or is not the one that was asked for."""

    code = "bad_download"


def fetch(
    url: str,
    target: Path,
    *,
    sha256: str = "",
    connections: int = CONNECTIONS,
    told: Told = lambda more, total: None,
) -> str:
    """Have the file at `target`; its sha256.

    What a killed or interrupted try has left is used. A file that is there already is only checked.

    Args:
        url: http or https.
        sha256: what it must be, hexadecimal; "" takes it as it comes.
        connections: at once.
        told: how far it is; aria2c tells the terminal itself.

    Raises:
        BadDownload: the server has no such file, does not answer, or sends another one.
    """
    if not url.startswith(("http://", "https://")):
        raise BadDownload(f"{url[:80]} must begin with http:// or https://")
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        return _checked(target, sha256)
    if aria2c := shutil.which("aria2c"):
        part = target.with_name(target.name + ".aria2.part")
        _by_aria2(aria2c, url, part, connections)
    else:
        part = target.with_name(target.name + ".part")
        _by_ranges(url, part, connections, told)
    try:
        found = _checked(part, sha256)
    except BadDownload:
        part.unlink()
        raise
    part.rename(target)
    return found


def _checked(path: Path, sha256: str) -> str:
    found = snapshot.sha256(path)
    if sha256 and found != sha256.lower():
        raise BadDownload(f"{path.name}: its sha256 is {found}, and {sha256} was asked for")
    return found


def _by_aria2(aria2c: str, url: str, part: Path, connections: int) -> None:
    many = str(min(connections, 16))  # the most that aria2 takes for one server
    command = [
        aria2c,
        "--no-conf",
        # Without its list of what is there a part is begun anew, not taken for the whole file.
        "--allow-overwrite=true",
        "--auto-file-renaming=false",
        "--follow-torrent=false",
        "--follow-metalink=false",
        f"--max-connection-per-server={many}",
        f"--split={many}",
        "--min-split-size=1M",
        "--auto-save-interval=1",  # seconds that a kill costs, not a minute
        f"--stop-with-process={os.getpid()}",
        "--console-log-level=warn",
        "--summary-interval=0",
        f"--dir={part.parent}",
        f"--out={part.name}",
        "--",
        url,
    ]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, check=False)
    if done.returncode:
        # Its manual lists what each status means.
        raise BadDownload(f"aria2c ended with status {done.returncode} at {_bare(url)}")


def _bare(url: str) -> str:
    """An address as it may be shown: what comes behind the ? may be a signature."""
    return url.partition("?")[0]


@dataclass(frozen=True, slots=True)
class _Source:
    """What the server says of the file.

    Args:
        size: bytes; 0 where it does not say.
        version: its ETag or date, which changes with the file; "" where it has none.
        ranges: whether it sends parts.
    """

    size: int
    version: str
    ranges: bool


def _by_ranges(url: str, part: Path, connections: int, told: Told) -> None:
    headers = {"Accept-Encoding": "identity"}  # ranges are of the file, not of its compression
    options = {"follow_redirects": True, "timeout": _TIMEOUT_S, "headers": headers}
    with httpx.Client(**options) as client:
        source = _ask(client, url)
        if source.size > shutil.disk_usage(part.parent).free + _size(part):
            raise BadDownload(f"{_bare(url)} is {source.size / 1e9:.1f} GB: the disk is too full")
        if not source.ranges:
            _whole(client, url, part, source, told)
            return
        state = _State.of(part, source)
        told(state.bytes_done(), source.size)
        with ThreadPoolExecutor(connections) as pool, _stopped_on_error(state):
            for size in pool.map(lambda at: _chunk(client, url, part, state, at), state.missing()):
                told(size, source.size)
    state.path.unlink()


def _size(path: Path) -> int:
    """Bytes on the disk: a file with holes has fewer than its length."""
    return path.stat().st_blocks * 512 if path.exists() else 0


def _ask(client: httpx.Client, url: str) -> _Source:
    with _answers(url), client.stream("GET", url, headers={"Range": "bytes=0-0"}) as response:
        if response.status_code not in (200, 206):
            raise BadDownload(f"{_bare(url)} answered {response.status_code}")
        version = _version(response)
        if response.status_code == 200:
            return _Source(int(response.headers.get("Content-Length", 0)), version, ranges=False)
        total = response.headers.get("Content-Range", "").rpartition("/")[2]
        if not total.isdecimal():
            raise BadDownload(f"{_bare(url)} does not say how long it is")
        return _Source(int(total), version, ranges=True)


def _version(response: httpx.Response) -> str:
    return response.headers.get("ETag") or response.headers.get("Last-Modified", "")


@contextmanager
def _answers(url: str) -> Iterator[None]:
    try:
        yield
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise BadDownload(f"{_bare(url)}: {error or type(error).__name__}") from error


def _whole(client: httpx.Client, url: str, part: Path, source: _Source, told: Told) -> None:
    """From a server that sends no parts: from the beginning, each time."""
    with _answers(url), client.stream("GET", url) as response, part.open("wb") as file:
        if response.status_code != 200:
            raise BadDownload(f"{_bare(url)} answered {response.status_code}")
        for block in response.iter_raw(_BLOCK):
            file.write(block)
            told(len(block), source.size)
    if source.size and part.stat().st_size != source.size:
        raise BadDownload(f"{_bare(url)} was cut short")


@dataclass(slots=True)
class _State:
    """Which parts of a file are here, kept beside it."""

    path: Path
    source: _Source
    done: set[int]
    stop: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def of(cls, part: Path, source: _Source) -> "_State":
        """As an earlier try left it; a new one where there was none, or another file."""
        state = cls(part.with_name(part.name + ".json"), source, set())
        try:
            kept = json.loads(state.path.read_text())
            if part.stat().st_size == source.size and kept.pop("done_of") == state._file():
                state.done = set(kept["done"])
        except (OSError, ValueError, KeyError):
            pass  # nothing there, or not whole: from the beginning
        if not state.done:
            with part.open("wb") as file:
                file.truncate(source.size)
        return state

    def _file(self) -> list:
        return [self.source.size, self.source.version, CHUNK]

    def missing(self) -> list[int]:
        """Where each part begins that is not here yet."""
        return [at for at in range(0, self.source.size, CHUNK) if at not in self.done]

    def bytes_done(self) -> int:
        return sum(min(CHUNK, self.source.size - at) for at in self.done)

    def keep(self, at: int) -> None:
        """Note that a part is here."""
        with self.lock:
            self.done.add(at)
            new = self.path.with_name(self.path.name + ".new")
            new.write_text(json.dumps({"done_of": self._file(), "done": sorted(self.done)}))
            new.rename(self.path)


@contextmanager
def _stopped_on_error(state: _State) -> Iterator[None]:
    """The other connections end too where one has failed, or the person wants no more."""
    try:
        yield
    except BaseException:
        state.stop.set()
        raise


def _chunk(client: httpx.Client, url: str, part: Path, state: _State, at: int) -> int:
    """Have one part; its length."""
    attempt = 0
    while not state.stop.is_set():
        attempt += 1
        try:
            size = _try_chunk(client, url, part, state, at)
        except httpx.TransportError as error:
            if attempt == _TRIES:
                raise BadDownload(f"{_bare(url)} broke off {_TRIES} times: {error}") from error
            state.stop.wait(_pause(attempt))
        else:
            state.keep(at)
            return size
    raise BadDownload("another part has failed")


def _pause(attempt: int) -> float:
    """Seconds before the next try: up to 26 of them."""
    return 0.1 * 4**attempt


def _try_chunk(client: httpx.Client, url: str, part: Path, state: _State, at: int) -> int:
    end = min(at + CHUNK, state.source.size)
    wanted = {"Range": f"bytes={at}-{end - 1}"}
    with client.stream("GET", url, headers=wanted) as response, part.open("r+b") as file:
        if response.status_code in (429, 500, 502, 503, 504):
            raise httpx.ReadError(f"it answered {response.status_code}")
        given = response.headers.get("Content-Range", "")
        if given != f"bytes {at}-{end - 1}/{state.source.size}" or (
            _version(response) != state.source.version
        ):
            raise BadDownload(f"{_bare(url)} changed meanwhile: start again")
        file.seek(at)
        for block in response.iter_raw(_BLOCK):
            if state.stop.is_set() or file.tell() + len(block) > end:
                break
            file.write(block)
        if file.tell() != end:
            raise httpx.ReadError("a part is not as long as it should be")
    return end - at
