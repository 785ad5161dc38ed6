"""The describer's own loop, against transformers' `generate`: token for token."""

import pytest
import torch
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from transformers import GenerationConfig
from transformers.generation.logits_process import NoRepeatNGramLogitsProcessor

from captioner import presets
from captioner.engine.decoding import NoRepeats, Search
from captioner.engine.describer import Describer
from captioner.errors import ModelUnusable
from tests.captioner.engine.conftest import CPU

WAYS = {
    "greedy": {},
    "greedy, no three twice": {"no_repeat_ngram_size": 3},
    "greedy, penalised": {"repetition_penalty": 1.4},
    "three beams": {"num_beams": 3, "no_repeat_ngram_size": 3},
    "short ones preferred": {"num_beams": 5, "length_penalty": -1.0},
    "long ones preferred": {"num_beams": 4, "length_penalty": 2.5},
    "ends early": {"num_beams": 4, "early_stopping": True},
    "looks to the end": {"num_beams": 2, "early_stopping": "never", "length_penalty": 1.5},
    "at least eight": {"num_beams": 3, "min_new_tokens": 8, "repetition_penalty": 1.2},
}


@pytest.fixture(scope="module")
def bundled():
    return Describer(presets.engine_config("bundled")["describer"], CPU)


@pytest.fixture(scope="module")
def many():
    """More photos than there are samples: each sample, and a half of it."""
    photos = []
    for path in sorted((settings.BASE_DIR / "static" / "samples").glob("*.jpg")):
        photo = Image.open(path).convert("RGB")
        width, height = photo.size
        photos += [photo, photo.crop((0, 0, width // 2, height))]
    return photos


@pytest.mark.parametrize("way", WAYS)
def test_its_tokens_are_those_of_generate_alone_and_in_a_batch(bundled, many, way):
    config = GenerationConfig(**{"max_new_tokens": 16} | WAYS[way])
    bundled.decode_as(config)
    expected = [_generated(bundled, photo) for photo in many]
    assert [bundled.tokens([photo])[0] for photo in many] == expected
    assert bundled.tokens(many) == expected
    assert len({tuple(tokens) for tokens in expected}) > 3


def _generated(describer: Describer, photo: Image.Image) -> list[int]:
    """What BLIP's own `generate` says of one photo, from the first token to the end."""
    [tokens] = describer.model.generate(**describer.inputs([photo]))
    return tokens[1:].tolist()


@given(
    st.lists(st.lists(st.integers(0, 3), min_size=7, max_size=7), min_size=1, max_size=4),
    st.integers(1, 7),
    st.integers(1, 4),
)
def test_the_same_runs_are_barred_as_transformers_bars(texts, length, size):
    texts = torch.tensor(texts)[:, :length]
    scores = torch.arange(4.0).repeat(len(texts), 1)
    expected = NoRepeatNGramLogitsProcessor(size)(texts, scores.clone())
    assert torch.equal(NoRepeats(size)(texts, scores), expected)


def test_a_way_of_decoding_that_is_not_done_here_is_named(checkpoint):
    own = GenerationConfig(num_beams=4, suppress_tokens=[3], max_new_tokens=9)
    with pytest.raises(ModelUnusable, match="sets suppress_tokens"):
        Search.of(own, start=0, end=1, pad=2)
