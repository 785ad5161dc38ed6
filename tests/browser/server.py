"""The real server for a browser, as `make run` starts it: on a free port, with data of its own.

Used by the browser tests and by the script that makes the screenshots.
"""

import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.services import Missing

ROOT = Path(__file__).parent.parent.parent
_CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--force-color-profile=srgb",
)
START_SECONDS = 240  # it took 130 on two cores that a dozen others wanted


def chromium() -> str:
    """The system's Chromium.

    Raises:
        Missing: there is none; the message says what to do.
    """
    found = next(filter(None, map(shutil.which, _CHROMIUM_NAMES)), None)
    if found is None:
        raise Missing("Chromium is not installed here: run `make services`.")
    return found


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
    address = f"http://127.0.0.1:{port}"
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "snap2caption.settings",
        "DATA_DIR": str(data),
        "HOST": "127.0.0.1",
        "PORT": str(port),
        **environment,
    }
    with (data / "server.log").open("wb") as log:
        process = subprocess.Popen(["bin/run.sh"], cwd=ROOT, env=env, stdout=log, stderr=log)
        try:
            _until_ready(process, address, data / "server.log")
            yield address
        finally:
            process.terminate()
            process.wait(60)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def _until_ready(process: subprocess.Popen, address: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    answer = "it did not answer"
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=5):
                return
        except urllib.error.HTTPError as not_ready:
            answer = not_ready.read().decode()
        except OSError:
            pass  # not listening yet
        time.sleep(0.3)
    tail = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
    raise RuntimeError(f"the server did not become ready: {answer}\n{tail}")
