"""The base model of a role, opened by the serving class itself, and LoRA put on it."""

import json
import logging
from dataclasses import dataclass
from pathlib import Path

from peft import LoraConfig, PeftModel, get_peft_model, prepare_model_for_kbit_training
from torch import nn
from transformers import PreTrainedModel

from captioner.engine import adapter_files, checkpoint
from captioner.engine.describer import Describer
from captioner.engine.types import EngineConfig, Placement
from captioner.engine.vlm import VlmWriter
from captioner.engine.writer import LlmWriter
from captioner.errors import ModelUnusable
from feedback.training.config import Lora, Role, TrainingConfig
from feedback.training.errors import BadConfig, BaseMismatch
from feedback.training.examples import DescriberExamples, Examples, VlmExamples, WriterExamples

# BLIP's queries and values are where Llama's are called q_proj and v_proj; the eyes stay as
# they are, so that an adapter changes what is said and not what is seen.
TARGETS: dict[Role, tuple[str, ...]] = {
    "describer": ("query", "value"),
    "writer": ("q_proj", "v_proj"),
    "vlm": ("q_proj", "v_proj"),
}

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Base:
    """What is learned on.

    Args:
        name, digest: as `checkpoint` gives them.
        examples: makes this model's batches.
    """

    name: str
    digest: str
    model: PreTrainedModel
    examples: Examples


def digest_of(config: TrainingConfig) -> str:
    """The digest of the base's files.

    Raises:
        ModelMissing, ModelUnusable: see `checkpoint.folder`.
        BaseMismatch: `model.digest` names other weights.
    """
    found = checkpoint.digest(checkpoint.folder(config.model.id))
    if config.model.digest not in ("", found):
        raise BaseMismatch(
            f"{checkpoint.name(config.model.id)} has the digest {found[:12]}, and the run is for "
            f"{config.model.digest[:12]}: an adapter fits the weights it was trained on alone",
            field="model.digest",
        )
    return found


def open_base(config: TrainingConfig, placement: Placement) -> Base:
    """Open the base of the role.

    Raises:
        ModelMissing: its weights are not on this machine.
        BaseMismatch: it is no model of this role, or not the one that `model.digest` names.
        BadConfig: it cannot be quantised as it was asked.
    """
    digest = digest_of(config)
    try:
        model, examples = _opened(config, placement)
    except ModelUnusable as error:
        if config.training.quantize and not placement.device.startswith("cuda"):
            raise BadConfig(
                f"training.quantize: {error.detail}", field="training.quantize"
            ) from error
        raise BaseMismatch(f"role {config.role}: {error.detail}", field="model.id") from error
    return Base(checkpoint.name(config.model.id), digest, model, examples)


def _opened(config: TrainingConfig, placement: Placement) -> tuple[PreTrainedModel, Examples]:
    source, images = config.model.id, config.snapshot
    if config.role == "describer":
        if config.training.quantize:
            raise BadConfig(
                "training.quantize: a describer is small, and serves as it is",
                field="training.quantize",
            )
        describer = Describer(source, placement)
        return describer.model, DescriberExamples(describer, images)
    kind = "llm" if config.role == "writer" else "vlm"
    engine = EngineConfig(writer=source, kind=kind, quantize=config.training.quantize)
    if kind == "llm":
        writer = LlmWriter(engine, placement)
        return writer.model, WriterExamples(writer)
    vlm = VlmWriter(engine, placement)
    return vlm.model, VlmExamples(vlm, images)


def with_lora(base: Base, lora: Lora, role: Role) -> PeftModel:
    """The base with a fresh adapter, which alone is learned.

    Raises:
        BadConfig: no layer has a name that `lora.target_modules` ends in.
    """
    model = base.model
    if getattr(model, "is_quantized", False):
        model = prepare_model_for_kbit_training(model)
    config = LoraConfig(
        r=lora.r,
        lora_alpha=lora.alpha,
        lora_dropout=lora.dropout,
        target_modules=list(lora.target_modules or TARGETS[role]),
    )
    try:
        tuned = get_peft_model(model, config)
    except ValueError as error:
        raise BadConfig(
            f"lora.target_modules: {', '.join(config.target_modules)} cannot carry LoRA in "
            f"{base.name}; its linear layers are named {', '.join(_linear_names(model))}",
            field="lora.target_modules",
        ) from error
    learned, whole = tuned.get_nb_trainable_parameters()
    log.info("%s: %s of %s parameters learn", base.name, f"{learned:,}", f"{whole:,}")
    return tuned


def save_adapter(tuned: PeftModel, base: Base, folder: Path) -> None:
    """peft's two files: the same bytes for the same adapter, naming nothing of this machine."""
    # Here and not before: peft warns of a base that was renamed.
    tuned.peft_config["default"].base_model_name_or_path = base.name
    tuned.save_pretrained(folder, save_embedding_layers=False)
    (folder / "README.md").unlink(missing_ok=True)  # peft's card, with blanks to fill in
    path = folder / adapter_files.CONFIG
    values = json.loads(path.read_text("utf-8"))
    # peft holds them as a set, whose order is another in every process.
    values["target_modules"] = sorted(values["target_modules"])
    path.write_text(json.dumps(values, indent=2, sort_keys=True) + "\n", "utf-8")


def _linear_names(model: nn.Module) -> list[str]:
    return sorted(
        {
            name.rpartition(".")[2]
            for name, module in model.named_modules()
            if isinstance(module, nn.Linear)
        }
    )
