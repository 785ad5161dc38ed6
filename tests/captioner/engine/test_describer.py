import json
import shutil
from pathlib import Path

import pytest
import torch
from PIL import Image
from transformers.models.blip.image_processing_pil_blip import BlipImageProcessorPil

from captioner.engine.describer import Describer
from captioner.errors import ModelUnusable
from captioner.photos import decode
from captioner.presets import BUNDLED
from tests.captioner.engine.conftest import CPU

SAMPLES = Path(__file__).parents[3] / "static" / "samples"


@pytest.fixture(scope="module")
def describer(checkpoint):
    return Describer(str(checkpoint("blip")), CPU)


def test_a_batch_reads_as_each_photo_alone(describer, photos):
    alone = [describer.describe([photo])[0] for photo in photos]
    assert describer.describe(photos) == alone
    assert describer.describe(photos[::-1]) == alone[::-1]


def test_the_sentence_depends_on_the_photo(describer, photos):
    plain = [Image.new("RGB", (64, 64), colour) for colour in ("red", "navy", "white")]
    assert len(set(describer.describe([*photos, *plain]))) > 1


def test_the_same_photo_reads_the_same_each_time(describer, photos):
    assert describer.describe(photos) == describer.describe(photos)


def test_it_decodes_as_the_checkpoint_says(checkpoint, photos, tmp_path):
    folder = shutil.copytree(checkpoint("blip"), tmp_path / "short")
    settings = {"max_new_tokens": 4, "do_sample": True, "temperature": 3.0}
    (folder / "generation_config.json").write_text(json.dumps(settings))
    short = Describer(str(folder), CPU)
    sentences = short.describe(photos)
    assert all(1 <= len(sentence.split()) <= 4 for sentence in sentences)
    assert short.describe(photos) == sentences  # never by chance


def test_it_sees_of_a_photo_that_was_opened_for_it_what_it_sees_of_the_whole(checkpoint, tmp_path):
    bundled = Describer(str(BUNDLED / "describer"), CPU)
    jpeg = (SAMPLES / "dog.jpg").read_bytes()
    small = decode(jpeg, side=bundled.photo_side)
    assert small.size == (160, 160)
    of_both = [bundled.inputs([photo])["pixel_values"] for photo in (small, decode(jpeg))]
    assert torch.equal(*of_both)
    folder = shutil.copytree(checkpoint("blip"), tmp_path / "bilinear")
    [config] = folder.glob("*processor_config.json")
    config.write_text(config.read_text().replace('"resample": 3', '"resample": 2'))
    assert Describer(str(folder), CPU).photo_side == 0, "it would be scaled otherwise"


@pytest.mark.parametrize("changed", [{}, {"image_std": [0.3, 0.2, 0.1]}, {"resample": 2}])
def test_it_sees_what_the_checkpoints_processor_makes_of_photos(
    checkpoint, photos, tmp_path, changed
):
    folder = shutil.copytree(checkpoint("blip"), tmp_path / "blip")
    [config] = folder.glob("*processor_config.json")
    told = json.loads(config.read_text())
    inner = told.get("image_processor", told)
    inner |= changed
    config.write_text(json.dumps(told))
    processor = BlipImageProcessorPil.from_pretrained(folder)
    expected = processor(images=list(photos), return_tensors="pt")["pixel_values"]
    assert torch.equal(Describer(str(folder), CPU).inputs(photos)["pixel_values"], expected)


def test_another_architecture_is_no_describer(checkpoint):
    with pytest.raises(ModelUnusable, match="LlamaForCausalLM; a describer is Blip"):
        Describer(str(checkpoint("llama")), CPU)


def test_a_blip_for_another_task_is_no_describer(checkpoint, tmp_path):
    folder = shutil.copytree(checkpoint("blip"), tmp_path / "vqa")
    config = json.loads((folder / "config.json").read_text())
    config["architectures"] = ["BlipForQuestionAnswering"]
    (folder / "config.json").write_text(json.dumps(config))
    with pytest.raises(ModelUnusable, match="BlipForQuestionAnswering"):
        Describer(str(folder), CPU)
