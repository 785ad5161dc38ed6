"""An index brings what people use beside a tag, and never more than the photo shows."""

import pytest

from captioner.writing import candidates, usage
from tests.captioner.writing import corpora


@pytest.fixture
def brought(tmp_path):
    """What comes in beside the tags of a described photo, from captions that all say #Dogs."""

    def bring(description, *beside):
        made = corpora.captions(**{f"Dogs_{text}": 9 for text in beside})
        index = corpora.index(made, tmp_path / "hashtags.sqlite3")
        shown = candidates.of_the_post(description, "", tone="plain", audience="personal")
        found = usage.brought(shown, description, index)
        index.close()
        return {entry.tag: entry.why for entry in found}

    return bring


@pytest.mark.parametrize(
    "claim", ["MiamiBeach", "SnowDog", "DogsOfLondon", "Friends", "BirthdayDog", "vibes", "xdogx"]
)
def test_it_claims_nothing_that_the_photo_does_not_show(brought, claim):
    found = brought("a dog on a beach", claim, "dogsofbeaches")
    assert found == {"#DogsOfBeaches": "often used with #Dogs"}


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("dogsoftheday", "#DogsOfTheDay"),
        ("BeachDogsDaily", "#BeachDogsDaily"),
        ("DogDay", "#DogDay"),
    ],
)
def test_it_brings_what_the_photo_shows_in_words_set_apart(brought, text, spelt):
    assert spelt in brought("a dog on a beach", text)


def test_a_snow_dog_comes_in_where_there_is_snow(brought):
    assert "#SnowyDogs" in brought("a dog runs in snowy woods", "snowydogs")


def test_a_candidate_that_the_corpus_does_not_know_counts_less(tmp_path):
    index = corpora.index(corpora.captions(DogLife=9), tmp_path / "hashtags.sqlite3")
    shown = candidates.of_the_post("a dog", "", tone="plain", audience="personal")
    uses = index.uses(["doglife"])
    pairs = list(zip(shown, usage.weighed(shown, uses), strict=True))
    assert {after.score < before.score for before, after in pairs} == {True, False}
    assert [after.tag for before, after in pairs if after.score == before.score] == ["#DogLife"]
    assert next(after.tier for _, after in pairs if after.tag == "#DogLife") == "broad"
    index.close()
