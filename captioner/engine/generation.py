"""Writing with transformers' own `generate`: for models that see the photo, and odd shapes."""

from collections.abc import Mapping, Sequence

import torch
from transformers import GenerationConfig, PreTrainedModel, PreTrainedTokenizerBase
from transformers.generation.logits_process import LogitsProcessor, LogitsProcessorList

from captioner.engine.rows import Answer
from captioner.engine.sampling import Sampling, drawn, draws, first


class SeededSampling(LogitsProcessor):
    """Scores in, the drawn token's score alone out: greedy `generate` then has one choice.

    Args:
        seeds: one for each row.
        prompt_length: tokens before the first that is drawn, padding included.
    """

    def __init__(
        self, sampling: Sampling, seeds: Sequence[int], *, prompt_length: int, device: torch.device
    ) -> None:
        self.sampling = sampling
        self.prompt_length = prompt_length
        self.draws = draws(seeds, sampling.max_new_tokens).to(device)

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        texts = input_ids[:, self.prompt_length :]
        written = torch.zeros_like(scores, dtype=torch.bool).scatter(1, texts, True)
        tokens = drawn(scores, written, self.draws[:, texts.shape[1]], self.sampling)
        return torch.full_like(scores, -torch.inf).scatter(1, tokens[:, None], 0.0)


def greedy_config(
    own: GenerationConfig, tokenizer: PreTrainedTokenizerBase, *, max_new_tokens: int
) -> GenerationConfig:
    """A checkpoint's ends, and nothing of how it samples: `SeededSampling` does that."""
    return GenerationConfig(
        do_sample=False,
        max_new_tokens=max_new_tokens,
        eos_token_id=first(own.eos_token_id, tokenizer.eos_token_id),
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
