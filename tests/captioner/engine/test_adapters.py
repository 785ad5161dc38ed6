"""Adapters on models that serve: the words are peft's own, undoing leaves no bit, failing keeps
what served."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file
from transformers import AutoProcessor, AutoTokenizer, GenerationConfig, LlamaForCausalLM

from captioner import presets
from captioner.engine import Item, open_engine
from captioner.engine.adapter_files import CONFIG, MANIFEST, TENSORS, read
from captioner.engine.describer import Describer
from captioner.engine.rows import Row
from captioner.engine.types import EngineConfig
from captioner.engine.vlm import VlmWriter
from captioner.engine.writer import LlmWriter
from captioner.errors import AdapterUnusable
from captioner.writing import prompts
from captioner.writing.brief import Brief
from tests import adapters
from tests.captioner.engine.conftest import CPU

NEW = 24
SENTENCES = ["a dog runs", "two people sit on the beach with a red ball", "a cat"]
BRIEFS = [Brief(), Brief(tone="witty", note="our first day at the sea"), Brief(note="x " * 60)]
BUNDLED = {
    "bundled writer": presets.BUNDLED_WRITER.source,
    "bundled describer": presets.BUNDLED_DESCRIBER.source,
}
STRENGTH = {False: 0.3, True: 2.0}  # what was trained says the same through a little noise
ROLES = {
    "blip": "describer",
    "bundled describer": "describer",
    "llama": "writer",
    "qwen2": "writer",
    "bundled writer": "writer",
    "llava": "vlm",
    "llava_next": "vlm",
}
# What BLIP's `generate` sets by itself, and refuses to be told.
BLIPS_OWN = ("pad_token_id", "eos_token_id", "transformers_version")


@dataclass
class Served:
    """A model as the engine opens it, greedy and in float32, and what it says of the photos."""

    model: Describer | LlmWriter | VlmWriter
    role: str
    base: Path
    photos: list

    @classmethod
    def of(cls, base: Path, role: str, photos) -> "Served":
        config = EngineConfig(
            writer=str(base), max_new_tokens=NEW, temperature=0.0, repetition_penalty=1.0
        )
        if role == "describer":
            model = Describer(str(base), CPU)
        else:
            model = {"writer": LlmWriter, "vlm": VlmWriter}[role](config, CPU)
        return cls(model, role, base, photos)

    def says(self) -> list[str]:
        if self.role == "describer":
            return self.model.describe(self.photos)
        rows = [
            Row(photo, brief, sentence, 0)
            for photo, brief, sentence in zip(self.photos, BRIEFS, SENTENCES, strict=True)
        ]
        return [answer.text for answer in self.model.write(rows)]

    def weights(self) -> dict[str, torch.Tensor]:
        return {name: value.clone() for name, value in self.model.model.state_dict().items()}


@pytest.fixture
def served(checkpoint, photos):
    def of(kind: str) -> Served:
        base = Path(BUNDLED[kind]) if kind in BUNDLED else checkpoint(kind)
        return Served.of(base, ROLES[kind], photos)

    return of


def _same(first: dict, second: dict) -> bool:
    return first.keys() == second.keys() and all(
        torch.equal(value, second[name]) for name, value in first.items()
    )


@torch.inference_mode()
def _in_pefts_hands(base: Path, folder: Path, role: str, photos) -> list[str]:
    """What the adapter says unmerged, by transformers' own greedy `generate`, row by row."""
    model = adapters.unmerged(base, folder, role)
    texts = []
    for photo, brief, sentence in zip(photos, BRIEFS, SENTENCES, strict=True):
        if role == "writer":
            decode = AutoTokenizer.from_pretrained(base)
            inputs = decode.apply_chat_template(
                prompts.messages(brief, sentence),
                add_generation_prompt=True,
                return_dict=True,
                return_tensors="pt",
            )
            inputs = {name: inputs[name] for name in ("input_ids", "attention_mask")}
        elif role == "vlm":
            decode = AutoProcessor.from_pretrained(base, backend="pil")
            content = [{"type": "image"}, {"type": "text", "text": prompts.vlm_text(brief)}]
            text = decode.apply_chat_template(
                [{"role": "user", "content": content}], add_generation_prompt=True
            )
            inputs = decode(images=[photo], text=text, return_tensors="pt")
        else:
            decode = AutoProcessor.from_pretrained(base, backend="pil")
            inputs = {"pixel_values": decode(images=photo, return_tensors="pt")["pixel_values"]}
        texts.append(_generated(model, inputs, decode, role, base))
    return texts


def _generated(model, inputs, decode, role: str, base: Path) -> str:
    if role == "describer":
        own = GenerationConfig.from_pretrained(base).to_diff_dict()
        own = {name: value for name, value in own.items() if name not in BLIPS_OWN}
        [tokens] = model.generate(**inputs, **own)
        return " ".join(decode.decode(tokens, skip_special_tokens=True).split())
    ends = decode.tokenizer.eos_token_id if role == "vlm" else decode.eos_token_id
    # In place of the checkpoint's own, whose penalties `generate` would take over.
    model.get_base_model().generation_config = GenerationConfig(
        do_sample=False, max_new_tokens=NEW, eos_token_id=ends, pad_token_id=ends
    )
    [tokens] = model.generate(**inputs)
    return decode.decode(tokens[inputs["input_ids"].shape[1] :], skip_special_tokens=True)


@pytest.mark.parametrize("kind", ROLES)
def test_it_says_what_peft_says_unmerged_and_undone_it_is_what_was_loaded(
    served, kind, photos, tmp_path
):
    one = served(kind)
    folder = adapters.make(tmp_path / "a", one.base, one.role, strength=STRENGTH[kind in BUNDLED])
    loaded, before = one.weights(), one.says()
    one.model.adopt(folder)
    with_it = one.says()
    assert with_it != before
    assert with_it == _in_pefts_hands(one.base, folder, one.role, photos)
    assert one.model.adapter == read(folder).digest
    one.model.adopt(None)
    assert one.model.adapter == ""
    assert _same(one.weights(), loaded)
    assert one.says() == before


def test_a_second_adapter_takes_the_place_of_the_first_and_nothing_of_it_stays(served, tmp_path):
    one = served("llama")
    # Of other layers and another rank: what the first changed must be as it was.
    first = adapters.make(tmp_path / "a", one.base, "writer")
    second = adapters.make(
        tmp_path / "b", one.base, "writer", seed=1, r=2, target_modules=["down_proj"]
    )
    one.model.adopt(second)
    alone = one.weights()
    one.model.adopt(first)
    one.model.adopt(second)
    assert _same(one.weights(), alone)
    assert one.model.adapter == read(second).digest


def test_where_weights_cannot_be_merged_it_serves_beside_them(
    served, photos, tmp_path, monkeypatch
):
    # As transformers marks 4-bit weights, which need CUDA.
    monkeypatch.setattr(LlamaForCausalLM, "is_quantized", True, raising=False)
    one = served("llama")
    folder = adapters.make(tmp_path / "a", one.base, "writer")
    nothing = adapters.make(tmp_path / "b", one.base, "writer", strength=0.0)
    loaded, before = one.weights(), one.says()
    one.model.adopt(folder)
    with_it = one.says()
    assert with_it == _in_pefts_hands(one.base, folder, "writer", photos) != before
    with pytest.raises(AdapterUnusable, match="changes nothing"):
        one.model.adopt(nothing)
    assert one.says() == with_it
    one.model.adopt(None)
    assert _same(one.weights(), loaded)
    assert one.says() == before


def _not_a_number(tensors):
    name = next(iter(tensors))
    tensors[name][0, 0] = float("nan")
    return tensors


def _vast(tensors):
    return {name: tensor * 1e30 for name, tensor in tensors.items()}


def _renamed(tensors):
    return {name.replace("layers.1.", "layers.9."): tensor for name, tensor in tensors.items()}


def _halved(tensors):
    return {name: tensor for name, tensor in tensors.items() if "layers.1." not in name}


def _narrow(tensors):
    return {name: tensor[:, :3].contiguous() for name, tensor in tensors.items()}


BAD = {
    "it changes nothing": ({"strength": 0.0}, "changes nothing"),
    "a value is no number": ({"edit": _not_a_number}, "holds values that are no numbers"),
    "its scores are no numbers": ({"edit": _vast}, "scores are no numbers"),
    "it is for layers of another model": ({"edit": _renamed}, r"layers\.9\..* no LoRA matrix"),
    "half of it is missing": ({"edit": _halved}, r"do not agree on .*layers\.1\."),
    "its matrices are of another size": ({"edit": _narrow}, "size mismatch"),
    "it is DoRA": ({"use_dora": True}, "only plain LoRA serves, and use_dora is True"),
    "it holds whole layers": ({"modules_to_save": ["lm_head"]}, "modules_to_save is"),
}


@pytest.mark.parametrize(("settings", "said"), BAD.values(), ids=BAD)
def test_one_that_cannot_serve_is_refused_with_the_reason_and_the_old_keeps_serving(
    served, tmp_path, settings, said
):
    one = served("llama")
    good = adapters.make(tmp_path / "good", one.base, "writer")
    bad = adapters.make(tmp_path / "bad", one.base, "writer", seed=1, **settings)
    for former in (None, good):
        one.model.adopt(former)
        weights, words, worn = one.weights(), one.says(), one.model.adapter
        with pytest.raises(AdapterUnusable, match=said):
            one.model.adopt(bad)
        assert _same(one.weights(), weights)
        assert one.says() == words
        assert one.model.adapter == worn
    one.model.adopt(None)
    assert one.says() == served("llama").says()


def test_one_made_for_another_base_is_refused_with_both_names(served, checkpoint, tmp_path):
    one = served("llama")
    other = adapters.make(tmp_path / "a", checkpoint("qwen2"), "writer")
    with pytest.raises(AdapterUnusable, match=r"/qwen2 \(\w{12}\).* is .*/llama \("):
        one.model.adopt(other)
    seeing = adapters.make(tmp_path / "b", checkpoint("llava"), "vlm")
    with pytest.raises(AdapterUnusable, match="a vlm's, not a writer's"):
        one.model.adopt(seeing)


@pytest.mark.parametrize("resealed", [True, False], ids=["and sealed as it is", "in the copying"])
def test_a_file_cut_short_is_refused(served, tmp_path, resealed):
    one = served("llama")
    folder = adapters.make(tmp_path / "a", one.base, "writer")
    tensors = folder / TENSORS
    tensors.write_bytes(tensors.read_bytes()[:-100])
    if resealed:
        adapters.sealed(folder, one.base, "writer")
    words = one.says()
    with pytest.raises(AdapterUnusable):
        one.model.adopt(folder)
    assert one.says() == words


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"peft_type": "IA3"}, "not that of a LoRA adapter"),
        ({"r": 10**9}, "r must be a whole number from 1 to 1024"),
        ({"r": "4"}, "r must be a whole number"),
        ({"rank_pattern": {"q_proj": 5000}}, "r must be a whole number"),
        ({"megatron_core": "os"}, "megatron_core is 'os'"),
        ({"init_lora_weights": "pissa"}, "init_lora_weights is 'pissa'"),
        ({"a_setting_of_tomorrow": 1}, "a_setting_of_tomorrow is 1"),
        ({"target_modules": ["no_such_layer"]}, "no_such_layer"),
    ],
)
def test_a_configuration_that_would_be_served_wrong_is_refused(served, tmp_path, values, said):
    one = served("llama")
    folder = adapters.make(tmp_path / "a", one.base, "writer")
    path = folder / CONFIG
    path.write_text(json.dumps(json.loads(path.read_text()) | values))
    adapters.sealed(folder, one.base, "writer")
    weights = one.weights()
    with pytest.raises(AdapterUnusable, match=said):
        one.model.adopt(folder)
    assert _same(one.weights(), weights)


def test_one_that_would_change_the_words_list_by_its_tied_weights_is_refused(served, tmp_path):
    one = served("bundled writer")
    folder = adapters.make(tmp_path / "a", one.base, "writer")
    tensors = load_file(folder / TENSORS)
    tied = {name.replace("model.layers.0.self_attn.q_proj", "lm_head") for name in tensors}
    assert any("lm_head" in name for name in tied)
    bad = adapters.make(
        tmp_path / "b",
        one.base,
        "writer",
        edit=lambda tensors: {
            name.replace("model.layers.0.self_attn.q_proj", "lm_head"): tensor
            for name, tensor in tensors.items()
        },
    )
    with pytest.raises(AdapterUnusable, match="lm_head shares its weights"):
        one.model.adopt(bad)


def test_an_engine_names_what_each_of_its_models_wears_and_has_no_place_for_others(
    checkpoint, photos, tmp_path
):
    blip, llama = checkpoint("blip"), checkpoint("llama")
    engine = open_engine(
        EngineConfig(describer=str(blip), writer=str(llama), dtype="float32", max_new_tokens=8)
    )
    seeing = adapters.make(tmp_path / "a", blip, "describer")
    writing = adapters.make(tmp_path / "b", llama, "writer")
    engine.adopt("writer", writing)
    engine.adopt("describer", seeing)
    digests = {"describer": read(seeing).digest, "writer": read(writing).digest}
    assert engine.adapters == digests
    [outcome] = engine.run([Item(photos[0], Brief())])
    names = ", ".join(f"{role}:{digest[:12]}" for role, digest in digests.items())
    assert outcome.models.adapter == names
    with pytest.raises(AdapterUnusable, match="but: describer, writer"):
        engine.adopt("vlm", seeing)
    engine.adopt("describer", None)
    engine.adopt("writer", None)
    assert engine.models.adapter is None
    engine.close()


def test_a_writer_on_a_server_wears_none_of_ours(checkpoint, tmp_path):
    engine = open_engine(
        EngineConfig(
            describer=str(checkpoint("blip")),
            writer="theirs",
            kind="remote",
            remote_url="http://127.0.0.1:9/v1",
        )
    )
    assert engine.adapters == {"describer": ""}
    with pytest.raises(AdapterUnusable, match="no writer"):
        engine.adopt("writer", tmp_path)
    engine.close()


def test_a_folder_without_its_manifest_is_not_taken(served, tmp_path):
    one = served("llama")
    folder = adapters.make(tmp_path / "a", one.base, "writer")
    (folder / MANIFEST).unlink()
    with pytest.raises(AdapterUnusable, match="not complete"):
        one.model.adopt(folder)
