"""Which languages can be asked for is what the model in place can write."""

import pytest

from captioner import conf
from captioner.errors import InvalidBrief


@pytest.mark.parametrize(
    ("preset", "writer", "named", "expected"),
    [
        ("bundled", "", [], ["en"]),
        ("remote", "my-model", [], ["en"]),
        ("llama2-13b", "", [], ["en"]),
        ("large", "", [], ["en", "de", "fr", "es", "it", "pt", "hi", "th"]),
        ("bundled", "meta-llama/Llama-3.2-3B-Instruct", [], ["en", "de", "fr", "es", "it", "pt"]),
        ("small", "my/model", [], ["en"]),
        ("remote", "my-model", ["en", "ko"], ["en", "ko"]),
        ("small", "", ["de"], ["de"]),
    ],
)
def test_the_languages_are_those_of_the_writer_in_place(settings, preset, writer, named, expected):
    settings.PRESET, settings.CAPTION_LANGUAGES = preset, named
    settings.ENGINE = settings.ENGINE | {"writer": writer}
    assert list(conf.languages())[: len(expected)] == expected


def test_a_language_the_writer_does_not_know_is_refused_with_those_it_does(settings):
    settings.CAPTION_LANGUAGES = ["en", "de"]
    conf.require_language("de")
    with pytest.raises(InvalidBrief, match=r"writes: en \(English\), de \(German\)$") as caught:
        conf.require_language("fr")
    assert caught.value.field == "language"
