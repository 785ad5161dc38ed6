"""A causal LLM with a chat template: a brief and a description in, the model's own text out."""

from collections.abc import Sequence
from pathlib import Path

import torch
from jinja2 import TemplateError
from transformers import AutoModelForCausalLM, AutoTokenizer, PreTrainedTokenizerBase
from transformers.models.auto.modeling_auto import MODEL_FOR_CAUSAL_LM_MAPPING_NAMES

from captioner.engine.adapters import TRIAL_ROW
from captioner.engine.checkpoint import architecture, folder, load_model, loading, name
from captioner.engine.generation import defused
from captioner.engine.llama import Llama
from captioner.engine.local import LocalWriter, require_padding
from captioner.engine.rows import Answer, Row
from captioner.engine.slots import Slots
from captioner.engine.types import EngineConfig, Placement
from captioner.errors import ModelUnusable
from captioner.writing import prompts
from captioner.writing.brief import Brief


class LlmWriter(LocalWriter):
    """A decoder-only language model in this process.

    Raises:
        ModelMissing, ModelUnusable: see `checkpoint`; also where the architecture is no causal
            language model or the tokenizer has no chat template.
    """

    role = "writer"
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
            tokenizer = AutoTokenizer.from_pretrained(
                path, padding_side="left", local_files_only=True, trust_remote_code=False
            )
            require_padding(tokenizer, config.writer)
            self._system = _takes_system_message(tokenizer, config.writer)
            model = load_model(AutoModelForCausalLM, path, placement, quantize=config.quantize)
        super().__init__(config, path, model, tokenizer)
        self._slots: Slots | None = None
        if Llama.fits(model):
            self.at_once = None
            self._open(config.max_batch)

    def write(self, rows: Sequence[Row]) -> list[Answer]:
        """One answer for each row, in order; each from its own seed."""
        if self._slots is None:
            return super().write(rows)
        texts = self._slots.write(self._prompts(rows), [row.seed for row in rows])
        said = self.tokenizer.batch_decode(texts, skip_special_tokens=True)
        return [Answer(words, len(text)) for words, text in zip(said, texts, strict=True)]

    def adopt(self, folder: Path | None) -> None:
        try:
            super().adopt(folder)
        finally:
            self._reopen()

    def close(self) -> None:
        super().close()
        self._slots = None

    def inputs(self, rows: Sequence[Row]) -> dict[str, torch.Tensor]:
        inputs = self.tokenizer.pad({"input_ids": self._prompts(rows)}, return_tensors="pt")
        # By name: a generic tokenizer adds token types, which `generate` refuses.
        return {key: inputs[key].to(self.model.device) for key in ("input_ids", "attention_mask")}

    def _words(self) -> str:
        self._reopen()
        return super()._words()

    def _reopen(self) -> None:
        """Write with the weights as they are now."""
        if self._slots:
            self._open(self._slots.at_once)

    def _open(self, at_once: int) -> None:
        other = Row(TRIAL_ROW.photo, Brief(tone="funny", audience="academic"), "two", seed=0)
        first, second = self._prompts([TRIAL_ROW, other])
        same = [a == b for a, b in zip(first, second, strict=False)]
        self._slots = Slots(
            Llama(self.model),
            at_once=at_once,
            sampling=self.sampling,
            ends=_listed(self.model.generation_config.eos_token_id),
            opening=first[: [*same, False].index(False)],
        )

    def _prompts(self, rows: Sequence[Row]) -> list[list[int]]:
        """The tokens of each prompt."""
        return self.tokenizer.apply_chat_template(
            [self._messages(row) for row in rows], add_generation_prompt=True, return_dict=False
        )

    def _messages(self, row: Row) -> list[prompts.Message]:
        messages = [
            message | {"content": defused(message["content"], self.tokenizer)}
            for message in prompts.messages(row.brief, row.description, voice=row.voice)
        ]
        return messages if self._system else _merged(messages)


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


def _listed(ends: int | list[int]) -> list[int]:
    return ends if isinstance(ends, list) else [ends]
