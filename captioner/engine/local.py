"""What every writer in this process shares: how it draws, and the adapter it wears."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from transformers import PreTrainedModel, PreTrainedTokenizerBase

from captioner.engine.adapter_files import Role
from captioner.engine.adapters import TRIAL_ROW, AdapterSlot
from captioner.engine.checkpoint import name
from captioner.engine.generation import generate, greedy_config
from captioner.engine.rows import Answer, Row
from captioner.engine.sampling import Sampling
from captioner.engine.types import EngineConfig
from captioner.errors import ModelUnusable


class LocalWriter(ABC):
    """A loaded model that writes.

    Args:
        path: the folder of the checkpoint that `config.writer` names.
    """

    role: Role

    def __init__(
        self,
        config: EngineConfig,
        path: Path,
        model: PreTrainedModel,
        tokenizer: PreTrainedTokenizerBase,
    ) -> None:
        self.model = model
        self.tokenizer = tokenizer
        self.at_once: int | None = config.max_batch
        self.weights_bytes = model.get_memory_footprint()
        self.sampling = Sampling.of(config, model.generation_config)
        model.generation_config = greedy_config(
            model.generation_config, tokenizer, max_new_tokens=self.sampling.max_new_tokens
        )
        self._worn = AdapterSlot(model, role=self.role, source=name(config.writer), path=path)

    @abstractmethod
    def inputs(self, rows: Sequence[Row]) -> Mapping[str, torch.Tensor]:
        """What the model is given, prompts padded on the left: (rows, length) each, and pixels.

        Training learns from the very same, as from `model` and `tokenizer`.
        """

    def write(self, rows: Sequence[Row]) -> list[Answer]:
        """One answer for each row, in order; each from its own seed."""
        return generate(
            self.model,
            self.inputs(rows),
            tokenizer=self.tokenizer,
            sampling=self.sampling,
            seeds=[row.seed for row in rows],
        )

    @property
    def adapter(self) -> str:
        return self._worn.digest

    def adopt(self, folder: Path | None) -> None:
        """See `AdapterSlot.adopt`."""
        self._worn.adopt(folder, logits=self._logits, words=self._words)

    def close(self) -> None:
        del self.model, self._worn

    def _words(self) -> str:
        return self.write([TRIAL_ROW])[0].text

    @torch.inference_mode()
    def _logits(self) -> torch.Tensor:
        return self.model(**self.inputs([TRIAL_ROW])).logits


def require_padding(tokenizer: PreTrainedTokenizerBase, source: str) -> None:
    """Give a tokenizer without a padding token its end token for it; it is masked anyway."""
    if tokenizer.pad_token is None:
        if tokenizer.eos_token is None:
            raise ModelUnusable(f"{name(source)}: its tokenizer has no end token")
        tokenizer.pad_token = tokenizer.eos_token
