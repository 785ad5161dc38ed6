"""What goes into the engine and what comes out, in plain values.

Imports neither torch nor transformers, so a web process can name these types at no cost.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from PIL import Image

from captioner.errors import CaptionError
from captioner.writing.brief import Brief, Hashtag, Post
from captioner.writing.voice import Voice

WriterKind = Literal["llm", "vlm", "remote", "remote-vlm"]


def name(source: str) -> str:
    """What to call a model in results: its hub id, or a folder's last two parts."""
    return "/".join(Path(source).parts[-2:])


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineConfig:
    """Which models to open, where, and how they write.

    Args:
        describer: a BLIP checkpoint, as a Hugging Face id or a local folder; empty where the
            writer sees the photo itself (`vlm`, `remote-vlm`).
        writer: a checkpoint in the same form, or the model's name on the remote server.
        kind: what the writer is: a causal LLM (`llm`) or a vision-language model (`vlm`) in this
            process, or either on an OpenAI-compatible server (`remote`, `remote-vlm`).
        remote_url: the server's base address, such as `http://localhost:8000/v1`.
        remote_key: sent as a Bearer token; empty sends none.
        remote_timeout_s: how long one answer may take, in seconds.
        device: `auto`, `cpu`, `cuda`, `cuda:1`, `mps` ...
        dtype: `auto`, `float32`, `bfloat16` or `float16`; `auto` asks `device.choose`.
        quantize: `4bit` for NF4 on CUDA, or empty.
        hashtag_index: the file that `manage.py hashtags build` makes; None, or one that is not
            there, leaves hashtags to the built-in list.
        max_batch: rows given to a model at once; a larger batch of items is run in parts.
        max_new_tokens, temperature, top_p, repetition_penalty: how the writer samples; None keeps
            what the checkpoint's own `generation_config.json` says. A temperature of 0 is greedy.
    """

    describer: str = ""
    writer: str
    kind: WriterKind = "llm"
    remote_url: str = ""
    remote_key: str = field(default="", repr=False)
    remote_timeout_s: float = 60.0
    device: str = "auto"
    dtype: str = "auto"
    quantize: Literal["", "4bit"] = ""
    hashtag_index: Path | None = None
    max_batch: int = 16
    max_new_tokens: int | None = 140
    temperature: float | None = 0.8
    top_p: float | None = 0.9
    repetition_penalty: float | None = 1.2

    @property
    def sees_photo(self) -> bool:
        """Whether the writer looks at each photo itself, so that no describer is opened."""
        return self.kind in ("vlm", "remote-vlm")


@dataclass(frozen=True, slots=True)
class Locked:
    """What she keeps of an earlier result, to the letter; empty is not kept.

    Args:
        caption: without hashtags; every variant then has these words.
        tags: the pool as it was stored, with what is selected.
        alt_text: as a screen reader reads it.
    """

    caption: str = ""
    tags: tuple[Hashtag, ...] = ()
    alt_text: str = ""


NOT_LOCKED = Locked()


@dataclass(frozen=True, slots=True)
class Item:
    """One photo and what is wanted of it.

    Args:
        photo: RGB, already turned and free of metadata (`photos.load`).
        description: what the photo shows, where an earlier run already found it: the describer
            then leaves this photo out.
        voice: whose captions these are to be; None asks for none.
        never: tags she never uses, with or without `#`, in any case.
        avoid: tags shown before, when she asked for others: they come last, and only to reach the
            pool's least.
    """

    photo: Image.Image
    brief: Brief
    description: str | None = None
    voice: Voice | None = None
    never: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    locked: Locked = NOT_LOCKED


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the models run: torch's names for device and number format, and why these."""

    device: str
    dtype: str
    reason: str


@dataclass(frozen=True, slots=True)
class ModelNames:
    """What made a result: ids (folders by their last two parts) and the prompt's version.

    Args:
        adapter: the adapters that took part, each as its role and the first twelve digits of its
            digest (`writer:0a1b2c3d4e5f`), joined by ", "; None for the bare models.
    """

    describer: str
    writer: str
    adapter: str | None
    prompt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one item: an error, or one post for each variant asked for.

    Args:
        error: why there is no post; everything else but `models` is then empty.
        description: the describer's sentence as the writer read it.
        alt_text: the same sentence as a screen reader should read it.
        trimmed: what the platform's limits took away from any of the posts.
        describe_ms, write_ms: wall time of the batch's stages this item was part of.
        output_tokens: tokens the writer generated for this item, prompts and photo excluded.
    """

    models: ModelNames
    error: CaptionError | None = None
    description: str = ""
    alt_text: str = ""
    posts: tuple[Post, ...] = ()
    trimmed: tuple[str, ...] = ()
    describe_ms: int = 0
    write_ms: int = 0
    output_tokens: int = 0
