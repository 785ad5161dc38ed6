import json
import shutil

import pytest
from PIL import Image

from captioner.engine.describer import Describer
from captioner.errors import ModelUnusable
from tests.captioner.engine.conftest import CPU


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
