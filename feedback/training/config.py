"""What a training run does: one YAML file and the command line's overrides as a frozen value.

The keys and defaults of the predecessor stand: a file of his is read as it is, and `default.yaml`
beside this module lists them all. A key nobody knows, and a value of another type, are refused
with their path. Knows neither torch nor the snapshot's rows.
"""

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import yaml

from feedback.training.errors import BadConfig
from feedback.training.gate import MIN_ROWS, ROWS_LEAST
from feedback.training.sections import section

Role = Literal["describer", "writer", "vlm"]

# What `manage.py etl` and `build_dataset` read; a run's splits are the snapshot's.
ELSEWHERE = (
    "dataset.cities",
    "dataset.train_base_dir",
    "dataset.eval_base_dir",
    "dataset.test_base_dir",
    "dataset.output_jsonl_path",
)


def _within(default: float, low: float, high: float) -> Any:
    """A number's field: its default, and the least and the most it may be."""
    return field(default=default, metadata={"low": low, "high": high})


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """What is learned from.

    Args:
        snapshot: the folder of a DatasetSnapshot.
        name: what to call it in the tracker.
        split_mode: `percent` takes the snapshot's splits as they are; `count` takes at most
            `train_count`, `eval_count` and `test_count` rows of them, by the rows' ids.
        train_split, eval_split, test_split: shares, for what builds the snapshot.
    """

    snapshot: str = ""
    name: str = ""
    cities: tuple[str, ...] = ()
    train_base_dir: str = ""
    eval_base_dir: str = ""
    test_base_dir: str = ""
    output_jsonl_path: str = ""
    split_mode: Literal["percent", "count"] = "percent"
    train_split: float = _within(0.8, 0, 1)
    eval_split: float = _within(0.1, 0, 1)
    test_split: float = _within(0.1, 0, 1)
    train_count: int | None = field(default=None, metadata={"low": 1, "high": 10**9})
    eval_count: int | None = field(default=None, metadata={"low": 1, "high": 10**9})
    test_count: int | None = field(default=None, metadata={"low": 1, "high": 10**9})


@dataclass(frozen=True, slots=True, kw_only=True)
class Lora:
    """The adapter's shape (Hu et al. 2021, LoRA).

    Args:
        r: the rank; alpha: the update is scaled by alpha / r.
        target_modules: the ends of the names of the layers it is put on; none for the role's own.
    """

    r: int = _within(16, 1, 1024)
    alpha: int = _within(32, 1, 4096)
    dropout: float = _within(0.05, 0, 0.9)
    target_modules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """What the adapter is for.

    Args:
        id: the base, a folder or a hub id whose download is on this machine.
        digest: of the base that serves; a run on other weights is refused. "" takes any.
        save_path: the run's folder: progress, checkpoints, the adapter, the report.
    """

    id: str = ""
    digest: str = ""
    save_path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """How it learns.

    Args:
        batch_size: rows a process takes at once; a step is made of `grad_accum_steps` of these.
        max_steps: ends the run before its epochs do; 0 for none.
        learning_rate: at its highest, after `warmup_ratio` of the steps; then it falls to 0 along
            a cosine.
        checkpoint_steps: steps between checkpoints.
        min_train, min_eval, min_test: fewer rows of a split are refused.
        precision: `auto` computes in bfloat16 where the device is fast in it.
        quantize: `4bit` (NF4, CUDA alone) or "".
    """

    batch_size: int = _within(2, 1, 4096)
    grad_accum_steps: int = _within(4, 1, 4096)
    epochs: int = _within(1, 1, 1000)
    max_steps: int = _within(0, 0, 10**9)
    learning_rate: float = _within(5e-5, 0, 1)
    logging_steps: int = _within(10, 1, 10**6)
    weight_decay: float = _within(0.01, 0, 1)
    warmup_ratio: float = _within(0.05, 0, 1)
    max_grad_norm: float = _within(1.0, 0, 1000)
    seed: int = _within(42, 0, 2**31 - 1)
    checkpoint_steps: int = _within(50, 1, 10**9)
    min_train: int = _within(50, 1, 10**9)
    min_eval: int = _within(5, 0, 10**9)
    min_test: int = _within(5, 1, 10**9)
    device: str = "auto"
    precision: Literal["auto", "float32", "bfloat16"] = "auto"
    quantize: Literal["", "4bit"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracking:
    """Where figures go besides the run's folder.

    Args:
        tracker: `mlflow`, `wandb` (offline) or `none`.
        uri: of the MLflow server; "" takes `mlflow_ip`.
    """

    tracker: Literal["none", "mlflow", "wandb"] = "none"
    uri: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """How the adapter is judged: by what it writes through the engine that serves.

    Args:
        champion: the folder of the adapter that serves; "" for the bare model.
        describer, writer: the models that serve beside the one that learned, which is `model.id`;
            "" for the bundled ones.
        seed: of what is drawn.
        greedy: take the likeliest token each time, so that chance is left out.
        min_rows: with fewer test rows the verdict is "not_enough_data".
    """

    champion: str = ""
    describer: str = ""
    writer: str = ""
    seed: int = _within(0, 0, 2**31 - 1)
    greedy: bool = False
    min_rows: int = _within(MIN_ROWS, ROWS_LEAST, 10**9)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingConfig:
    """A run, whole.

    Args:
        role: which of the models learns.
        run_name, project, model_name, task, notes, description: how the tracker names it.
        mlflow_ip: the MLflow server's address; a bare host is asked at port 5000.
        bypass_save: register the adapter also where it is no better than the one before.
        llava_prompt: must stay empty, see `load`.
    """

    role: Role = "vlm"
    run_name: str = ""
    project: str = "snap2caption"
    model_name: str = ""
    task: str = ""
    notes: str = ""
    description: str = ""
    dataset: Dataset = Dataset()
    lora: Lora = Lora()
    model: Model = Model()
    training: Training = Training()
    evaluation: Evaluation = Evaluation()
    tracking: Tracking = Tracking()
    mlflow_ip: str = ""
    bypass_save: bool = False
    llava_prompt: str = ""

    @property
    def out(self) -> Path:
        return Path(self.model.save_path)

    @property
    def snapshot(self) -> Path:
        return Path(self.dataset.snapshot)


def load(path: Path, overrides: Sequence[str] = ()) -> TrainingConfig:
    """A run's configuration.

    Args:
        overrides: `key.path=value`, the value in YAML's words: `lora.r=8`,
            `lora.target_modules=[q_proj]`.

    Raises:
        BadConfig: the file is not there or no YAML mapping; a key is unknown or a value is not
            what it may be, by its path; a key the run cannot do without is missing; `llava_prompt`
            asks for words that the model would never see when it serves.
    """
    try:
        given = _yaml(path.read_text("utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise BadConfig(f"{path}: cannot be read: {error}") from error
    if not isinstance(given, dict):
        raise BadConfig(f"{path}: a mapping of keys to values is needed")
    config = parse(given, overrides)
    for key in ("dataset.snapshot", "model.id", "model.save_path"):
        section, _, name = key.partition(".")
        if not getattr(getattr(config, section), name):
            raise BadConfig(f"{key} is missing", field=key)
    return config


def parse(given: dict[str, Any], overrides: Sequence[str] = ()) -> TrainingConfig:
    """A mapping as a configuration; overrides, changes in the mapping, and errors as in `load`."""
    for override in overrides:
        _override(given, override)
    config = section(TrainingConfig, given, "")
    if config.llava_prompt.strip():
        raise BadConfig(
            "llava_prompt: training asks as serving does, by captioner/writing/prompts.py; "
            "leave it empty",
            field="llava_prompt",
        )
    return config


def plain(config: TrainingConfig) -> dict[str, Any]:
    """The configuration as JSON values; `parse` reads it back."""
    return dataclasses.asdict(
        config,
        dict_factory=lambda pairs: {k: list(v) if isinstance(v, tuple) else v for k, v in pairs},
    )


def save(config: TrainingConfig, path: Path) -> None:
    """The configuration as a YAML file that `load` reads back."""
    path.write_text(yaml.safe_dump(plain(config), sort_keys=False, allow_unicode=True), "utf-8")


def read_elsewhere(config: TrainingConfig) -> list[str]:
    """The keys that are set and that a training run itself does not read (`ELSEWHERE`)."""
    return [key for key in ELSEWHERE if getattr(config.dataset, key.partition(".")[2])]


class _Loader(yaml.SafeLoader):
    """YAML 1.2's numbers: to PyYAML alone `5e-5` is a word."""


_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^[-+]?\d+(\.\d*)?[eE][-+]?\d+$"), list("-+0123456789")
)


def _yaml(text: str, place: str) -> Any:
    try:
        return yaml.load(text, _Loader)
    except yaml.YAMLError as error:
        raise BadConfig(f"{place}: no YAML: {' '.join(str(error).split())}") from error


def _override(given: dict[str, Any], override: str) -> None:
    key, equals, value = override.partition("=")
    if not equals or not key:
        raise BadConfig(f"{override!r}: an override is key.path=value")
    *sections, name = key.split(".")
    for each in sections:
        given = given.setdefault(each, {})
        if not isinstance(given, dict):
            raise BadConfig(f"{key}: {each} is no section", field=key)
    given[name] = _yaml(value, key)
