"""A vision-language model (LLaVA and kin): photo and brief in, the model's own text out."""

from collections.abc import Mapping, Sequence

import torch
from transformers import AutoModelForImageTextToText, AutoProcessor
from transformers.models.auto.modeling_auto import MODEL_FOR_IMAGE_TEXT_TO_TEXT_MAPPING_NAMES

from captioner.engine.checkpoint import architecture, folder, load_model, loading, name
from captioner.engine.generation import defused
from captioner.engine.local import LocalWriter, require_padding
from captioner.engine.rows import Row
from captioner.engine.types import EngineConfig, Placement
from captioner.errors import ModelUnusable
from captioner.writing import prompts


class VlmWriter(LocalWriter):
    """A model that sees the photo, in this process.

    Raises:
        ModelMissing, ModelUnusable: see `checkpoint`; also where the architecture takes no
            images or the processor has no chat template.
    """

    role = "vlm"
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
            tokenizer = self._processor.tokenizer
            require_padding(tokenizer, config.writer)
            if not (self._processor.chat_template or tokenizer.chat_template):
                raise ModelUnusable(f"{name(config.writer)}: its processor has no chat template")
            model = load_model(
                AutoModelForImageTextToText, path, placement, quantize=config.quantize
            )
        super().__init__(config, path, model, tokenizer)

    def inputs(self, rows: Sequence[Row]) -> Mapping[str, torch.Tensor]:
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
