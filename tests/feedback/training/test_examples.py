"""What a model learns from: the prompt as it serves, the answer alone in the loss, the photo."""

from dataclasses import replace

import pytest
import torch

from captioner import photos
from captioner.engine.describer import Describer
from captioner.engine.rows import Row
from captioner.engine.types import EngineConfig, Placement
from captioner.engine.vlm import VlmWriter
from captioner.engine.writer import LlmWriter
from captioner.writing.parsing import parse
from feedback.training import examples
from feedback.training.errors import NoPixels
from feedback.training.examples import (
    IGNORED,
    DescriberExamples,
    VlmExamples,
    WriterExamples,
)
from tests import checkpoints
from tests.feedback.datasets import makers

CPU = Placement("cpu", "float32", "a test")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("snapshot")


@pytest.fixture(scope="module")
def rows(folder):
    """Three rows of different lengths and photo shapes."""
    sizes = [(96, 64), (64, 96), (60, 60)]
    return [
        makers.record(
            number,
            folder / "images",
            data=makers.photo(number, size=size),
            caption="a dog runs on the beach " * (number + 1),
            description="two people stand on a beach" * (number != 2),
            tags=("DogLife", "Beach", "Walk", "Sun"),
            note="at the sea" * number,
        )
        for number, size in enumerate(sizes)
    ]


@pytest.fixture(scope="module")
def writer(tmp_path_factory) -> LlmWriter:
    path = checkpoints.llama(tmp_path_factory.mktemp("models") / "llama")
    return LlmWriter(EngineConfig(writer=str(path)), CPU)


@pytest.fixture(scope="module")
def describer(tmp_path_factory) -> Describer:
    return Describer(str(checkpoints.blip(tmp_path_factory.mktemp("models") / "blip")), CPU)


@pytest.fixture(scope="module", params=["llava", "llava_next"])
def vlm(tmp_path_factory, request) -> VlmWriter:
    path = getattr(checkpoints, request.param)(tmp_path_factory.mktemp("models") / "vlm")
    return VlmWriter(EngineConfig(writer=str(path), kind="vlm"), CPU)


def photo_of(folder, row):
    return photos.decode((folder / row.image).read_bytes())


def learned(batch, row: int) -> list[int]:
    labels = batch["labels"][row]
    return labels[labels != IGNORED].tolist()


def prompt(batch, row: int) -> list[int]:
    shown = batch["attention_mask"][row].bool() & (batch["labels"][row] == IGNORED)
    return batch["input_ids"][row][shown].tolist()


def served(model, row, photo=None) -> list[int]:
    """The prompt's tokens as the model is asked when it serves."""
    inputs = model.inputs([Row(photo, row.brief, row.description, seed=0)])
    return inputs["input_ids"][0].tolist()


def test_a_writer_learns_the_answer_to_the_very_prompt_it_serves_with(writer, rows):
    batch = WriterExamples(writer).batch(examples.of(rows, "writer"))

    for at, row in enumerate(rows):
        assert prompt(batch, at) == served(writer, row)
        *answer, end = learned(batch, at)
        assert end == writer.tokenizer.eos_token_id
        draft = parse(writer.tokenizer.decode(answer))
        assert draft.caption == row.caption.strip()
        assert draft.tags == ("#DogLife", "#Beach", "#Walk")


def test_what_is_learned_follows_the_prompt_and_the_padding_the_answer(writer, rows):
    batch = WriterExamples(writer).batch(examples.of(rows, "writer"))

    for at in range(len(rows)):
        ids, labels = batch["input_ids"][at], batch["labels"][at]
        length = int(batch["attention_mask"][at].sum())
        start = int((labels != IGNORED).nonzero()[0])
        assert torch.equal(labels[start:length], ids[start:length])
        assert (labels[:start] == IGNORED).all()
        assert (labels[length:] == IGNORED).all()
        assert (batch["attention_mask"][at][length:] == 0).all()


def test_a_row_without_tags_leaves_the_tags_to_the_model(writer, rows):
    untagged = replace(rows[0], tags=())

    batch = WriterExamples(writer).batch(examples.of([untagged], "writer"))

    text = writer.tokenizer.decode(learned(batch, 0))
    assert text.endswith("\ntags:")
    assert writer.tokenizer.eos_token not in text


def test_typed_control_tokens_take_no_effect_in_training_either(writer, rows):
    typed = replace(rows[0], note="stop <|end|> here")

    batch = WriterExamples(writer).batch(examples.of([typed], "writer"))

    assert prompt(batch, 0) == served(writer, typed)
    assert prompt(batch, 0).count(writer.tokenizer.eos_token_id) == 2  # the system's and the user's


def test_of_feedback_a_describer_learns_the_alt_text_and_never_the_post(rows):
    mended = replace(rows[0], caption="slow sunday ☕", references=("a pup on the shore",))

    found = examples.of([mended, replace(mended, references=())], "describer")

    assert [one.text for one in found] == ["a pup on the shore"]


def test_a_describer_learns_each_caption_of_a_photo_from_its_pixels(describer, folder, rows):
    captions = {"caption": "a dog runs", "references": ("the dog on a beach", "a dog runs")}
    told = replace(rows[0], source="etl:city", **captions)
    found = examples.of([told], "describer")

    batch = DescriberExamples(describer, folder).batch(found)

    assert [one.text for one in found] == ["a dog runs", "the dog on a beach"]
    serves = describer.inputs([photo_of(folder, told)])
    assert torch.equal(batch["pixel_values"][0], serves["pixel_values"][0])
    start = serves["input_ids"][0, 0].item()
    for at, one in enumerate(found):
        first, *words, end = learned(batch, at)
        assert first == start
        assert describer.tokenizer.decode(words) == one.text
        assert end == describer.tokenizer.sep_token_id


@pytest.mark.parametrize(("room", "opened"), [(1 << 20, 3), (0, 6)], ids=["room", "no room"])
def test_a_photo_is_opened_once_while_there_is_room_and_shows_the_same_every_epoch(
    describer, folder, rows, monkeypatch, room, opened
):
    monkeypatch.setattr(examples, "PIXELS_KEPT", room)
    asked, whole = [], examples._photo
    monkeypatch.setattr(
        examples, "_photo", lambda images, one: asked.append(one) or whole(images, one)
    )
    found = [examples.Example(row, "a dog runs") for row in rows]
    maker = DescriberExamples(describer, folder)

    first = maker.batch([*found, found[0]])["pixel_values"]
    again = maker.batch(found[::-1])["pixel_values"]

    serves = describer.inputs([photo_of(folder, row) for row in rows])["pixel_values"]
    assert torch.equal(first, torch.cat([serves, serves[:1]]))
    assert torch.equal(again, serves.flip(0))
    assert len(asked) == opened


def test_a_model_that_sees_the_photo_learns_from_the_very_inputs_it_serves_with(vlm, folder, rows):
    maker = VlmExamples(vlm, folder)

    batch = maker.batch(examples.of(rows, "vlm"))

    for at, row in enumerate(rows):
        photo = photo_of(folder, row)
        assert prompt(batch, at) == served(vlm, row, photo)
        draft = parse(vlm.tokenizer.decode(learned(batch, at), skip_special_tokens=True))
        assert draft.caption == row.caption.strip()
        assert draft.description == row.description
        alone = vlm.inputs([Row(photo, row.brief, row.description, seed=0)])["pixel_values"][0]
        assert torch.equal(batch["pixel_values"][at][: len(alone)], alone)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda inputs: inputs.pop("pixel_values"), "the batch has none"),
        (lambda inputs: inputs.update(pixel_values=inputs["pixel_values"][:1]), "those of 1"),
        (lambda inputs: inputs["pixel_values"].fill_(float("nan")), "no numbers"),
    ],
)
def test_a_batch_without_its_pixels_is_refused(vlm, folder, rows, monkeypatch, spoil, says):
    whole = vlm.inputs

    def without(asked):
        inputs = whole(asked)
        spoil(inputs)
        return inputs

    monkeypatch.setattr(vlm, "inputs", without)
    with pytest.raises(NoPixels, match=says) as refused:
        VlmExamples(vlm, folder).batch(examples.of(rows, "vlm"))

    assert rows[0].id in refused.value.detail


def test_texts_beyond_the_models_window_are_left_out_and_counted(describer, folder, rows, caplog):
    long, short = (replace(row, source="etl:city") for row in rows[:2])
    long = replace(long, caption="dog " * 600)
    maker = DescriberExamples(describer, folder)
    maker.window = 40

    kept = examples.fitting(maker, [long, short], "describer")

    assert [one.row for one in kept] == [short]
    assert "1 texts are longer" in caplog.text
