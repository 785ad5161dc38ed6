"""What a step minimises and how fast: plain functions of a batch, a step and the settings."""

import math
from collections.abc import Sequence

import torch
from peft import PeftModel
from torch.nn import functional
from transformers import PreTrainedModel

from feedback.training import batching
from feedback.training.config import Training
from feedback.training.examples import IGNORED, Batch, Example, Examples


def rate(step: int, steps: int, training: Training) -> float:
    """The learning rate of a step: up in a line, then down along a cosine, never quite 0.

    Args:
        step: counted from 0.
    """
    warm = math.ceil(training.warmup_ratio * steps)
    if step < warm:
        return training.learning_rate * (step + 1) / warm
    done = (step - warm) / max(1, steps - warm)
    return training.learning_rate * 0.5 * (1 + math.cos(math.pi * done))


def summed_loss(model: PreTrainedModel | PeftModel, batch: Batch) -> torch.Tensor:
    """Cross-entropy over the answers' tokens, summed; nats.

    Not the model's own loss: BLIP's is smoothed, and a mean over each batch would give the tokens
    of a short one more weight.
    """
    placed = {name: tensor.to(model.device) for name, tensor in batch.items()}
    targets = placed.pop("labels")[:, 1:]
    logits = model(**placed).logits[:, :-1]  # (rows, length - 1, vocabulary)
    wanted = targets != IGNORED
    return functional.cross_entropy(logits[wanted].float(), targets[wanted], reduction="sum")


@torch.inference_mode()
def summed_over(
    model: PreTrainedModel | PeftModel,
    examples: Examples,
    found: Sequence[Example],
    *,
    batch_size: int,
) -> tuple[float, int]:
    """`summed_loss` over all examples, nothing dropped out, and over how many tokens."""
    model.eval()
    sizes = [examples.size(one) for one in found]
    total, tokens = 0.0, 0
    for numbers in batching.batches(sizes, size=batch_size, seed=0, epoch=0):
        batch = examples.batch([found[number] for number in numbers])
        total += summed_loss(model, batch).item()
        tokens += learned_tokens(batch)
    return total, tokens


def learned_tokens(batch: Batch) -> int:
    """How many tokens `summed_loss` sums over."""
    return int((batch["labels"][:, 1:] != IGNORED).sum())


def dice(seed: int, step: int, process: int) -> int:
    """The seed of a step's dropout in one process: what is taken up again throws the same."""
    return (seed * 1_000_003 + step * 1009 + process) % 2**63
