"""An OpenAI-compatible server (vLLM, Ollama, TGI ...) as the writer, with or without the photo.

The server batches by itself, so the rows of a batch are sent side by side, and each ends in its
own answer or error.
"""

import base64
import io
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
from PIL import Image

from captioner.engine.rows import Answer, Row
from captioner.engine.types import EngineConfig
from captioner.errors import CaptionError, EngineFailed, ModelUnusable
from captioner.writing import prompts

CONNECTIONS = 8
# A server that wants a longer pause is left to the job's own retry, which holds up no batch.
LONGEST_PAUSE_S = 20.0
BUSY = (429, 503)


class RemoteWriter:
    """A model behind `POST {remote_url}/chat/completions`.

    Raises:
        ModelUnusable: the configuration names no address or no model.
    """

    weights_bytes = 0
    at_once = None

    def __init__(self, config: EngineConfig) -> None:
        if not config.remote_url.startswith(("http://", "https://")) or not config.writer:
            raise ModelUnusable(
                "a remote writer needs remote_url (http://host:port/v1) and the model's name there"
            )
        self.sees_photo = config.kind == "remote-vlm"
        self._parameters = {
            key: value
            for key, value in {
                "model": config.writer,
                "max_tokens": config.max_new_tokens,
                "temperature": config.temperature,
                "top_p": config.top_p,
            }.items()
            if value is not None
        }
        self._url = config.remote_url.rstrip("/") + "/chat/completions"
        self._client = httpx.Client(
            headers={"Authorization": f"Bearer {config.remote_key}"} if config.remote_key else {},
            timeout=httpx.Timeout(config.remote_timeout_s, connect=min(5, config.remote_timeout_s)),
            limits=httpx.Limits(max_connections=CONNECTIONS),
        )
        self._pool = ThreadPoolExecutor(CONNECTIONS, thread_name_prefix="remote-writer")

    def write(self, rows: Sequence[Row]) -> list[Answer | CaptionError]:
        """One answer or `EngineFailed` for each row, in order."""
        return list(self._pool.map(self._answer, rows))

    def close(self) -> None:
        self._pool.shutdown()
        self._client.close()

    def _answer(self, row: Row) -> Answer | CaptionError:
        if self.sees_photo:
            messages = _sight(row)
        else:
            messages = prompts.messages(row.brief, row.description, voice=row.voice)
        try:
            return _read(self._post(self._parameters | {"messages": messages, "seed": row.seed}))
        except EngineFailed as error:
            # Returned, not raised: its neighbours' answers are not to be asked for again.
            return error

    def _post(self, body: dict[str, Any]) -> httpx.Response:
        try:
            response = self._client.post(self._url, json=body)
            if response.status_code not in BUSY:
                return response
            pause = _pause_s(response.headers.get("Retry-After", ""))
            if pause > LONGEST_PAUSE_S:
                return response
        except httpx.TimeoutException:
            # The server had its time; a second request would only add to its load.
            raise EngineFailed("the remote model did not answer in time") from None
        except httpx.TransportError:
            pause = 0.5
        time.sleep(pause)
        try:
            return self._client.post(self._url, json=body)
        except httpx.TransportError as error:
            reason = f"the remote model cannot be reached ({type(error).__name__})"
            raise EngineFailed(reason) from None


def _pause_s(retry_after: str) -> float:
    """Seconds that a Retry-After header asks for, as a number or a date (RFC 9110, 10.2.3)."""
    if retry_after.isdigit():
        return float(retry_after)
    try:
        until = parsedate_to_datetime(retry_after)
    except ValueError:
        return 1.0
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


def _read(response: httpx.Response) -> Answer:
    if response.status_code != 200:
        raise EngineFailed(f"the remote model answered with status {response.status_code}")
    try:
        document = response.json()
        text = document["choices"][0]["message"]["content"]
        tokens = (document.get("usage") or {}).get("completion_tokens", 0)
    except (ValueError, LookupError, TypeError, AttributeError):
        raise EngineFailed("the remote model's answer is not a chat completion") from None
    if not isinstance(text, str) or not isinstance(tokens, int):
        raise EngineFailed("the remote model's answer is not a chat completion")
    return Answer(text, tokens)


def _sight(row: Row) -> list[dict[str, Any]]:
    image = {"type": "image_url", "image_url": {"url": _data_url(row.photo)}}
    text = {"type": "text", "text": prompts.vlm_text(row.brief, voice=row.voice)}
    return [{"role": "user", "content": [image, text]}]


def _data_url(photo: Image.Image) -> str:
    """A JPEG of the pixels alone: Pillow would write a comment or profile it still holds."""
    pixels = Image.frombytes("RGB", photo.size, photo.tobytes())
    buffer = io.BytesIO()
    pixels.save(buffer, "JPEG", quality=90)
    return "data:image/jpeg;base64," + base64.b64encode(buffer.getvalue()).decode()
