"""A causal LLM with a chat template: a brief and a description in, the model's own text out."""

from collections.abc import Sequence
from pathlib import Path

import torch
from jinja2 import TemplateError
from transformers import AutoModelForCausalLM, AutoTokenizer, PreTrainedTokenizerBase
from transformers.models.auto.modeling_auto import MODEL_FOR_CAUSAL_LM_MAPPING_NAMES

from captioner.engine.adapters import TRIAL_ROW, AdapterSlot
from captioner.engine.checkpoint import architecture, folder, load_model, loading, name
from captioner.engine.generation import Sampling, defused, generate, greedy_config
from captioner.engine.rows import Answer, Row
from captioner.engine.types import EngineConfig, Placement
from captioner.errors import ModelUnusable
from captioner.writing import prompts


class LlmWriter:
    """A decoder-only language model in this process.

    Raises:
        ModelMissing, ModelUnusable: see `checkpoint`; also where the architecture is no causal
            language model or the tokenizer has no chat template.
    """

    sees_photo = False

    def __init__(self, config: EngineConfig, placement: Placement) -> None:
        path = folder(config.writer)
        model_type, _ = architecture(path)
        if model_type not in MODEL_FOR_CAUSAL_LM_MAPPING_NAMES:
            raise ModelUnusable(
                f"{name(config.writer)}: {model_type or 'its architecture'} is no causal language "
                "model that transformers knows"
            )
        with loading(config.writer):
            # Left, because an answer continues its prompt: padding between them would be read.
            self.tokenizer = AutoTokenizer.from_pretrained(
                path, padding_side="left", local_files_only=True, trust_remote_code=False
            )
            require_padding(self.tokenizer, config.writer)
            self._system = _takes_system_message(self.tokenizer, config.writer)
            self.model = load_model(AutoModelForCausalLM, path, placement, quantize=config.quantize)
        self.weights_bytes = self.model.get_memory_footprint()
        self._slot = AdapterSlot(self.model, role="writer", source=name(config.writer), path=path)
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

    def inputs(self, rows: Sequence[Row]) -> dict[str, torch.Tensor]:
        """The prompts, padded on the left: `input_ids` and `attention_mask`, (rows, length) each.

        Training learns from the very same, as from `model` and `tokenizer`.
        """
        inputs = self.tokenizer.apply_chat_template(
            [self._messages(row) for row in rows],
            add_generation_prompt=True,
            padding=True,
            return_dict=True,
            return_tensors="pt",
        )
        # By name: a generic tokenizer adds token types, which `generate` refuses.
        return {key: inputs[key].to(self.model.device) for key in ("input_ids", "attention_mask")}

    def _messages(self, row: Row) -> list[prompts.Message]:
        messages = [
            message | {"content": defused(message["content"], self.tokenizer)}
            for message in prompts.messages(row.brief, row.description, voice=row.voice)
        ]
        return messages if self._system else _merged(messages)


def require_padding(tokenizer: PreTrainedTokenizerBase, source: str) -> None:
    """Give a tokenizer without a padding token its end token for it; it is masked anyway."""
    if tokenizer.pad_token is None:
        if tokenizer.eos_token is None:
            raise ModelUnusable(f"{name(source)}: its tokenizer has no end token")
        tokenizer.pad_token = tokenizer.eos_token


def _takes_system_message(tokenizer: PreTrainedTokenizerBase, source: str) -> bool:
    """Whether the chat template has a system role; some (Mistral, Gemma) raise over one."""
    if not tokenizer.chat_template:
        raise ModelUnusable(f"{name(source)}: its tokenizer has no chat template")
    messages = [{"role": "system", "content": "a"}, {"role": "user", "content": "b"}]
    try:
        tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
    except TemplateError:
        return False
    return True


def _merged(messages: list[prompts.Message]) -> list[prompts.Message]:
    """The system message in the first turn of the user; the turns after it stay as they are."""
    system, first, *rest = messages
    return [first | {"content": f"{system['content']}\n\n{first['content']}"}, *rest]
