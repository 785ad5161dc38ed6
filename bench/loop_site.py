"""The site that the loop walks through: `make run` over an empty folder, and its API as a client.

Knows nothing of what is learned.
"""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

AT_ONCE = 8  # requests, so that the worker has batches
UNHURRIED = "100000/min"  # requests: a loop has no people to hold back


class Failed(Exception):
    """A step did not do what it is there for."""


@dataclass(frozen=True, slots=True)
class Site:
    """A running server.

    Args:
        address: without a slash at the end.
    """

    address: str

    def captioned(
        self, photos: Iterable[tuple[str, Path]], *, variants: int
    ) -> list[dict[str, Any]]:
        """The document of each photo, captioned; the same words from the same photos in a row.

        Args:
            photos: each after the API key of whose it is, "" for a visitor.

        Raises:
            Failed: one of them was not.
        """
        with ThreadPoolExecutor(AT_ONCE) as pool:
            asked = enumerate(photos)
            return list(pool.map(lambda one: self._captioned(*one[1], variants, one[0]), asked))

    def _captioned(self, key: str, photo: Path, variants: int, seed: int) -> dict[str, Any]:
        answer = httpx.post(
            f"{self.address}/api/v1/captions",
            files={"image": photo.read_bytes()},
            data={"variants": str(variants), "seed": str(seed)},
            headers={"Prefer": "wait=60"} | (_as(key) if key else {}),
            timeout=120,
        )
        document = _ok(answer)
        if document["status"] != "succeeded":
            raise Failed(f"{photo.name}: {document['status']} {document.get('error')}")
        return document

    def edited(
        self,
        made: Iterable[tuple[str, dict[str, Any]]],
        style: Callable[[str], str],
        *,
        tags: Sequence[str] = (),
    ) -> list[str]:
        """Every caption of these documents put into a style by its creator, with a thumb up.

        Args:
            made: each document after the API key of whose it is.
            style: from a caption to the words she would have.
            tags: in the place of those that were suggested; none for these.

        Returns:
            the words that the site took as an edit.
        """
        kept = []
        with httpx.Client(base_url=self.address, timeout=60) as client:
            for key, document in made:
                for position, caption in enumerate(document["captions"]):
                    body = {
                        "caption": position,
                        "thumbs": "up",
                        "text": style(caption["text"]),
                        "version": caption["version"],
                    } | ({"tags": list(tags)} if tags else {})
                    path = f"/api/v1/captions/{document['id']}/feedback"
                    said = _ok(client.put(path, json=body, headers=_as(key)))
                    if said["edited"]:
                        kept.append(said["text"])
        return kept

    def began(self) -> float:
        """When the server's process began, in seconds since 1970, by its own metrics."""
        lines = httpx.get(f"{self.address}/metrics", timeout=10).text.splitlines()
        return next(float(line.split()[1]) for line in lines if line.startswith("process_start"))


@contextmanager
def empty_site(**environment: str) -> Iterator[Site]:
    """A server as `make run` starts it, over an empty folder; this process sees its database.

    Args:
        environment: settings other than the defaults, for both.
    """
    from tests.browser.server import serve

    # What trains beside the server sees a second later that it is gone, and may write until then.
    with tempfile.TemporaryDirectory(prefix="loop-", ignore_cleanup_errors=True) as data:
        settings = {"DATA_DIR": data, "ANONYMOUS_RATE": UNHURRIED, "ACCOUNT_RATE": UNHURRIED}
        os.environ |= settings | environment | {"DJANGO_SETTINGS_MODULE": "snap2caption.settings"}
        import django

        django.setup()
        with serve(Path(data)) as address:
            yield Site(address)


def _as(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def _ok(answer: httpx.Response) -> dict[str, Any]:
    if answer.status_code != 200:
        raise Failed(f"{answer.request.url} answered {answer.status_code}: {answer.text[:300]}")
    return answer.json()
