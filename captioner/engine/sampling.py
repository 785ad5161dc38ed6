"""How tokens are drawn: penalty, temperature, the likeliest few, and a seed for each row.

A row's words so depend on its own seed and scores, whatever shares its batch: `generate`'s own
sampling takes all rows' draws from one generator.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from transformers import GenerationConfig

from captioner.engine.types import EngineConfig

MAX_NEW_TOKENS = 140
# Tokens looked at for `top_p`. Sorting a whole vocabulary costs more than the rest of a step, and
# the likeliest few nearly always hold enough.
_FEW = (64, 512)


@dataclass(frozen=True, slots=True)
class Sampling:
    """How a writer draws its tokens. A temperature of 0 takes the likeliest token each time.

    Args:
        top_k: draw among this many likeliest tokens; 0 for all.
        top_p: draw among the likeliest tokens that together have this probability.
        repetition_penalty: divides the score of a token already written; 1 changes nothing. Not of
            the prompt's: that would push away the very words of the photo.
    """

    max_new_tokens: int
    temperature: float
    top_k: int
    top_p: float
    repetition_penalty: float

    @classmethod
    def of(cls, config: EngineConfig, own: GenerationConfig) -> "Sampling":
        """The configuration's values, and the checkpoint's own where those are None."""
        own_temperature = first(own.temperature, 1.0) if own.do_sample else 0.0
        return cls(
            max_new_tokens=first(config.max_new_tokens, own.max_new_tokens, MAX_NEW_TOKENS),
            temperature=first(config.temperature, own_temperature),
            top_k=first(own.top_k, 0),
            top_p=first(config.top_p, own.top_p, 1.0),
            repetition_penalty=first(config.repetition_penalty, own.repetition_penalty, 1.0),
        )


def first(*values: Any) -> Any:
    """The first that is not None."""
    return next(value for value in values if value is not None)


def draws(seeds: Sequence[int], steps: int) -> torch.Tensor:
    """Where each row's choice falls at each step, in (0, 1]: (rows, steps), float32."""
    rows = [torch.rand(steps, generator=torch.Generator().manual_seed(seed)) for seed in seeds]
    # 1 - [0, 1) is (0, 1]: a draw of 0 would fall on a token of probability 0.
    return 1 - torch.stack(rows)


def drawn(
    scores: torch.Tensor, written: torch.Tensor, draw: torch.Tensor, sampling: Sampling
) -> torch.Tensor:
    """The next token of each row.

    Args:
        scores: the model's, (rows, vocabulary).
        written: which tokens a row has written, (rows, vocabulary), bool.
        draw: from `draws`, (rows,).

    Returns:
        (rows,)
    """
    scores = penalised(scores.float(), written, sampling.repetition_penalty)
    if sampling.temperature == 0:
        return scores.argmax(-1)
    likely, tokens = candidates(scores / sampling.temperature, sampling)
    reach = likely.cumsum(-1)
    # Scaled, because the sum of float32 probabilities is not exactly 1.
    chosen = torch.searchsorted(reach, draw[:, None] * reach[:, -1:])
    return tokens.gather(1, chosen.clamp(max=tokens.shape[1] - 1))[:, 0]


def penalised(scores: torch.Tensor, written: torch.Tensor, penalty: float) -> torch.Tensor:
    """The scores, those of tokens that were written made worse: (rows, vocabulary) all."""
    if penalty == 1:
        return scores
    return torch.where(written, torch.where(scores > 0, scores / penalty, scores * penalty), scores)


def candidates(scores: torch.Tensor, sampling: Sampling) -> tuple[torch.Tensor, torch.Tensor]:
    """The tokens that may be drawn, likeliest first, with their probabilities: (rows, some) each.

    Those that `top_k` or `top_p` leaves out have probability 0; the others' sum is at most 1.
    """
    vocabulary = scores.shape[-1]
    if 0 < sampling.top_k < vocabulary:
        best, tokens = scores.topk(sampling.top_k)
        return _nucleus(best.softmax(-1), sampling.top_p), tokens
    if sampling.top_p < 1:
        total = scores.logsumexp(-1, keepdim=True)
        for few in _FEW:
            if few < vocabulary:
                best, tokens = scores.topk(few)
                likely = (best - total).exp()
                if (likely.sum(-1) - likely[:, -1] >= sampling.top_p).all():
                    return _nucleus(likely, sampling.top_p), tokens
    best, tokens = scores.sort(-1, descending=True)
    return _nucleus(best.softmax(-1), sampling.top_p), tokens


def _nucleus(likely: torch.Tensor, top_p: float) -> torch.Tensor:
    """Without what comes after `top_p` of probability; the likeliest always stays."""
    if top_p >= 1:
        return likely
    before = likely.cumsum(-1) - likely
    before[:, 0] = -1.0
    return likely.masked_fill(before >= top_p, 0.0)
