"""How tokens are drawn, for the writer and for models that see the photo.

Each row draws from its own seed, so its words do not depend on which rows share its batch:
`generate`'s own sampling takes all rows' draws from one generator.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from transformers import GenerationConfig, PreTrainedModel, PreTrainedTokenizerBase
from transformers.generation.logits_process import (
    LogitsProcessor,
    LogitsProcessorList,
    RepetitionPenaltyLogitsProcessor,
    TemperatureLogitsWarper,
    TopKLogitsWarper,
    TopPLogitsWarper,
)

from captioner.engine.rows import Answer
from captioner.engine.types import EngineConfig

MAX_NEW_TOKENS = 140


@dataclass(frozen=True, slots=True)
class Sampling:
    """How a writer draws its tokens. A temperature of 0 takes the likeliest token each time.

    Args:
        top_k: draw among this many likeliest tokens; 0 for all.
        top_p: draw among the likeliest tokens that together have this probability.
        repetition_penalty: divides the score of a token already written; 1 changes nothing.
    """

    max_new_tokens: int
    temperature: float
    top_k: int
    top_p: float
    repetition_penalty: float

    @classmethod
    def of(cls, config: EngineConfig, own: GenerationConfig) -> "Sampling":
        """The configuration's values, and the checkpoint's own where those are None."""
        own_temperature = _first(own.temperature, 1.0) if own.do_sample else 0.0
        return cls(
            max_new_tokens=_first(config.max_new_tokens, own.max_new_tokens, MAX_NEW_TOKENS),
            temperature=_first(config.temperature, own_temperature),
            top_k=_first(own.top_k, 0),
            top_p=_first(config.top_p, own.top_p, 1.0),
            repetition_penalty=_first(config.repetition_penalty, own.repetition_penalty, 1.0),
        )


def _first(*values: Any) -> Any:
    return next(value for value in values if value is not None)


class SeededSampling(LogitsProcessor):
    """Scores in, the drawn token's score alone out: greedy `generate` then has one choice.

    Args:
        seeds: one for each row.
        prompt_length: tokens before the first that is drawn, padding included.
    """

    def __init__(
        self, sampling: Sampling, seeds: Sequence[int], *, prompt_length: int, device: torch.device
    ) -> None:
        self.prompt_length = prompt_length
        self.greedy = sampling.temperature == 0
        self.processors = LogitsProcessorList(_processors(sampling, prompt_length))
        # 1 - [0, 1) is (0, 1]: a draw of 0 would fall on a token of probability 0.
        self.draws = torch.stack(
            [
                1 - torch.rand(sampling.max_new_tokens, generator=torch.Generator().manual_seed(s))
                for s in seeds
            ]
        ).to(device)  # (rows, steps)

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        scores = self.processors(input_ids, scores.float())  # (rows, vocabulary)
        if self.greedy:
            return scores
        step = input_ids.shape[1] - self.prompt_length
        cumulative = scores.softmax(-1).cumsum(-1)
        # Scaled, because the sum of float32 probabilities is not exactly 1.
        draw = self.draws[:, step : step + 1] * cumulative[:, -1:]
        chosen = torch.searchsorted(cumulative, draw)  # (rows, 1)
        return torch.full_like(scores, -math.inf).scatter(1, chosen, 0.0)


def _processors(sampling: Sampling, prompt_length: int) -> list[LogitsProcessor]:
    processors: list[LogitsProcessor] = []
    if sampling.repetition_penalty != 1:
        # Not over the prompt: there it would push away the very words of the photo, and punish
        # the padding token, which in most checkpoints is also the end of the answer.
        processors.append(
            RepetitionPenaltyLogitsProcessor(
                sampling.repetition_penalty, prompt_ignore_length=prompt_length
            )
        )
    if sampling.temperature not in (0, 1):
        processors.append(TemperatureLogitsWarper(float(sampling.temperature)))
    if sampling.temperature and sampling.top_k:
        processors.append(TopKLogitsWarper(sampling.top_k))
    if sampling.temperature and sampling.top_p < 1:
        processors.append(TopPLogitsWarper(sampling.top_p))
    return processors


def greedy_config(
    own: GenerationConfig, tokenizer: PreTrainedTokenizerBase, *, max_new_tokens: int
) -> GenerationConfig:
    """A checkpoint's ends, and nothing of how it samples: `SeededSampling` does that."""
    return GenerationConfig(
        do_sample=False,
        max_new_tokens=max_new_tokens,
        eos_token_id=_first(own.eos_token_id, tokenizer.eos_token_id),
        pad_token_id=tokenizer.pad_token_id,
    )


def defused(text: str, tokenizer: PreTrainedTokenizerBase) -> str:
    """A turn's text, in which no control token is left to take effect.

    A note that says `<|im_end|>` would otherwise close the creator's turn, and one that says
    `<image>` would break a batch of photos: the tokenizer knows a control token by its letters.
    """
    for token in tokenizer.get_added_vocab():
        if token.strip():
            text = text.replace(token, f"{token[0]} {token[1:]}")
    return text


@torch.inference_mode()
def generate(
    model: PreTrainedModel,
    inputs: Mapping[str, torch.Tensor],
    *,
    tokenizer: PreTrainedTokenizerBase,
    sampling: Sampling,
    seeds: Sequence[int],
) -> list[Answer]:
    """One answer for each row of a left-padded batch.

    Args:
        model: its `generation_config` comes from `greedy_config`.
        inputs: `input_ids` and `attention_mask` (rows, length), on the model's device, and what
            else the model takes, such as `pixel_values`.
        seeds: one for each row.
    """
    length = inputs["input_ids"].shape[1]
    sampler = SeededSampling(sampling, seeds, prompt_length=length, device=model.device)
    output = model.generate(**inputs, logits_processor=LogitsProcessorList([sampler]))
    written = output[:, length:]  # (rows, new)
    ends = torch.isin(written, _ends(model.generation_config).to(written.device))
    # A token counts where no end came before it: the end itself counts, the padding after not.
    counts = (ends.cumsum(1) - ends.int() == 0).sum(1)
    texts = tokenizer.batch_decode(written, skip_special_tokens=True)
    return [Answer(text, count) for text, count in zip(texts, counts.tolist(), strict=True)]


def _ends(config: GenerationConfig) -> torch.Tensor:
    ends = config.eos_token_id
    return torch.tensor(ends if isinstance(ends, list) else [ends])
