"""The real server for a browser: gunicorn with the embedded worker on a free port, data of its own.

Used by the browser tests and by the script that makes the screenshots.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
CHROMIUM = "/usr/bin/chromium"
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--force-color-profile=srgb",
)
START_SECONDS = 120


@contextmanager
def serve(data: Path, **environment: str) -> Iterator[str]:
    """A server with its models loaded; ends with the block.

    Args:
        data: an empty folder, the server's `DATA_DIR`.
        environment: settings other than the defaults.

    Yields:
        Its address, without a slash at the end.
    """
    port = _free_port()
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "snap2caption.settings",
        "DATA_DIR": str(data),
        "PORT": str(port),
        **environment,
    }
    manage("migrate", "--verbosity=0", env=env)
    command = ["gunicorn", "--config=python:snap2caption.gunicorn", "snap2caption.wsgi"]
    address = f"http://127.0.0.1:{port}"
    with (data / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", *command], cwd=ROOT, env=env, stdout=log, stderr=log
        )
        try:
            _until_ready(process, address, data / "server.log")
            yield address
        finally:
            process.terminate()
            process.wait(60)


def manage(*arguments: str, env: dict[str, str]) -> None:
    """One management command, in a process with these settings."""
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=env, check=True)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def _until_ready(process: subprocess.Popen, address: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"the server did not become ready:\n{log.read_text(errors='replace')}")
