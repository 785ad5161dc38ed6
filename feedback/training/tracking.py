"""Where a run's figures go besides its folder: an MLflow server, Weights & Biases, or nowhere.

A tracker is a guest: what it cannot take is lost to it and to nobody else. Each call is bounded in
time by its library's settings, a failure is one line in the log, and after `FAILURES` of them the
run goes on untold.
"""

import json
import logging
import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal, Protocol
from urllib.parse import urlsplit

from captioner.engine.adapter_files import Role, read
from feedback.training import config as configs
from feedback.training.config import TrainingConfig
from feedback.training.errors import BadConfig
from feedback.training.gate import Judgement

FAILURES = 3  # at some 20 s each, a tracker that hangs costs a run a minute
FILE = "tracker.json"  # in the run's folder: what a run that is taken up again goes on with
PORT = 5000  # MLflow's

Ending = Literal["finished", "failed", "canceled"]
log = logging.getLogger(__name__)


class Sink(Protocol):
    """One run at a tracker's; `run_id` is its name there. Any of its calls may raise anything."""

    run_id: str

    def step(self, step: int, figures: Mapping[str, float]) -> None:
        """Figures of a step, by name."""

    def keep(self, path: Path) -> None:
        """A file or a folder as the run's artifact."""

    def register(self, adapter: Path, *, tags: Mapping[str, str]) -> None:
        """A sealed adapter's folder as a new version of its role's model, the `candidate`."""

    def close(self, ending: Ending) -> None:
        """The run is over."""


class Tracker:
    """A run's way to its tracker; no call ever raises.

    Args:
        begin: opens the run there; None for no tracker. Called on first use, and again after it
            has failed: a server that starts up meanwhile is found.
    """

    def __init__(self, begin: Callable[[], Sink] | None) -> None:
        self._begin = begin
        self._sink: Sink | None = None
        self._failures = 0

    def step(self, step: int, figures: Mapping[str, float | None]) -> None:
        """A step's figures; those that are no number are left out."""
        known = {
            name: float(value)
            for name, value in figures.items()
            if value is not None and math.isfinite(value)
        }
        self._tell(lambda sink: sink.step(step, known))

    def report(self, report: Mapping[str, Any], *, step: int) -> None:
        """An evaluation's figures (see `evaluate`), as `candidate/rouge_l` and the like."""
        self.step(step, _flat(report))

    def keep(self, path: Path) -> None:
        """A file or a folder of the run's, such as its configuration."""
        self._tell(lambda sink: sink.keep(path))

    def register(self, adapter: Path, *, save_reason: str) -> None:
        """The adapter as the role's newest version, under the alias `candidate`.

        Args:
            adapter: a sealed folder, which is kept as an artifact too.
            save_reason: of `save_reason`.
        """
        manifest = read(adapter)
        tags = {
            "save_reason": save_reason,
            "digest": manifest.digest,
            "dataset_digest": manifest.dataset_digest,
            "base": manifest.base,
        }
        self._tell(lambda sink: sink.register(adapter, tags=tags))

    def close(self, ending: Ending = "finished") -> None:
        """The run is over; nothing is told after this."""
        self._tell(lambda sink: sink.close(ending))
        self._begin = None

    def _tell(self, tell: Callable[[Sink], None]) -> None:
        if self._begin is None:
            return
        try:
            self._sink = self._sink or self._begin()
            tell(self._sink)
        except Exception as error:
            # Whatever a library for graphs runs into, it is not worth a run of hours.
            self._failures += 1
            gone = self._failures == FAILURES
            if gone:
                self._begin = None
            end = "it is not told of this run any more" if gone else "the run goes on"
            log.warning("the tracker failed (%s: %s); %s", type(error).__name__, error, end)


def open_tracker(config: TrainingConfig, *, dataset_digest: str) -> Tracker:
    """The tracker that the configuration names.

    A file of the predecessor's names none and gives `mlflow_ip`: that is MLflow.

    Raises:
        BadConfig: MLflow is asked for and no address is given, or one that is none.
    """
    kind = config.tracking.tracker
    if kind == "none" and config.mlflow_ip:
        kind = "mlflow"
    if kind == "none":
        return Tracker(None)
    where = address(config) if kind == "mlflow" else str(config.out)

    def begin() -> Sink:
        # Imported here: a run that is told to nobody pays for neither library.
        if kind == "mlflow":
            from feedback.training.mlflow_run import MlflowRun as Run
        else:
            from feedback.training.wandb_run import WandbRun as Run
        run = Run(where, run_id=_run_id(config.out, kind), **facts(config, dataset_digest))
        _remember(config.out, kind, run.run_id)
        return run

    return Tracker(begin)


def mark_champion(config: TrainingConfig, role: Role, digest: str) -> bool:
    """Give the alias `champion` to the registered version of the adapter that now serves.

    Args:
        digest: the adapter's; "" where the bare model serves, which then nothing is named for.

    Returns:
        Whether it is so now: the server may be out of reach, or may never have had the adapter.
    """
    try:
        from feedback.training.mlflow_run import give_alias

        return give_alias(
            address(config), model_name(config.project, role), digest=digest, alias="champion"
        )
    except Exception as error:
        # As in `Tracker`: a promotion does not hang on it.
        log.warning("the tracker failed (%s: %s)", type(error).__name__, error)
        return False


def save_reason(judgement: Judgement, *, forced: bool) -> str:
    """Why an adapter is registered; "" where it is not."""
    first = judgement.reasons[0]
    if judgement.verdict == "pass":
        return f"passed the gate: {first}"
    return f"forced by bypass_save, verdict {judgement.verdict}: {first}" if forced else ""


def address(config: TrainingConfig) -> str:
    """The MLflow server's, with its scheme and port.

    Raises:
        BadConfig: there is none, or it is none.
    """
    given = config.tracking.uri or config.mlflow_ip
    key = "tracking.uri" if config.tracking.uri or not given else "mlflow_ip"
    if not given:
        raise BadConfig(f"{key} is missing: where is the MLflow server?", field=key)
    uri = given if "://" in given else f"http://{given}"
    try:
        parts = urlsplit(uri)
        bare = parts.scheme == "http" and parts.port is None and "://" not in given
    except ValueError as error:
        raise BadConfig(f"{key}: {given!r} is no address: {error}", field=key) from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BadConfig(f"{key}: {given!r} is no http(s) address", field=key)
    return f"{uri.rstrip('/')}:{PORT}" if bare else uri.rstrip("/")


def model_name(project: str, role: str) -> str:
    """What a role's adapters are registered under."""
    return f"{project}-{role}"


def facts(config: TrainingConfig, dataset_digest: str) -> dict[str, Any]:
    """What every tracker is told of a run: project, model, name, params by path, tags."""
    plain = configs.plain(config)
    words = {key: plain.pop(key) for key in ("task", "notes", "description", "model_name")}
    tags = {"role": config.role, "dataset_digest": dataset_digest} | words
    return {
        "project": config.project,
        "model": model_name(config.project, config.role),
        "name": config.run_name or config.out.name,
        "params": dict(_paths(plain)),
        "tags": {name: value for name, value in tags.items() if value},
    }


def _paths(values: Mapping[str, Any], above: str = "") -> list[tuple[str, Any]]:
    """Nested keys as `lora.r`."""
    found: list[tuple[str, Any]] = []
    for key, value in values.items():
        path = f"{above}{key}"
        found += _paths(value, f"{path}.") if isinstance(value, Mapping) else [(path, value)]
    return found


def _flat(report: Mapping[str, Any]) -> dict[str, float | None]:
    found: dict[str, float | None] = {"test_rows": report["rows"]}
    for side in ("champion", "candidate"):
        found |= {f"{side}/{name}": value for name, value in report[side].items()}
    for name, (low, mean, high) in report["difference"].items():
        found |= {f"difference/{name}": mean}
        found |= {f"difference/{name}_low": low, f"difference/{name}_high": high}
    return found


def _run_id(out: Path, tracker: str) -> str | None:
    """The run that an earlier start of the same run opened there."""
    try:
        kept = json.loads((out / FILE).read_text("utf-8"))
        return kept["run"] if kept["tracker"] == tracker else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _remember(out: Path, tracker: str, run_id: str) -> None:
    part = out / f"{FILE}.part"
    part.write_text(json.dumps({"format": 1, "tracker": tracker, "run": run_id}), "utf-8")
    part.rename(out / FILE)
