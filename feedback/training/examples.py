"""From a snapshot's rows to what a model learns from: the prompt as it serves, then the answer.

The serving classes themselves make the prompt and the pixels, so nothing can differ between the
two. Only the answer's tokens are learned; the prompt's and the padding's labels are `IGNORED`.
"""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import torch
from PIL import Image
from transformers import PreTrainedTokenizerBase

from captioner import photos
from captioner.engine.describer import Describer
from captioner.engine.rows import Row
from captioner.engine.vlm import VlmWriter
from captioner.engine.writer import LlmWriter
from captioner.writing import prompts
from feedback.datasets.records import Record
from feedback.training.config import Role
from feedback.training.errors import NoPixels

IGNORED = -100
TAGS = 3  # as many as the rules ask for
# Bytes of pixels that stay for the epochs to come: a photo of 2,048 pixels a side takes 87 ms of a
# core to open and to scale, and a step of the bundled describer 27 ms a photo.
PIXELS_KEPT = 512 << 20

Batch = dict[str, torch.Tensor]
log = logging.getLogger(__name__)

_UNSEEN = Image.new("RGB", (1, 1))


@dataclass(frozen=True, slots=True)
class Example:
    """One text to learn for a row.

    Args:
        ends: whether the model learns to stop after it.
    """

    row: Record
    text: str
    ends: bool = True


class Examples(Protocol):
    """What a role's model takes in a step."""

    window: int | None

    def size(self, example: Example) -> int:
        """How long an example is; in tokens where `window` is a number, the most it may be."""

    def batch(self, examples: Sequence[Example]) -> Batch:
        """The model's inputs and `labels` (rows, length), padded on the right."""


def of(rows: Iterable[Record], role: Role) -> list[Example]:
    """The examples of rows: one each, but one for every sentence on a photo for a describer."""
    return [example for row in rows for example in _EXAMPLES[role](row)]


def fitting(examples: Examples, rows: Iterable[Record], role: Role) -> list[Example]:
    """The rows' examples that the model's window holds; how many it does not is logged."""
    found = of(rows, role)
    window = examples.window
    kept = [one for one in found if window is None or examples.size(one) <= window]
    if len(kept) < len(found):
        log.warning("%d texts are longer than the model's window", len(found) - len(kept))
    return kept


def _describer(row: Record) -> list[Example]:
    return [Example(row, text) for text in row.sentences]


def _writer(row: Record) -> list[Example]:
    answer = prompts.answer(row.caption, tuple(f"#{tag}" for tag in row.tags[:TAGS]))
    # Who gave no tags did not ask for none: the model goes on from here as it did before.
    return [Example(row, answer.rstrip(), ends=bool(row.tags))]


def _vlm(row: Record) -> list[Example]:
    photo = f"photo: {row.description}\n" if row.description else ""
    return [Example(row, photo + one.text, one.ends) for one in _writer(row)]


_EXAMPLES = {"describer": _describer, "writer": _writer, "vlm": _vlm}


class DescriberExamples:
    """A photo's pixels and the sentence to say of it.

    Args:
        images: the snapshot's folder.
    """

    def __init__(self, describer: Describer, images: Path) -> None:
        self._describer = describer
        self._images = images
        self._kept: dict[str, torch.Tensor] = {}
        self._room = PIXELS_KEPT
        text = describer.model.config.text_config
        self._start, self.window = text.bos_token_id, text.max_position_embeddings

    def size(self, example: Example) -> int:
        return len(self._tokens(example))

    def batch(self, examples: Sequence[Example]) -> Batch:
        answers = [self._tokens(one) for one in examples]
        # The start token is what serving gives the model to go on from; all else is answer.
        made = _padded([([], answer) for answer in answers], self._describer.tokenizer)
        return _seen({"pixel_values": self._pixels(examples)} | made, examples)

    def _pixels(self, examples: Sequence[Example]) -> torch.Tensor:
        """(examples, 3, height, width), in main memory; a photo is opened once while there is
        room for what it showed."""
        new = {one.row.image: one for one in examples if one.row.image not in self._kept}
        made: dict[str, torch.Tensor] = {}
        if new:
            inputs = self._describer.inputs([_photo(self._images, one) for one in new.values()])
            made = dict(zip(new, inputs["pixel_values"].cpu(), strict=True))
        for image, pixels in made.items():
            if pixels.nbytes <= self._room:
                self._kept[image] = pixels
                self._room -= pixels.nbytes
        found = self._kept | made
        return torch.stack([found[one.row.image] for one in examples])

    def _tokens(self, example: Example) -> list[int]:
        tokens = self._describer.tokenizer(example.text)["input_ids"]  # start ... end
        return [self._start, *tokens[1:]]


class WriterExamples:
    """The chat that a writer is asked with, and its answer."""

    def __init__(self, writer: LlmWriter) -> None:
        self._writer = writer
        self.window = writer.model.config.max_position_embeddings
        self._tokens: dict[str, tuple[list[int], list[int]]] = {}

    def size(self, example: Example) -> int:
        return sum(map(len, self._pair(example)))

    def batch(self, examples: Sequence[Example]) -> Batch:
        return _padded([self._pair(one) for one in examples], self._writer.tokenizer)

    def _pair(self, example: Example) -> tuple[list[int], list[int]]:
        """(prompt, answer); made once, for every epoch asks again."""
        key = example.row.id
        if key not in self._tokens:
            [prompt] = _prompts(self._writer.inputs([_row(example, _UNSEEN)]))
            self._tokens[key] = prompt, _answer(example, self._writer.tokenizer)
        return self._tokens[key]


class VlmExamples:
    """A photo with the chat that a vision-language model is asked with, and its answer."""

    # A photo's tokens are known only when it is opened, and there the prompt leaves ample room.
    window = None

    def __init__(self, writer: VlmWriter, images: Path) -> None:
        self._writer = writer
        self._images = images

    def size(self, example: Example) -> int:
        return len(example.text)

    def batch(self, examples: Sequence[Example]) -> Batch:
        inputs = self._writer.inputs([_row(one, _photo(self._images, one)) for one in examples])
        answers = [_answer(one, self._writer.tokenizer) for one in examples]
        pairs = list(zip(_prompts(inputs), answers, strict=True))
        return _seen(dict(inputs) | _padded(pairs, self._writer.tokenizer), examples)


def _row(example: Example, photo: Image.Image) -> Row:
    return Row(photo, example.row.brief, example.row.description, seed=0)


def _photo(images: Path, example: Example) -> Image.Image:
    return photos.decode((images / example.row.image).read_bytes())


def _answer(example: Example, tokenizer: PreTrainedTokenizerBase) -> list[int]:
    tokens = tokenizer(example.text, add_special_tokens=False)["input_ids"]
    return [*tokens, tokenizer.eos_token_id] if example.ends else tokens


def _prompts(inputs: Batch) -> list[list[int]]:
    """Each row's prompt, without the padding that a batch of them has."""
    return [
        ids[mask.bool()].tolist()
        for ids, mask in zip(inputs["input_ids"], inputs["attention_mask"], strict=True)
    ]


def _padded(
    pairs: Sequence[tuple[list[int], list[int]]], tokenizer: PreTrainedTokenizerBase
) -> Batch:
    """(prompt, answer) tokens as `input_ids`, `attention_mask`, `labels`: (rows, length) each."""
    shape = (len(pairs), max(len(prompt) + len(answer) for prompt, answer in pairs))
    ids = torch.full(shape, tokenizer.pad_token_id)
    mask = torch.zeros(shape, dtype=torch.long)
    labels = torch.full(shape, IGNORED)
    for row, (prompt, answer) in enumerate(pairs):
        end = len(prompt) + len(answer)
        ids[row, :end] = torch.tensor(prompt + answer)
        mask[row, :end] = 1
        labels[row, len(prompt) : end] = torch.tensor(answer)
    return {"input_ids": ids, "attention_mask": mask, "labels": labels}


def _seen(batch: Batch, examples: Sequence[Example]) -> Batch:
    """The batch, in which every example has its pixels.

    Raises:
        NoPixels: it has not. The model would learn to tell what photos usually show.
    """
    pixels = batch.get("pixel_values")
    ids = ", ".join(one.row.id for one in examples[:3])
    if pixels is None or not pixels.numel() or len(pixels) != len(examples):
        found = "none" if pixels is None else f"those of {len(pixels)}"
        raise NoPixels(f"{len(examples)} rows ({ids} ...) need pixels, and the batch has {found}")
    if not torch.isfinite(pixels).all():
        raise NoPixels(f"a photo of the rows {ids} ... has pixels that are no numbers")
    return batch
