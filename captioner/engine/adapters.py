"""One LoRA adapter on a model that serves: put on, checked, taken off without a trace.

    base --put on, check--> with A --take off--> base --put on, check--> with B
                                                              | fails
                                                    with A <--+ (A put on again, or the base)

The adapter is merged into the weights, so that serving it costs nothing; what merging changes is
kept as it was, so that taking it off leaves the very bits that were loaded. Quantised weights
cannot be merged: there it stays beside them. Knows nothing of where adapters come from.
"""

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from PIL import Image
from safetensors import SafetensorError
from safetensors.torch import load_file
from transformers import PreTrainedModel

from captioner.engine import checkpoint
from captioner.engine.adapter_files import CONFIG, TENSORS, Role, read
from captioner.engine.rows import Row
from captioner.errors import AdapterUnusable
from captioner.writing.brief import Brief

if TYPE_CHECKING:
    # The functions that use peft import it: an engine that wears no adapter starts 0.3 s sooner.
    from peft import LoraConfig

# What every adapter is tried on before it serves: a photo with something in it, and a sentence.
TRIAL_PHOTO = Image.linear_gradient("L").convert("RGB")
TRIAL_ROW = Row(TRIAL_PHOTO, Brief(), "a dog runs on the beach with a red ball", seed=0)

RANK_MAX = 1024
REASON_MAX = 300  # characters of what a library says; torch lists every tensor there is

# Of peft's settings: those that place and scale the matrices, and those that say nothing of them.
# Any other, away from peft's own default, would be a kind of adapter that merging here gets wrong.
_PLACING = (
    "r",
    "lora_alpha",
    "target_modules",
    "exclude_modules",
    "layers_to_transform",
    "layers_pattern",
    "rank_pattern",
    "alpha_pattern",
    "use_rslora",
)
_SILENT = (
    "auto_mapping",
    "base_model_name_or_path",
    "inference_mode",
    "lora_dropout",
    "peft_version",
    "revision",
    "task_type",
)
_TENSOR = re.compile(r"base_model\.model\.(?P<layer>.+)\.lora_(?:embedding_)?[AB](?:\.weight)?")
_NAME = "live"


@dataclass(frozen=True, slots=True)
class _Adapter:
    """An adapter in memory: its matrices by peft's names, and where they go."""

    digest: str
    config: "LoraConfig"
    tensors: dict[str, torch.Tensor]
    layers: tuple[str, ...]


class AdapterSlot:
    """The place for one adapter on one model. Used by the thread that uses the model.

    Args:
        model: as loaded; nothing else may change its layers from here on.
        source, path: what it was loaded from, by name and by folder.
    """

    def __init__(self, model: PreTrainedModel, *, role: Role, source: str, path: Path) -> None:
        self.role = role
        self._model = model
        self._source = source
        self._path = path
        self._digest = ""
        self._layers = dict(model.named_modules())
        self._worn: _Adapter | None = None
        self._base: dict[str, torch.Tensor] = {}  # by layer: the weights that merging changed

    @property
    def digest(self) -> str:
        """Of the adapter that is on; empty for the model as it was loaded."""
        return self._worn.digest if self._worn else ""

    def adopt(
        self,
        folder: Path | None,
        *,
        logits: Callable[[], torch.Tensor],
        words: Callable[[], str],
    ) -> None:
        """Put an adapter on in place of what is on, or leave the bare model.

        Args:
            folder: sealed, see `adapter_files`; None for no adapter.
            logits: the model's for the trial photo and row, as it is when called.
            words: what it then says of them, by the way that serves.

        Raises:
            AdapterUnusable: with the reason; what was on before is on again.
        """
        adapter = self._read(folder) if folder else None
        former = self._worn
        self._take_off()
        if adapter is None:
            return
        try:
            bare = logits()
            self._put_on(adapter)
            _require_effect(bare, logits(), words)
        except Exception as error:
            # Whatever it is: what served before serves on.
            self._take_off()
            if former:
                self._put_on(former)
            if isinstance(error, AdapterUnusable):
                raise
            raise AdapterUnusable(_in_one_line(error)) from error

    def _read(self, folder: Path) -> _Adapter:
        """The adapter of a folder, found to be for this very model."""
        manifest = read(folder)
        if manifest.role != self.role:
            raise AdapterUnusable(f"the adapter is a {manifest.role}'s, not a {self.role}'s")
        self._digest = self._digest or checkpoint.digest(self._path)
        if manifest.base_digest != self._digest:
            raise AdapterUnusable(
                f"the adapter was trained on {manifest.base} ({manifest.base_digest[:12]}), and "
                f"the model in place is {self._source} ({self._digest[:12]})"
            )
        try:
            config = _config(json.loads((folder / CONFIG).read_bytes()))
            tensors = load_file(folder / TENSORS)
        except (OSError, ValueError, TypeError, SafetensorError) as error:
            raise AdapterUnusable(_in_one_line(error)) from error
        return _Adapter(manifest.digest, config, tensors, self._layers_of(tensors))

    def _layers_of(self, tensors: dict[str, torch.Tensor]) -> tuple[str, ...]:
        """The layers that these tensors change, each there and to be changed by itself."""
        uses = Counter(
            id(weight) for _, weight in self._model.named_parameters(remove_duplicate=False)
        )
        found = set()
        for name, tensor in tensors.items():
            match = _TENSOR.fullmatch(name)
            layer = match["layer"] if match else ""
            weight = getattr(self._layers.get(layer), "weight", None)
            if weight is None:
                raise AdapterUnusable(f"{name} is no LoRA matrix of a layer this model has")
            if uses[id(weight)] > 1:
                raise AdapterUnusable(f"{layer} shares its weights with another layer")
            if not torch.isfinite(tensor).all():
                raise AdapterUnusable(f"{name} holds values that are no numbers")
            found.add(layer)
        return tuple(sorted(found))

    def _put_on(self, adapter: _Adapter) -> None:
        from peft import inject_adapter_in_model, set_peft_model_state_dict
        from peft.tuners.lora import LoraLayer

        quantised = getattr(self._model, "is_quantized", False)
        if not quantised:
            self._base = {
                # On the CPU: on a GPU the copy would take memory that batches need.
                layer: self._layers[layer].weight.detach().to("cpu", copy=True)
                for layer in adapter.layers
            }
        inject_adapter_in_model(adapter.config, self._model, adapter_name=_NAME)
        for name, parameter in self._model.named_parameters():
            if "lora_" in name:
                # As they were trained: rounded to bfloat16 first, their product would be coarser.
                parameter.data = parameter.data.float()
        result = set_peft_model_state_dict(self._model, adapter.tensors, adapter_name=_NAME)
        missing = [name for name in result.missing_keys if "lora_" in name]
        if missing or result.unexpected_keys:
            odd = (missing or result.unexpected_keys)[0]
            raise AdapterUnusable(f"{CONFIG} and {TENSORS} do not agree on {odd}")
        self._model.eval()
        if not quantised:
            for layer in self._model.modules():
                if isinstance(layer, LoraLayer):
                    layer.merge()
            self._take_out_layers()
        self._worn = adapter

    def _take_off(self) -> None:
        """Make the model what it was when it was loaded, whatever was done since."""
        self._take_out_layers()
        for path, weight in self._base.items():
            self._layers[path].weight.data.copy_(weight)
        self._base = {}
        self._worn = None

    def _take_out_layers(self) -> None:
        """Put the model's own layers back where peft put its own around them."""
        for path, layer in self._layers.items():
            owner, _, name = path.rpartition(".")
            if path and self._model.get_submodule(path) is not layer:
                setattr(self._model.get_submodule(owner), name, layer)
        if hasattr(self._model, "peft_config"):
            del self._model.peft_config  # or peft warns at the next one


def _config(values: Any) -> "LoraConfig":
    """peft's configuration of plain LoRA, from what its file says."""
    from peft import LoraConfig

    if not isinstance(values, dict) or values.get("peft_type") != "LORA":
        raise AdapterUnusable(f"{CONFIG} is not that of a LoRA adapter")
    plain = LoraConfig().to_dict()
    for name, value in values.items():
        if name not in _PLACING and name not in _SILENT and value != plain.get(name):
            raise AdapterUnusable(f"{CONFIG}: only plain LoRA serves, and {name} is {value!r}")
    config = LoraConfig(**{name: values[name] for name in _PLACING if name in values})
    for rank in (config.r, *config.rank_pattern.values()):
        # Before peft makes matrices of that size.
        if not isinstance(rank, int) or not 1 <= rank <= RANK_MAX:
            raise AdapterUnusable(f"{CONFIG}: r must be a whole number from 1 to {RANK_MAX}")
    return config


def _require_effect(bare: torch.Tensor, tuned: torch.Tensor, words: Callable[[], str]) -> None:
    if not torch.isfinite(tuned).all():
        raise AdapterUnusable("with the adapter the model's scores are no numbers")
    if torch.equal(bare, tuned):
        raise AdapterUnusable("the adapter changes nothing: the model's scores are the same")
    if not words().strip():
        raise AdapterUnusable("with the adapter the model says nothing to the trial photo")


def _in_one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:REASON_MAX] or type(error).__name__
