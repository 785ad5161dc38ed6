#!/usr/bin/env python3
"""One photo, one call: prints a caption, its hashtags and the alt text.

    python docs/examples/demo_request.py static/samples/dog.jpg --tone witty

Nothing but the standard library. The server is the one of `make run`, or `--server`; a key in
SNAP2CAPTION_KEY makes the result the account's own.
"""

import argparse
import base64
import http.client
import json
import os
import sys
import urllib.error
import urllib.request
import uuid
from pathlib import Path

WAIT = 60  # seconds


def caption(photo: bytes, *, server: str, key: str = "", **fields: str) -> dict:
    """The result document of a photo.

    Args:
        server: its address, such as `http://localhost:8000`.
        key: an API key; without one the result is anonymous.
        fields: what else is wanted: `tone`, `audience`, `note`, `platform` ...

    Raises:
        urllib.error.HTTPError: the server refused; the body is a problem document (RFC 9457).
        OSError, http.client.HTTPException: no server of this kind answers there.
    """
    headers = {
        "Content-Type": "application/json",
        "Prefer": f"wait={WAIT}",
        # Sent again after a broken connection, the request makes no second caption.
        "Idempotency-Key": str(uuid.uuid4()),
    }
    if key:
        headers["Authorization"] = f"Bearer {key}"
    body = {"image_base64": base64.b64encode(photo).decode(), **fields}
    request = urllib.request.Request(
        f"{server.rstrip('/')}/api/v1/captions", json.dumps(body).encode(), headers
    )
    with urllib.request.urlopen(request, timeout=WAIT + 30) as response:
        return json.load(response)


def shown(result: dict) -> str:
    """The parts that are posted, as text."""
    first = result["captions"][0]
    tags = " ".join(tag["tag"] for tag in first["hashtags"] if tag["selected"])
    return f"{first['text']}\n\n{tags}\n\nAlt text: {first['alt_text']}"


def told(refusal: urllib.error.HTTPError) -> str:
    """What a refusal says, whoever it comes from."""
    try:
        return json.load(refusal)["detail"]
    except (ValueError, KeyError, TypeError):
        return f"{refusal.code} {refusal.reason}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Caption one photo.")
    parser.add_argument("photo", type=Path)
    parser.add_argument("--server", default="http://localhost:8000", help="default: %(default)s")
    for field in ("tone", "audience", "note", "platform"):
        parser.add_argument(f"--{field}")
    options = vars(parser.parse_args())
    photo, server = options.pop("photo"), options.pop("server")
    fields = {name: value for name, value in options.items() if value is not None}
    key = os.environ.get("SNAP2CAPTION_KEY", "")
    try:
        data = photo.read_bytes()
    except OSError as error:
        sys.exit(f"{photo} cannot be read: {error.strerror}")
    try:
        result = caption(data, server=server, key=key, **fields)
    except urllib.error.HTTPError as refusal:
        sys.exit(f"The server refused: {told(refusal)}")
    except (OSError, ValueError, http.client.HTTPException) as error:
        sys.exit(f"No Snap2Caption answers at {server}: {error}. `make run` starts one.")
    if result["status"] == "succeeded":
        print(shown(result))
    elif "error" in result:
        sys.exit(f"There is no caption: {result['error']['detail']}")
    else:
        sys.exit(f"Not done yet: it will be at {server}/api/v1/captions/{result['id']}")


if __name__ == "__main__":
    main()
