"""Whether what serves is what was trained: the same photos through either, without chance.

The trainer's side is the base with peft's adapter beside its weights, asked by the very prompts it
learned from, one photo at a time, and decoded by transformers' own `generate`. The serving side is
the engine: adapter merged, photos batched, its own sampling. A template, a pixel or a scale that
differs between the two shows here, before anybody is served by it.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from peft import PeftModel
from transformers import AutoTokenizer, GenerationConfig
from transformers.generation.logits_process import (
    LogitsProcessorList,
    RepetitionPenaltyLogitsProcessor,
)

from captioner.engine import Engine, EngineConfig, Item, Outcome, checkpoint
from captioner.engine.adapter_files import Role
from captioner.engine.judging import judged
from captioner.engine.posts import posts, seen
from captioner.engine.rows import Answer
from captioner.engine.sampling import Sampling
from captioner.engine.types import Placement
from captioner.errors import Refused
from feedback.datasets.records import Record
from feedback.training.bases import Base, open_base
from feedback.training.config import TrainingConfig
from feedback.training.evaluate import item
from feedback.training.examples import IGNORED, Example, of
from feedback.training.gate import Parity

GOLDEN = 8  # photos: a difference of principle shows on each, and slow models answer one by one


def golden(rows: Sequence[Record], *, count: int = GOLDEN) -> list[Record]:
    """The rows to compare on: the same ones of a snapshot each time, spread over it."""
    return sorted(rows, key=lambda row: hashlib.sha256(row.id.encode()).digest())[:count]


def trained(
    rows: Sequence[Record],
    *,
    config: TrainingConfig,
    adapter: Path,
    placement: Placement,
    serving: EngineConfig,
) -> list[Answer]:
    """What the trainer's stack says of each row, in order.

    Args:
        config: of the run; names the base, the role and the snapshot's folder.
        adapter: the folder that training left.
        placement: the serving engine's, so that both compute in one number format.
        serving: how long and with which repetition penalty the engine writes.

    Raises:
        ModelMissing, BaseMismatch, BadConfig: see `bases.open_base`.
    """
    base = open_base(config, placement)
    tuned = PeftModel.from_pretrained(base.model, adapter).eval()
    path = checkpoint.folder(config.model.id)
    tokenizer = AutoTokenizer.from_pretrained(path, local_files_only=True, trust_remote_code=False)
    sampling = Sampling.of(serving, _own(path))
    answers = []
    for row in rows:
        [example, *_] = of([row], config.role)
        tokens = _generated(base, tuned, example, config.role, sampling)
        answers.append(Answer(tokenizer.decode(tokens, skip_special_tokens=True), len(tokens)))
    return answers


def compare(
    rows: Sequence[Record],
    answers: Sequence[Answer],
    *,
    folder: Path,
    role: Role,
    engine: Engine,
) -> Parity:
    """How often the engine, as it is, shows what it would make of the trainer's answers.

    Args:
        answers: of `trained`, for the same rows.
        folder: the snapshot's.
        engine: opened with a temperature of 0, wearing the adapter.

    Raises:
        ValueError: the engine draws its words by chance.
        CaptionError: it failed on a row.
    """
    if engine.config.temperature != 0:
        raise ValueError("parity needs an engine with a temperature of 0")
    items = [item(row, folder=folder, role=role) for row in rows]
    apart = []
    pairs = zip(rows, items, answers, engine.run(items), strict=True)
    for row, asked, answer, outcome in pairs:
        if outcome.error and not isinstance(outcome.error, Refused):
            raise outcome.error
        expected = _expected(asked, answer, outcome, role=role, engine=engine)
        if expected != _found(outcome, role):
            apart.append(row.id)
    return Parity(len(rows), len(rows) - len(apart), tuple(apart))


def _own(path: Path) -> GenerationConfig:
    try:
        return GenerationConfig.from_pretrained(path, local_files_only=True)
    except OSError:  # a checkpoint need not have one
        return GenerationConfig()


@torch.inference_mode()
def _generated(
    base: Base, tuned: PeftModel, example: Example, role: Role, sampling: Sampling
) -> list[int]:
    """The tokens of one answer, its end included."""
    batch = {name: each.to(tuned.device) for name, each in base.examples.batch([example]).items()}
    labels = batch.pop("labels")
    if role == "describer":
        return tuned.generate(pixel_values=batch["pixel_values"])[0].tolist()
    length = int((labels[0] == IGNORED).sum())  # of the prompt: nothing is padded in a batch of one
    for name in ("input_ids", "attention_mask"):
        batch[name] = batch[name][:, :length]
    processors = LogitsProcessorList()
    if sampling.repetition_penalty != 1:
        processors.append(
            RepetitionPenaltyLogitsProcessor(
                sampling.repetition_penalty, prompt_ignore_length=length
            )
        )
    written = tuned.generate(
        **batch,
        do_sample=False,
        max_new_tokens=sampling.max_new_tokens,
        logits_processor=processors,
    )
    return written[0, length:].tolist()


def _expected(asked: Item, answer: Answer, outcome: Outcome, *, role: Role, engine: Engine) -> Any:
    """What the product makes of the trainer's answer, in the form of `_found`."""
    if role == "describer":
        text = " ".join(answer.text.split())
        # Refused or not is the product's business: here it is shown to be, or not, the same.
        return text if outcome.error is None else None
    description = asked.description or ""
    variant = judged(answer.text, (), item=asked, description=description)
    if role == "vlm":
        description = seen([variant])
    try:
        [post], _ = posts(
            asked,
            description or outcome.description,
            [variant],
            own_words=role == "vlm",
            index=engine.config.hashtag_index,
        )
    except Refused:
        return None
    # An answer at fault is asked for twice, and without chance comes the same again.
    tokens = answer.tokens * (2 if variant.fault else 1)
    return post.text, tuple(entry.tag for entry in post.hashtags), tokens


def _found(outcome: Outcome, role: Role) -> Any:
    if outcome.error:
        return None
    if role == "describer":
        return outcome.description
    post = outcome.posts[0]
    return post.text, tuple(entry.tag for entry in post.hashtags), outcome.output_tokens
