"""The lexicon is well-formed, and finds in a sentence what the sentence names."""

import re
from typing import get_args

import pytest

from captioner.writing import lexicon, tag


def names(text):
    return [concept.tags["broad"][0] for concept in lexicon.shown(text)]


def test_it_is_dated_and_holds_what_people_photograph():
    assert re.fullmatch(r"20\d\d-\d\d", lexicon.EDITION)
    assert len(lexicon.concepts()) > 150


def test_every_concept_has_words_a_known_kind_and_tags_that_may_be_posted():
    for concept in lexicon.concepts():
        assert concept.kind in get_args(lexicon.Kind)
        assert all(concept.words)
        assert concept.tags["broad"]
        assert concept.tags["niche"]
        for text in (text for tags in concept.tags.values() for text in tags):
            assert tag.normalise(text) == f"#{text}"
            assert tag.usable(f"#{text}", "instagram")


def test_every_tag_stands_in_one_frequency_band():
    tiers = {}
    for concept in lexicon.concepts():
        for tier, tags in concept.tags.items():
            for text in tags:
                tiers.setdefault(text.casefold(), set()).add(tier)
    assert {text for text, found in tiers.items() if len(found) > 1} == set()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a brown dog on a beach", ["DogsOfInstagram", "Beach"]),
        ("Two DOGS, at beaches!", ["DogsOfInstagram", "Beach"]),
        ("a golden retriever", ["GoldenRetriever"]),
        ("a hot dog with mustard", ["Food"]),
        ("a couple of dogs in front of a pool", ["DogsOfInstagram", "Pool"]),
        ("a man looks at the camera", ["People", "Portrait"]),
        ("a man waves goodbye", ["People"]),
        ("a surfer in the waves", ["Surfing", "Ocean"]),
        ("the stars over the woods", ["NightSky", "Forest"]),
        ("a piece of wood", []),
        ("", []),
    ],
)
def test_it_finds_what_a_sentence_names_in_its_order(text, shown):
    assert names(text) == shown


@pytest.mark.parametrize(
    ("word", "one"),
    [
        ("dogs", "dog"),
        ("puppies", "puppy"),
        ("beaches", "beach"),
        ("dresses", "dress"),
        ("grass", "grass"),
        ("bus", "bus"),
        ("tennis", "tennis"),
        ("children", "child"),
        ("is", "is"),
    ],
)
def test_it_knows_one_from_many(word, one):
    assert lexicon.singular(word) == one
