"""Both bundled models through transformers' own `generate`, as it comes: one call, no loop of ours.

They stand in our pipeline in the places of our own describer and writer, so that prompts, reading
of the answer and ranking are the same code, and the words are the same words.
"""

from collections.abc import Sequence

import torch
from PIL import Image
from transformers import AutoModelForCausalLM, AutoTokenizer, BlipForConditionalGeneration
from transformers.models.blip.image_processing_pil_blip import BlipImageProcessorPil

from captioner.engine import Engine, EngineConfig, ModelNames
from captioner.engine.checkpoint import folder, load_model, name
from captioner.engine.device import choose
from captioner.engine.rows import Answer, Row
from captioner.engine.types import Placement
from captioner.writing import prompts

# What `BlipForConditionalGeneration.generate` does not hand on to its decoder by itself.
_DECODING = ("max_new_tokens", "min_new_tokens", "no_repeat_ngram_size", "num_beams")


class EagerDescriber:
    """A BLIP checkpoint."""

    def __init__(self, source: str, placement: Placement) -> None:
        path = folder(source)
        self._pixels = BlipImageProcessorPil.from_pretrained(path, local_files_only=True)
        self._tokenizer = AutoTokenizer.from_pretrained(path, local_files_only=True)
        self._model = load_model(BlipForConditionalGeneration, path, placement)
        own = self._model.generation_config
        self._decoding = {key: getattr(own, key) for key in _DECODING if getattr(own, key)}
        self.weights_bytes = self._model.get_memory_footprint()

    def describe(self, photos: Sequence[Image.Image]) -> list[str]:
        """One sentence for each RGB photo, in order."""
        texts = self._tokenizer.batch_decode(self.tokens(photos), skip_special_tokens=True)
        return [" ".join(text.split()) for text in texts]

    @torch.inference_mode()
    def tokens(self, photos: Sequence[Image.Image]) -> torch.Tensor:
        """(photos, length), from the start token on."""
        pixels = self._pixels(images=list(photos), return_tensors="pt")["pixel_values"]
        pixels = pixels.to(self._model.device, self._model.dtype)
        return self._model.generate(pixel_values=pixels, **self._decoding)


class EagerWriter:
    """A causal language model, one prompt at a time, greedy."""

    sees_photo = False
    at_once = 1

    def __init__(self, source: str, placement: Placement) -> None:
        path = folder(source)
        self._tokenizer = AutoTokenizer.from_pretrained(path, local_files_only=True)
        self._model = load_model(AutoModelForCausalLM, path, placement)
        self.weights_bytes = self._model.get_memory_footprint()

    def write(self, rows: Sequence[Row]) -> list[Answer]:
        """One answer for each row, in order."""
        return [self._one(row) for row in rows]

    @torch.inference_mode()
    def _one(self, row: Row) -> Answer:
        messages = prompts.messages(row.brief, row.description, voice=row.voice)
        prompt = self._tokenizer.apply_chat_template(
            messages, add_generation_prompt=True, return_tensors="pt", return_dict=True
        )
        inputs = {
            key: prompt[key].to(self._model.device) for key in ("input_ids", "attention_mask")
        }
        text = self._model.generate(**inputs)[0, inputs["input_ids"].shape[1] :]
        return Answer(self._tokenizer.decode(text, skip_special_tokens=True), len(text))

    def close(self) -> None:
        del self._model


def open_eager(config: EngineConfig) -> Engine:
    """Our pipeline around the two."""
    placement = choose(config.device, config.dtype)
    return Engine(
        describer=EagerDescriber(config.describer, placement),
        writer=EagerWriter(config.writer, placement),
        models=ModelNames(
            name(config.describer), name(config.writer), adapter=None, prompt=prompts.VERSION
        ),
        placement=placement,
        config=config,
    )
