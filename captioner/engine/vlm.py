"""A vision-language model (LLaVA and kin): photo and brief in, the model's own text out."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from transformers import AutoModelForImageTextToText, AutoProcessor
from transformers.models.auto.modeling_auto import MODEL_FOR_IMAGE_TEXT_TO_TEXT_MAPPING_NAMES

from captioner.engine.adapters import TRIAL_ROW, AdapterSlot
from captioner.engine.checkpoint import architecture, folder, load_model, loading, name
from captioner.engine.generation import Sampling, defused, generate, greedy_config
from captioner.engine.rows import Answer, Row
from captioner.engine.types import EngineConfig, Placement
from captioner.engine.writer import require_padding
from captioner.errors import ModelUnusable
from captioner.writing import prompts


class VlmWriter:
    """A model that sees the photo, in this process.

    Raises:
        ModelMissing, ModelUnusable: see `checkpoint`; also where the architecture takes no
            images or the processor has no chat template.
    """

    sees_photo = True

    def __init__(self, config: EngineConfig, placement: Placement) -> None:
        path = folder(config.writer)
        model_type, _ = architecture(path)
        if model_type not in MODEL_FOR_IMAGE_TEXT_TO_TEXT_MAPPING_NAMES:
            raise ModelUnusable(
                f"{name(config.writer)}: {model_type or 'its architecture'} is no vision-language "
                "model that transformers knows"
            )
        with loading(config.writer):
            # Pillow's image processors: torchvision is not among what running needs.
            self._processor = AutoProcessor.from_pretrained(
                path,
                backend="pil",
                padding_side="left",
                local_files_only=True,
                trust_remote_code=False,
            )
            self.tokenizer = self._processor.tokenizer
            require_padding(self.tokenizer, config.writer)
            if not (self._processor.chat_template or self.tokenizer.chat_template):
                raise ModelUnusable(f"{name(config.writer)}: its processor has no chat template")
            self.model = load_model(
                AutoModelForImageTextToText, path, placement, quantize=config.quantize
            )
        self.weights_bytes = self.model.get_memory_footprint()
        self._slot = AdapterSlot(self.model, role="vlm", source=name(config.writer), path=path)
        own = self.model.generation_config
        self._sampling = Sampling.of(config, own)
        self.model.generation_config = greedy_config(
            own, self.tokenizer, max_new_tokens=self._sampling.max_new_tokens
        )

    def write(self, rows: Sequence[Row]) -> list[Answer]:
        """One answer for each row, in order; each from its own seed."""
        return generate(
            self.model,
            self.inputs(rows),
            tokenizer=self.tokenizer,
            sampling=self._sampling,
            seeds=[row.seed for row in rows],
        )

    @property
    def adapter(self) -> str:
        return self._slot.digest

    def adopt(self, folder: Path | None) -> None:
        """See `AdapterSlot.adopt`."""
        self._slot.adopt(folder, logits=self._logits, words=lambda: self.write([TRIAL_ROW])[0].text)

    def close(self) -> None:
        del self.model, self._slot

    @torch.inference_mode()
    def _logits(self) -> torch.Tensor:
        return self.model(**self.inputs([TRIAL_ROW])).logits

    def inputs(self, rows: Sequence[Row]) -> Mapping[str, torch.Tensor]:
        """The prompts, padded on the left, and the photos as the processor makes them.

        Training learns from the very same, as from `model` and `tokenizer`.
        """
        inputs = self._processor(
            images=[[row.photo] for row in rows],
            text=[self._prompt(row) for row in rows],
            padding=True,
            return_tensors="pt",
        )
        inputs.pop("token_type_ids", None)
        return inputs.to(self.model.device, self.model.dtype)

    def _prompt(self, row: Row) -> str:
        text = defused(prompts.vlm_text(row.brief, voice=row.voice), self.tokenizer)
        content = [{"type": "image"}, {"type": "text", "text": text}]
        return self._processor.apply_chat_template(
            [{"role": "user", "content": content}], add_generation_prompt=True
        )
