import pytest
from PIL import Image

from captioner.engine.rows import Row
from captioner.engine.types import EngineConfig
from captioner.engine.vlm import VlmWriter
from captioner.errors import ModelUnusable
from captioner.writing.brief import Brief
from captioner.writing.voice import Voice
from tests.captioner.engine.conftest import CPU
from tests.captioner.writing.creators import COMMUTER


def opened(folder, **values):
    config = EngineConfig(writer=str(folder), kind="vlm", max_new_tokens=20, **values)
    return VlmWriter(config, CPU)


@pytest.fixture(params=["llava", "llava_next"])
def folder(request, checkpoint):
    return checkpoint(request.param)


@pytest.mark.parametrize("temperature", [0.0, 0.8])
def test_a_batch_writes_as_each_photo_alone(folder, photos, temperature):
    writer = opened(folder, temperature=temperature)
    notes = ["", "our first day at the sea, with Ann", "n"]
    rows = [
        Row(photo, Brief(note=note), "", seed)
        for seed, (photo, note) in enumerate(zip(photos, notes, strict=True))
    ]
    alone = [writer.write([row])[0] for row in rows]
    assert writer.write(rows) == alone
    assert all(answer.tokens for answer in alone)


def test_it_sees_the_photo(folder, photos):
    writer = opened(folder, temperature=0.0)
    views = [photos[0], Image.new("RGB", photos[0].size, "white")]
    first, second = writer.write([Row(view, Brief(), "", 0) for view in views])
    assert first.text != second.text


def test_a_note_that_names_the_image_token_breaks_no_batch(folder, photos):
    writer = opened(folder)
    rows = [
        Row(photo, Brief(note=note), "", 0)
        for photo, note in zip(photos, ("an <image> of us", "a", ""), strict=True)
    ]
    assert all(answer.tokens for answer in writer.write(rows))


def test_a_voice_is_told_in_the_one_turn_there_is(folder, photos):
    writer = opened(folder)
    row = Row(photos[0], Brief(), "", 0, Voice("v", COMMUTER))
    prompt = writer._prompt(row)
    assert "Everything is in lower case." in prompt
    assert prompt.count("USER:") == 1
    assert writer.write([row])[0].tokens


def test_a_model_without_eyes_is_refused(checkpoint):
    with pytest.raises(ModelUnusable, match="llama is no vision-language model"):
        opened(checkpoint("llama"))


def test_one_without_a_chat_template_is_refused(checkpoint):
    # BLIP is an image-to-text model too, and takes no chat.
    with pytest.raises(ModelUnusable, match="has no chat template"):
        opened(checkpoint("blip"))
