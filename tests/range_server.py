"""A web server on this machine that sends one file, whole or in ranges, and can be stalled."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_BLOCK = 16_384


class FileServer:
    """What it sends, what went wrong on purpose, and how much it has sent.

    Args:
        ranges: False for a server that sends whole files alone.
        stall_after: bytes after which nothing comes any more, until `release`.
        failures: statuses for the first requests of parts, in place of an answer.
    """

    def __init__(self, data: bytes, *, ranges=True, stall_after=None, failures=()) -> None:
        self.data, self.ranges, self.stall_after = data, ranges, stall_after
        self.failures = list(failures)
        self.etag = '"one"'
        self.sent = 0
        self.stalled, self.go = threading.Event(), threading.Event()
        self.lock = threading.Lock()
        self.url = ""

    def release(self) -> None:
        self.stall_after = None
        self.go.set()

    def take(self, size: int) -> None:
        """Wait where the server has sent what it was to send."""
        with self.lock:
            self.sent += size
            stalls = self.stall_after is not None and self.sent >= self.stall_after
        if stalls:
            self.stalled.set()
            self.go.wait(30)


def _handler(server: FileServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_) -> None:
            pass

        def do_HEAD(self) -> None:
            self._headers(200, len(server.data))

        def do_GET(self) -> None:
            found = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
            if not found or not server.ranges:
                self._headers(200, len(server.data))
                self._send(server.data)
                return
            start, end = int(found[1]), int(found[2] or len(server.data) - 1)
            if end > start and server.failures:
                self._headers(server.failures.pop(0), 0)
                return
            part = server.data[start : end + 1]
            self._headers(206, len(part), f"bytes {start}-{end}/{len(server.data)}")
            self._send(part)

        def _headers(self, status: int, length: int, content_range: str = "") -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(length))
            self.send_header("ETag", server.etag)
            if server.ranges:
                self.send_header("Accept-Ranges", "bytes")
            if content_range:
                self.send_header("Content-Range", content_range)
            self.end_headers()

        def _send(self, data: bytes) -> None:
            try:
                for at in range(0, len(data), _BLOCK):
                    block = data[at : at + _BLOCK]
                    self.wfile.write(block)
                    server.take(len(block))
            except OSError:
                self.close_connection = True  # the other side was killed

    return Handler


@contextmanager
def serving(server: FileServer) -> Iterator[FileServer]:
    http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(server))
    http.daemon_threads = True
    threading.Thread(target=http.serve_forever, args=(0.05,), daemon=True).start()
    server.url = f"http://127.0.0.1:{http.server_port}/archive.zip"
    try:
        yield server
    finally:
        server.release()
        http.shutdown()
        http.server_close()
