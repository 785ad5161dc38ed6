import pytest
import torch
from transformers import GenerationConfig

from captioner.engine.generation import SeededSampling
from captioner.engine.sampling import MAX_NEW_TOKENS, Sampling
from captioner.engine.types import EngineConfig

CPU = torch.device("cpu")
PLAIN = Sampling(max_new_tokens=2000, temperature=1.0, top_k=0, top_p=1.0, repetition_penalty=1.0)


def drawn(sampling, seeds, logits, *, steps=1, prompt=((0,),)):
    """Tokens (rows, steps) that a model with these constant logits would write."""
    ids = torch.tensor(prompt).expand(len(seeds), -1)
    sampler = SeededSampling(sampling, seeds, prompt_length=ids.shape[1], device=CPU)
    for _ in range(steps):
        scores = sampler(ids, torch.tensor([logits] * len(seeds)))
        ids = torch.cat((ids, scores.argmax(-1, keepdim=True)), dim=1)
    return ids[:, -steps:]


def test_tokens_are_drawn_as_often_as_they_are_likely():
    probabilities = torch.tensor([0.5, 0.3, 0.2, 0.0])
    tokens = drawn(PLAIN, [7], probabilities.log().tolist(), steps=2000)
    shares = torch.bincount(tokens[0], minlength=4) / 2000
    # Three standard deviations of a share at 2,000 draws are 0.034.
    assert torch.allclose(shares, probabilities, atol=0.034)
    assert shares[3] == 0


def test_a_rows_draws_depend_on_its_own_seed_alone():
    logits = [0.0] * 50
    alone = drawn(PLAIN, [3], logits, steps=20)
    among = drawn(PLAIN, [1, 3, 2], logits, steps=20)
    assert torch.equal(alone[0], among[1])
    assert not torch.equal(among[0], among[1])


def with_values(**values):
    fields = {field: getattr(PLAIN, field) for field in PLAIN.__slots__}
    return Sampling(**(fields | values))


@pytest.mark.parametrize(
    ("values", "possible"),
    [
        ({"temperature": 0}, {2}),
        ({"temperature": 0.05}, {2}),
        ({"top_k": 2}, {1, 2}),
        ({"top_p": 0.6}, {2}),
        ({"top_p": 0.85}, {1, 2}),
        ({}, {0, 1, 2}),
    ],
)
def test_sampling_is_narrowed_as_asked(values, possible):
    logits = torch.tensor([0.1, 0.25, 0.65]).log().tolist()
    tokens = drawn(with_values(**values), list(range(200)), logits)
    assert set(tokens.flatten().tolist()) == possible


def test_the_repetition_penalty_counts_what_was_written_and_not_the_prompt():
    greedy = with_values(temperature=0, repetition_penalty=2.0)
    tokens = drawn(greedy, [0], [3.0, 2.9, 0.1], steps=2, prompt=((0, 0, 0),))
    assert tokens.tolist() == [[0, 1]]


@pytest.mark.parametrize(
    ("own", "asked", "expected"),
    [
        # Nothing asked, nothing said: greedy.
        ({}, {}, (MAX_NEW_TOKENS, 0.0, 0, 1.0, 1.0)),
        (
            {"do_sample": True, "temperature": 0.7, "top_k": 20, "top_p": 0.8},
            {},
            (MAX_NEW_TOKENS, 0.7, 20, 0.8, 1.0),
        ),
        ({"max_new_tokens": 60, "repetition_penalty": 1.1}, {}, (60, 0.0, 0, 1.0, 1.1)),
        (
            {"do_sample": True, "temperature": 0.7, "max_new_tokens": 60},
            {"temperature": 0.0, "max_new_tokens": 10, "top_p": 0.5, "repetition_penalty": 1.3},
            (10, 0.0, 0, 0.5, 1.3),
        ),
    ],
)
def test_what_is_asked_for_comes_before_the_checkpoints_own(own, asked, expected):
    unasked = dict.fromkeys(("max_new_tokens", "temperature", "top_p", "repetition_penalty"))
    config = EngineConfig(writer="any", **(unasked | asked))
    sampling = Sampling.of(config, GenerationConfig(**own))
    assert tuple(getattr(sampling, field) for field in sampling.__slots__) == expected
