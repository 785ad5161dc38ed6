"""A large file comes in parts, goes on where it was cut short, and is what was asked for."""

import hashlib
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from feedback.datasets import etl_download
from feedback.datasets.etl_download import BadDownload, fetch
from tests.range_server import FileServer, serving

ROOT = Path(__file__).parent.parent.parent.parent
CHUNK = 65_536
DATA = random.Random(7).randbytes(CHUNK * 20 + 123)
SHA256 = hashlib.sha256(DATA).hexdigest()
LARGE = random.Random(8).randbytes(24_000_000)  # aria2c notes whole pieces of a megabyte

FETCH = """
import sys
from pathlib import Path
from feedback.datasets import etl_download
etl_download.CHUNK = int(sys.argv[3])
etl_download.fetch(sys.argv[1], Path(sys.argv[2]), connections=4)
"""


@pytest.fixture
def by_ranges(monkeypatch):
    """As on a machine without aria2c, in small parts."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(etl_download, "CHUNK", CHUNK)


@pytest.fixture
def by_aria2():
    if not shutil.which("aria2c"):
        pytest.fail("aria2c is not installed: `make services`", pytrace=False)


@pytest.mark.usefixtures("by_ranges")
def test_it_comes_in_parts_and_says_how_far_it_is(tmp_path):
    said = []
    with serving(FileServer(DATA)) as server:
        target = tmp_path / "new" / "a.zip"
        assert fetch(server.url, target, told=lambda *one: said.append(one)) == SHA256
    assert target.read_bytes() == DATA
    assert sum(more for more, _ in said) == len(DATA)
    assert {total for _, total in said} == {len(DATA)}
    assert [path.name for path in target.parent.iterdir()] == ["a.zip"]


@pytest.mark.usefixtures("by_aria2")
def test_aria2c_has_it_where_it_is_installed(tmp_path):
    with serving(FileServer(DATA)) as server:
        assert fetch(server.url, tmp_path / "a.zip", sha256=SHA256.upper()) == SHA256
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_what_is_there_already_is_not_asked_for(tmp_path):
    (tmp_path / "a.zip").write_bytes(DATA)
    assert fetch("http://127.0.0.1:9/a.zip", tmp_path / "a.zip", sha256=SHA256) == SHA256


@pytest.mark.parametrize("tool", ["by_ranges", "by_aria2"])
def test_another_file_than_was_asked_for_is_refused_and_not_kept(tool, request, tmp_path):
    request.getfixturevalue(tool)
    with (
        serving(FileServer(DATA)) as server,
        pytest.raises(BadDownload, match=f"its sha256 is {SHA256}, and 0000"),
    ):
        fetch(server.url, tmp_path / "a.zip", sha256="0" * 64)
    assert not list(tmp_path.iterdir())


def _killed(server: FileServer, target: Path, *, path: str, settle_s: float) -> None:
    """Start a download in a process of its own and kill it when the server has stalled."""
    child = subprocess.Popen(
        [sys.executable, "-c", FETCH, server.url, str(target), str(CHUNK)],
        cwd=ROOT,
        env={"PATH": path},
        stdout=subprocess.DEVNULL,
    )
    try:
        assert server.stalled.wait(60)
        time.sleep(settle_s)
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait()


@pytest.mark.usefixtures("by_ranges")
def test_after_a_kill_only_what_is_missing_is_asked_for(tmp_path):
    target = tmp_path / "a.zip"
    with serving(FileServer(DATA, stall_after=len(DATA) // 2)) as server:
        _killed(server, target, path="", settle_s=0.3)
        assert not target.exists()
        server.release()
        server.sent = 0
        assert fetch(server.url, target) == SHA256
    assert server.sent < 0.8 * len(DATA)


@pytest.mark.usefixtures("by_aria2")
def test_aria2c_goes_on_after_a_kill_too(tmp_path):
    target = tmp_path / "a.zip"
    with serving(FileServer(LARGE, stall_after=len(LARGE) // 2)) as server:
        # A second for the list of what is there, one in which aria2c sees that it is alone.
        _killed(server, target, path="/usr/bin:/bin", settle_s=2.5)
        assert not target.exists()
        _wait_until_alone(target)
        server.release()
        server.sent = 0
        assert fetch(server.url, target) == hashlib.sha256(LARGE).hexdigest()
    assert server.sent < 0.8 * len(LARGE)


def _wait_until_alone(target: Path) -> None:
    """Until no aria2c works on this file."""
    out = f"--dir={target.parent}".encode()
    deadline = time.monotonic() + 20
    while any(out in _command(path) for path in Path("/proc").glob("[0-9]*/cmdline")):
        assert time.monotonic() < deadline, "aria2c outlives what started it"
        time.sleep(0.1)


def _command(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


@pytest.mark.usefixtures("by_ranges")
def test_a_file_that_changed_since_is_begun_again(tmp_path):
    target = tmp_path / "a.zip"
    with serving(FileServer(DATA, stall_after=len(DATA) // 2)) as server:
        _killed(server, target, path="", settle_s=0.3)
        server.release()
        server.etag, server.data, server.sent = '"two"', DATA[::-1], 0
        fetch(server.url, target)
        assert server.sent >= len(DATA)
    assert target.read_bytes() == DATA[::-1]


@pytest.mark.usefixtures("by_ranges")
def test_a_server_that_stumbles_is_asked_again(tmp_path, monkeypatch):
    monkeypatch.setattr("feedback.datasets.etl_download._pause", lambda attempt: 0.0)
    with serving(FileServer(DATA, failures=[503, 500, 429])) as server:
        assert fetch(server.url, tmp_path / "a.zip") == SHA256


@pytest.mark.usefixtures("by_ranges")
def test_a_server_that_goes_on_stumbling_is_given_up_and_what_came_is_kept(tmp_path, monkeypatch):
    monkeypatch.setattr("feedback.datasets.etl_download._pause", lambda attempt: 0.0)
    with serving(FileServer(DATA)) as server:
        server.failures = [503] * 1000
        with pytest.raises(BadDownload, match="broke off 5 times"):
            fetch(server.url + "?signature=secret", tmp_path / "a.zip", connections=1)
        server.failures = []
        assert fetch(server.url, tmp_path / "a.zip") == SHA256


@pytest.mark.usefixtures("by_ranges")
def test_a_server_without_ranges_is_read_from_the_beginning(tmp_path):
    with serving(FileServer(DATA, ranges=False)) as server:
        assert fetch(server.url, tmp_path / "a.zip") == SHA256


@pytest.mark.usefixtures("by_ranges")
@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://example.org/a.zip", "must begin with http:// or https://"),
        ("--help", "must begin with"),
        ("http://127.0.0.1:9/a.zip", "http://127.0.0.1:9/a.zip: "),
    ],
)
def test_what_cannot_be_had_is_said_in_one_line(url, why, tmp_path):
    with pytest.raises(BadDownload, match=why):
        fetch(url, tmp_path / "a.zip")
    assert not list(tmp_path.iterdir())


@pytest.mark.usefixtures("by_aria2")
def test_what_aria2c_cannot_have_is_said_without_the_signature(tmp_path):
    with pytest.raises(BadDownload) as refused:
        fetch("http://127.0.0.1:9/a.zip?signature=secret", tmp_path / "a.zip")
    assert "secret" not in refused.value.detail
