"""Greedy and beam decoding over any model: token for token what transformers' `generate` gives.

Knows a model only as a `Step`. A row's words depend on that row alone, whatever shares its batch.
"""

from dataclasses import dataclass
from typing import Literal, Protocol

import torch
from transformers import GenerationConfig
from transformers.generation.logits_process import (
    LogitsProcessor,
    MinNewTokensLengthLogitsProcessor,
    RepetitionPenaltyLogitsProcessor,
)

from captioner.errors import ModelUnusable

# Of a `GenerationConfig`: what is done here, and what says nothing of how a text is looked for.
_DONE = {
    "early_stopping",
    "length_penalty",
    "max_new_tokens",
    "min_length",
    "min_new_tokens",
    "no_repeat_ngram_size",
    "num_beams",
    "repetition_penalty",
}
_SILENT = {
    "bos_token_id",
    "do_sample",
    "eos_token_id",
    "pad_token_id",
    "transformers_version",
    "use_cache",
}
WORST = -1e9  # a score that no sentence has; finite, so that it can be added to


class Step(Protocol):
    """A model with the sentences it has read so far, `beams` of them for each row."""

    def __call__(self, tokens: torch.Tensor, parents: torch.Tensor) -> torch.Tensor:
        """Read one more token of each sentence.

        Args:
            tokens: (rows, beams).
            parents: (rows, beams), which of the row's sentences each token goes on from.

        Returns:
            Scores of the token after it, (rows, beams, vocabulary).
        """


@dataclass(frozen=True, slots=True)
class Search:
    """How the likeliest sentence is looked for; the names are those of `GenerationConfig`.

    Args:
        num_beams: sentences followed at once; 1 takes the likeliest token each time.
        length_penalty: a sentence's score is divided by its length to this power.
        early_stopping: True ends a row once `num_beams` sentences have ended; False once no
            sentence under way can do better at its length, `never` at any length.
        start, end, pad: token ids; a text holds `pad` after its end.
        processors: change the scores, given the tokens so far, `start` among them.
    """

    max_new_tokens: int
    num_beams: int
    length_penalty: float
    early_stopping: bool | Literal["never"]
    start: int
    end: int
    pad: int
    processors: tuple[LogitsProcessor, ...] = ()

    @classmethod
    def of(cls, own: GenerationConfig, *, start: int, end: int, pad: int) -> "Search":
        """The same way of decoding; `own` names `max_new_tokens`, and no chance.

        Raises:
            ModelUnusable: a setting asks for what is not done here.
        """
        if others := sorted(own.to_diff_dict().keys() - _DONE - _SILENT):
            raise ModelUnusable(
                f"its generation_config.json sets {', '.join(others)}; not done here"
            )
        processors: list[LogitsProcessor] = []
        if own.repetition_penalty not in (None, 1.0):
            processors.append(RepetitionPenaltyLogitsProcessor(own.repetition_penalty))
        if own.no_repeat_ngram_size:
            processors.append(NoRepeats(own.no_repeat_ngram_size))
        least = max(own.min_new_tokens or 0, (own.min_length or 0) - 1)
        if least > 0:
            processors.append(MinNewTokensLengthLogitsProcessor(1, least, [end]))
        return cls(
            max_new_tokens=own.max_new_tokens,
            num_beams=own.num_beams or 1,
            length_penalty=1.0 if own.length_penalty is None else own.length_penalty,
            early_stopping=own.early_stopping or False,
            start=start,
            end=end,
            pad=pad,
            processors=tuple(processors),
        )

    def scores(self, texts: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        """Processed: (rows, vocabulary) for texts (rows, length)."""
        for processor in self.processors:
            scores = processor(texts, scores)
        return scores


class NoRepeats(LogitsProcessor):
    """No run of `size` tokens twice in a text; transformers' own asks row by row in Python."""

    def __init__(self, size: int) -> None:
        self.size = size

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        length = input_ids.shape[1]
        if length < self.size:
            return scores
        runs = input_ids.unfold(1, self.size, 1)  # (rows, length - size + 1, size)
        tail = input_ids[:, None, length - self.size + 1 :]
        begun = (runs[..., :-1] == tail).all(-1)
        banned = torch.zeros_like(begun, dtype=scores.dtype).masked_fill(begun, -torch.inf)
        return scores.scatter_add(1, runs[..., -1], banned)


def decode(step: Step, rows: int, search: Search, *, device: torch.device) -> list[list[int]]:
    """The likeliest text of each row, without `start`; its end is the last of it."""
    if not rows:
        return []
    find = _greedy if search.num_beams == 1 else _beams
    return [_to_its_end(text, search.end) for text in find(step, rows, search, device).tolist()]


def _to_its_end(text: list[int], end: int) -> list[int]:
    return text[: text.index(end) + 1] if end in text else text


def _greedy(step: Step, rows: int, search: Search, device: torch.device) -> torch.Tensor:
    texts = torch.full((rows, 1), search.start, device=device)
    only = torch.zeros_like(texts)
    over = torch.zeros(rows, dtype=torch.bool, device=device)
    for _ in range(search.max_new_tokens):
        scores = step(texts[:, -1:], only)[:, 0].float()
        token = search.scores(texts, scores).argmax(-1).masked_fill(over, search.pad)
        texts = torch.cat((texts, token[:, None]), 1)
        over |= token == search.end
        if over.all():
            break
    return texts[:, 1:]


@dataclass(slots=True)
class _Ended:
    """The best sentences of each row that have ended, best first; `WORST` where there is none."""

    texts: torch.Tensor  # (rows, beams, length)
    scores: torch.Tensor  # (rows, beams)

    @property
    def are_all(self) -> torch.Tensor:
        """(rows, 1): whether as many have ended as are followed."""
        return (self.scores > WORST / 2).all(1, keepdim=True)

    def add(self, texts: torch.Tensor, scores: torch.Tensor) -> None:
        """Keep the best of what is here and these, (rows, more, length) and (rows, more)."""
        beams = self.scores.shape[1]
        scores = torch.cat((self.scores, scores), 1)
        self.scores, best = scores.topk(beams)
        self.texts = _chosen(torch.cat((self.texts, texts), 1), best)


def _beams(step: Step, rows: int, search: Search, device: torch.device) -> torch.Tensor:
    """Beam search.

    Of each row twice as many continuations are looked at as are followed: where the best of them
    all end, enough are left to go on with.
    """
    beams, length = search.num_beams, search.max_new_tokens
    texts = torch.full((rows, beams, length + 1), search.pad, device=device)
    texts[..., 0] = search.start
    ended = _Ended(texts, torch.full((rows, beams), WORST, device=device))
    # Of the equal sentences at the start only the first counts, or all beams would be one.
    totals = torch.zeros(rows, beams, device=device)
    totals[:, 1:] = WORST
    first = torch.arange(2 * beams, device=device) < beams
    parents = torch.arange(beams, device=device).expand(rows, beams)
    is_open = torch.ones(rows, 1, dtype=torch.bool, device=device)
    for place in range(1, length + 1):
        scores = step(texts[..., place - 1], parents).float().log_softmax(-1)
        scores = search.scores(texts[..., :place].flatten(0, 1), scores.flatten(0, 1))
        vocabulary = scores.shape[-1]
        likely, index = (
            (scores.view(rows, beams, -1) + totals[..., None]).flatten(1).topk(2 * beams)
        )
        token, parent = index % vocabulary, index // vocabulary
        further = _chosen(texts, parent)
        further[..., place] = token
        ends = token == search.end
        if place == length:
            ends = torch.ones_like(ends)

        counts = ends & first & is_open
        if search.early_stopping is True:
            counts = counts & ~ended.are_all
        scaled = likely / place**search.length_penalty
        ended.add(further, scaled.masked_fill(~counts, 2 * WORST))

        totals, goes_on = likely.masked_fill(ends, WORST).topk(beams)
        texts, parents = _chosen(further, goes_on), parent.gather(1, goes_on)
        is_open = is_open & _can_improve(totals, ended, place, search)
        if place == length or not is_open.any():
            break
        if search.early_stopping is True and ended.are_all.all():
            break
    return ended.texts[:, 0, 1:]


def _can_improve(totals: torch.Tensor, ended: _Ended, place: int, search: Search) -> torch.Tensor:
    """(rows, 1): whether a sentence under way may yet beat the worst that is kept."""
    far = search.early_stopping == "never" and search.length_penalty > 0
    reach = search.max_new_tokens if far else place
    hope = totals[:, :1] / reach**search.length_penalty
    return ~ended.are_all | (hope > ended.scores[:, -1:])


def _chosen(of: torch.Tensor, which: torch.Tensor) -> torch.Tensor:
    """The sentences (rows, n, length) that `which` (rows, m) names: (rows, m, length)."""
    return of.gather(1, which[..., None].expand(-1, -1, of.shape[2]))
