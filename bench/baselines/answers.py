"""A request as JSON to an item, and an outcome to JSON: what the baseline servers answer.

The photo is opened as most people do it, by Pillow alone. Our own server also takes out what the
file says of its owner, makes a new file of it and stores both the file and the result.
"""

import base64
from io import BytesIO
from typing import Any

from PIL import Image

from captioner.engine import Item, Outcome
from captioner.writing.brief import Brief


def item(body: dict[str, Any]) -> Item:
    """What a body of `bench.samples` asks for."""
    with Image.open(BytesIO(base64.b64decode(body["image_base64"]))) as image:
        photo = image.convert("RGB")
    return Item(photo, Brief(tone=body["tone"], audience=body["audience"], seed=body["seed"]))


def document(outcome: Outcome) -> dict[str, Any]:
    """The words of an outcome, under the names of our own API."""
    if outcome.error:
        return {"status": "failed", "error": outcome.error.detail}
    return {
        "status": "succeeded",
        "description": outcome.description,
        "alt_text": outcome.alt_text,
        "captions": [
            {"text": post.text, "hashtags": [tag.tag for tag in post.hashtags]}
            for post in outcome.posts
        ],
    }
