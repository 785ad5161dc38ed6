"""The writer's own loop, against transformers' `generate`: token for token, and draw for draw."""

import dataclasses

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from transformers.generation.logits_process import (
    LogitsProcessorList,
    RepetitionPenaltyLogitsProcessor,
    TemperatureLogitsWarper,
    TopKLogitsWarper,
    TopPLogitsWarper,
)

from captioner import presets
from captioner.engine.llama import Llama
from captioner.engine.local import LocalWriter
from captioner.engine.rows import Answer, Row
from captioner.engine.sampling import Sampling, candidates, penalised
from captioner.engine.slots import Slots
from captioner.engine.types import EngineConfig
from captioner.engine.writer import LlmWriter
from captioner.writing.brief import Brief
from tests.captioner.engine.conftest import CPU
from tests.photo_files import picture

GREEDY = {"max_new_tokens": 40, "temperature": 0.0, "repetition_penalty": 1.3}
SHOWN = ("dog", "a dog runs", "two boys on a red bike in the street at night", "a", "sea " * 20)
# Which of them slots serve: a Mistral whose layers see a window alone is none.
SHAPES = {"bundled": True, "llama": True, "qwen2": True, "mistral": False, "gemma": False}


def rows(count: int) -> list[Row]:
    """Prompts of many lengths."""
    return [Row(picture(), Brief(), f"{SHOWN[n % 5]}{' x' * n}", seed=n) for n in range(count)]


@pytest.fixture(scope="module")
def writer(checkpoint):
    def opened(kind: str, **settings) -> LlmWriter:
        folder = presets.BUNDLED / "writer" if kind == "bundled" else checkpoint(kind)
        return LlmWriter(EngineConfig(writer=str(folder), **(GREEDY | settings)), CPU)

    return opened


def by_generate(writer: LlmWriter, row: Row) -> Answer:
    """What transformers' own loop says of one row."""
    [answer] = LocalWriter.write(writer, [row])
    return answer


@pytest.mark.parametrize("kind", SHAPES)
def test_greedy_it_says_what_generate_says_whatever_shares_its_slots(writer, kind):
    one = writer(kind, max_batch=4)
    assert (one.at_once is None) == SHAPES[kind]
    expected = [by_generate(one, row) for row in rows(11)]
    assert one.write(rows(11)) == expected  # more rows than slots: some wait
    assert one.write(rows(11)[::-1]) == expected[::-1]
    if kind == "bundled":  # its slots are freed at different times
        assert len({answer.tokens for answer in expected}) > 1


def test_a_rows_words_hang_on_its_seed_and_not_on_its_neighbours(writer):
    one = writer("bundled", temperature=1.0, top_p=0.9, max_batch=3)
    asked = rows(7)
    alone = [one.write([row])[0] for row in asked]
    assert one.write(asked) == alone
    assert one.write(asked[3:]) == alone[3:]
    assert alone == [by_generate(one, row) for row in asked]
    again = [dataclasses.replace(row, seed=row.seed + 100) for row in asked]
    assert one.write(again) != alone


def test_prompts_of_another_opening_are_read_whole(writer):
    one = writer("llama")
    prompts, seeds = one._prompts(rows(3)), [0, 1, 2]
    expected = one._slots.write(prompts, seeds)
    for opening in ((), prompts[0][:1], (3, 1, 4, 1, 5), prompts[0][:-1]):
        slots = Slots(
            Llama(one.model), at_once=2, sampling=one.sampling, ends=[-1], opening=opening
        )
        assert slots.write(prompts, seeds) == expected


@given(
    st.integers(0, 2**31),
    st.sampled_from([0, 1, 5, 300]),
    st.sampled_from([0.0, 0.05, 0.5, 0.9, 0.999, 1.0]),
    st.sampled_from([0.3, 1.0, 3.0]),
    st.sampled_from([1.0, 1.4]),
)
def test_tokens_are_as_likely_as_transformers_makes_them(seed, top_k, top_p, heat, penalty):
    scores = torch.randn(2, 700, generator=torch.Generator().manual_seed(seed)) * 3
    texts = torch.tensor([[1, 5, 699], [0, 2, 2]])
    processors = LogitsProcessorList([RepetitionPenaltyLogitsProcessor(penalty)])
    processors.append(TemperatureLogitsWarper(heat))
    if top_k:
        processors.append(TopKLogitsWarper(top_k))
    processors.append(TopPLogitsWarper(top_p))
    expected = processors(texts, scores.clone()).softmax(-1)

    written = torch.zeros_like(scores, dtype=torch.bool).scatter(1, texts, True)
    sampling = Sampling(24, heat, top_k, top_p, penalty)
    likely, tokens = candidates(penalised(scores, written, penalty) / heat, sampling)
    found = torch.zeros_like(scores).scatter(1, tokens, likely / likely.sum(-1, keepdim=True))
    # Where a token lies on the very edge of top_p, rounding decides whether it is in.
    assert (found - expected).abs().sum(-1).max() < 0.02
