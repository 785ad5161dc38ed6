"""The bundled describer: its training, its checkpoint, and what it says of real photos."""

import copy
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from PIL import Image, ImageDraw
from safetensors.torch import load_file
from transformers import (
    AutoTokenizer,
    BlipForConditionalGeneration,
    BlipImageProcessorPil,
    MobileNetV2Config,
    MobileNetV2ForImageClassification,
)

from feedback.training.bundled import captioned, describer, describing
from feedback.training.bundled.blip import Shape
from feedback.training.bundled.describer_recipe import Recipe
from feedback.training.bundled.lesson import Lesson
from feedback.training.bundled.teaching import Epoch, Teaching

ROOT = Path(__file__).parents[3]
BUNDLED = ROOT / "captioner/bundled/describer"
COLOURS = ("red", "green", "blue", "yellow")
SHAPES = ("square", "ball", "bar")
TINY = Shape(
    image=32, patch=8, width=32, heads=2, vision_layers=2, vision_mlp=64, text_layers=1, text_mlp=64
)
RECIPE = Recipe(
    shape=TINY,
    epochs=60,
    batch=6,
    rate=1e-2,
    views=2,
    bag=20,
    longest=12,
    captions=2,
    tell_from=0.0,
    glance=1.0,
    save_every=30,
)


@pytest.fixture(scope="module")
def photos(tmp_path_factory) -> Path:
    """A dozen drawings, a colour and a shape each, with two captions that name both."""
    folder = tmp_path_factory.mktemp("photos")
    (folder / "images").mkdir()
    lines = []
    for colour in COLOURS:
        for shape in SHAPES:
            image = Image.new("RGB", (48, 40), "white")
            draw = ImageDraw.Draw(image)
            if shape == "square":
                draw.rectangle((12, 8, 36, 32), fill=colour)
            elif shape == "ball":
                draw.ellipse((4, 0, 44, 40), fill=colour)
            else:
                draw.rectangle((0, 16, 48, 22), fill=colour)
            name = f"{colour}-{shape}.png"
            image.save(folder / "images" / name)
            lines += [f"{name}\tA {colour} {shape} .", f"{name}\tThere is one {colour} {shape}"]
    (folder / "captions.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def lesson(photos, tmp_path_factory) -> Lesson:
    return Lesson(photos, RECIPE, out=tmp_path_factory.mktemp("lesson"))


def with_recipe(lesson: Lesson, **changes) -> Lesson:
    changed = copy.copy(lesson)
    changed.recipe = replace(lesson.recipe, **changes)
    return changed


@pytest.fixture(scope="module")
def trained(lesson, tmp_path_factory) -> tuple[Path, list[Epoch]]:
    out, epochs = tmp_path_factory.mktemp("trained"), []
    describer.train(lesson, out, on_epoch=epochs.append)
    return out, epochs


def test_every_loss_falls(trained):
    _, epochs = trained
    assert [epoch.number for epoch in epochs] == list(range(1, RECIPE.epochs + 1))
    for name, first in epochs[0].means.items():
        assert epochs[-1].means[name] < 0.9 * first, name


def test_it_learns_to_see(trained, photos):
    dozen = captioned.read(photos)
    out, _ = trained
    sentences = describing.describe(out, [photo.path for photo in dozen], dtype=torch.float32)
    colours = [photo.path.stem.split("-")[0] for photo in dozen]
    told = [colour in said for colour, said in zip(colours, sentences, strict=True)]
    assert sum(told) >= 9, sentences


def test_an_interrupted_run_ends_where_an_uninterrupted_one_does(lesson, tmp_path):
    lesson = with_recipe(lesson, epochs=4, save_every=2)

    def interrupt(epoch):
        if epoch.number == 2:
            raise KeyboardInterrupt

    describer.train(lesson, tmp_path / "straight")
    with pytest.raises(KeyboardInterrupt):
        describer.train(lesson, tmp_path / "stopped", on_epoch=interrupt)
    rest = []
    describer.train(lesson, tmp_path / "stopped", on_epoch=rest.append)

    assert [epoch.number for epoch in rest] == [3, 4]
    straight = load_file(tmp_path / "straight/model.safetensors")
    resumed = load_file(tmp_path / "stopped/model.safetensors")
    assert all(torch.equal(straight[name], resumed[name]) for name in straight)


def test_a_run_ends_when_its_minutes_are_over(lesson, tmp_path):
    epochs = []
    lesson = with_recipe(lesson, minutes=1e-6)
    describer.train(lesson, tmp_path, on_epoch=epochs.append)
    assert len(epochs) == 1


def test_the_saved_folder_speaks_as_the_trained_model_did(lesson, trained, photos):
    out, _ = trained
    teaching = Teaching(lesson)
    teaching.follow(out, on_epoch=lambda _: None)  # it is over: this only takes it up
    live = teaching.student.blip.to(torch.bfloat16).float().eval()
    live.text_decoder.generation_config = live.generation_config
    saved = BlipForConditionalGeneration.from_pretrained(out, dtype=torch.float32).eval()
    tokenizer = AutoTokenizer.from_pretrained(out)
    image = captioned.load(photos / "images/red-ball.png")
    pixels = BlipImageProcessorPil.from_pretrained(out)(image, return_tensors="pt").pixel_values

    settings = {"num_beams": 3, "max_new_tokens": 24, "no_repeat_ngram_size": 3}
    said = saved.generate(pixels, **settings)
    assert torch.equal(said, live.generate(pixels))
    assert (
        tokenizer.decode(said[0], skip_special_tokens=True)
        == describing.describe(out, [photos / "images/red-ball.png"], dtype=torch.float32)[0]
    )


def test_tied_weights_are_saved_once_and_in_half_precision(trained):
    weights = load_file(trained[0] / "model.safetensors")
    assert "text_decoder.bert.embeddings.word_embeddings.weight" in weights
    assert "text_decoder.cls.predictions.decoder.weight" not in weights
    assert {tensor.dtype for tensor in weights.values()} == {torch.bfloat16}


def test_a_teacher_adds_its_three_losses_and_they_fall(photos, tmp_path):
    teacher = MobileNetV2ForImageClassification(
        MobileNetV2Config(num_labels=7, depth_multiplier=0.35, image_size=224)
    )
    # Fresh weights alone say the same of every photo.
    torch.nn.init.normal_(teacher.classifier.weight)
    teacher.train()(torch.randn(16, 3, 224, 224))  # sets the normalisations' statistics
    teacher.eval().save_pretrained(tmp_path / "teacher")
    recipe = replace(RECIPE, epochs=8, views=1)
    epochs = []
    taught = Lesson(photos, recipe, out=tmp_path, teacher_folder=tmp_path / "teacher")
    describer.train(taught, tmp_path / "out", on_epoch=epochs.append)
    for name in ("middle", "last", "classes"):
        assert epochs[-1].means[name] < epochs[0].means[name], name


@pytest.mark.parametrize(
    ("listing", "error"),
    [
        ("red-ball.png A red ball\n", "captions.tsv:1: expected image"),
        ("a.png\tA ball\nb.png\t123 .\n", "captions.tsv:2: expected image"),
        ("nowhere.png\tA ball\n", "nowhere.png"),
    ],
    ids=["no tab", "no words", "no photo"],
)
def test_a_folder_with_a_mistake_in_it_is_refused_by_name(tmp_path, listing, error):
    (tmp_path / "captions.tsv").write_text(listing, "utf-8")
    with pytest.raises((ValueError, FileNotFoundError), match=error):
        captioned.read(tmp_path)


def test_the_bundled_describer_is_small_and_sees_what_it_is_shown():
    assert (BUNDLED / "model.safetensors").stat().st_size <= 30_000_000
    samples = sorted((ROOT / "static/samples").glob("*.jpg"))
    sentences = describing.describe(BUNDLED, samples, dtype=torch.float32)
    assert len(samples) >= 3
    assert len(set(sentences)) == len(samples), sentences
