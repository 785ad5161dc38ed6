"""A Hugging Face hub on this machine: its file API over folders, for `HF_ENDPOINT`.

Speaks what `huggingface_hub` asks of a model's repository: its info, its tree, and its files by
HEAD and GET with `ETag` and `X-Repo-Commit`. A gated repository answers as the real one does.
"""

import hashlib
import json
import threading
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@dataclass
class Hub:
    """`url` for `HF_ENDPOINT`; `sent` names the files that were asked for by GET."""

    url: str
    sent: list[str] = field(default_factory=list)


@contextmanager
def hub(repositories: Mapping[str, Path], *, gated: Collection[str] = ()) -> Iterator[Hub]:
    """Serve folders as repositories.

    Args:
        repositories: a folder for each `owner/name`.
        gated: those of them whose files are refused to a stranger.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            path = urlsplit(self.path).path
            for name, folder in repositories.items():
                if path.startswith(f"/api/models/{name}"):
                    tree = f"/tree/{COMMIT}" in path
                    return self._json(_tree(folder) if tree else self._info(name, folder))
                if path.startswith(f"/{name}/resolve/{COMMIT}/"):
                    return self._file(name, folder, path.partition(f"{COMMIT}/")[2])
            return self._error(404, "RepoNotFound")

        do_HEAD = do_GET

        def _info(self, name, folder):
            siblings = [{"rfilename": f["path"], "size": f["size"]} for f in _tree(folder)]
            return {
                "id": name,
                "sha": COMMIT,
                "gated": "manual" if name in gated else False,
                "siblings": siblings,
            }

        def _file(self, name, folder, path):
            if name in gated:
                return self._error(401, "GatedRepo")
            data = (folder / path).read_bytes()
            if self.command == "GET":
                played.sent.append(path)
            return self._answer(200, data, {"ETag": f'"{hashlib.sha1(data).hexdigest()}"'})

        def _json(self, document):
            return self._answer(200, json.dumps(document).encode(), {})

        def _error(self, status, code):
            return self._answer(status, b"{}", {"X-Error-Code": code})

        def _answer(self, status, data, headers):
            self.send_response(status)
            headers |= {"Content-Length": str(len(data)), "X-Repo-Commit": COMMIT}
            for key, value in headers.items():
                self.send_header(key, value)
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(data)

        def log_message(self, *args):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        played = Hub(f"http://127.0.0.1:{http.server_port}")
        threading.Thread(target=http.serve_forever, args=(0.01,), daemon=True).start()
        yield played
        http.shutdown()


def _tree(folder: Path) -> list[dict]:
    return [
        {
            "type": "file",
            "path": str(file.relative_to(folder)),
            "size": file.stat().st_size,
            "oid": hashlib.sha1(file.read_bytes()).hexdigest(),
        }
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    ]
