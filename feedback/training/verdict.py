"""What becomes of a trained adapter: parity, evaluation and gate, one after the other.

Opens the engine that would serve it, with the models that serve beside it. Writes nothing but
`REPORT` and `ROWS` in the run's folder.
"""

import dataclasses
import json
import logging
from pathlib import Path
from typing import Any

from captioner import presets
from captioner.engine import EngineConfig, adapter_files, open_engine
from captioner.engine.device import choose
from feedback.datasets.snapshot import Snapshot
from feedback.training import gate, parity
from feedback.training.config import TrainingConfig
from feedback.training.evaluate import evaluate
from feedback.training.gate import Judgement, Parity
from feedback.training.held_out import loss_of
from feedback.training.splits import Splits

REPORT, ROWS = "report.json", "rows.json"

log = logging.getLogger(__name__)


def reach(
    config: TrainingConfig, snapshot: Snapshot, splits: Splits, adapter: Path
) -> tuple[Judgement, dict[str, Any]]:
    """The verdict on a sealed adapter, and the report it was reached by (see `evaluate`).

    Raises:
        AdapterUnusable: the engine refuses the adapter or the champion.
        CaptionError: it could not write for a row.
    """
    said = _compared(config, splits, adapter)
    log.info("parity: %d of %d photos", said.agreed, said.compared)
    engine = open_engine(engine_config(config))
    try:
        found = evaluate(
            splits.test,
            folder=snapshot.folder,
            dataset_digest=snapshot.manifest.digest,
            role=config.role,
            engine=engine,
            champion=Path(config.evaluation.champion) if config.evaluation.champion else None,
            candidate=adapter,
            loss=loss_of(config, splits.test),
            seed=config.evaluation.seed,
            progress=_told,
        )
    finally:
        engine.close()
    policy = dataclasses.replace(gate.POLICIES[config.role], min_rows=config.evaluation.min_rows)
    judgement = gate.judge(found.report, policy, said)
    log.info("verdict: %s. %s", judgement.verdict, judgement.reasons[0])
    _write(config.out / ROWS, list(found.rows))
    _write(
        config.out / REPORT,
        {
            "format": 1,
            "verdict": judgement.verdict,
            "reasons": list(judgement.reasons),
            "adapter": adapter_files.read(adapter).digest,
            "report": found.report,
            "parity": dataclasses.asdict(said),
            "left_out": splits.left_out,
        },
    )
    return judgement, found.report


def engine_config(config: TrainingConfig, *, dtype: str = "", greedy: bool = False) -> EngineConfig:
    """The engine that serves the role's model, and the models beside it."""
    beside = config.evaluation
    describer = beside.describer or str(presets.BUNDLED / "describer")
    writer = beside.writer or str(presets.BUNDLED / "writer")
    if config.role == "describer":
        models = {"describer": config.model.id, "writer": writer}
    elif config.role == "writer":
        models = {"describer": describer, "writer": config.model.id}
    else:
        models = {"describer": "", "writer": config.model.id, "kind": "vlm"}
    bundled = Path(models["writer"]).resolve() == presets.BUNDLED / "writer"
    sampling: dict[str, Any] = dict(presets.PRESETS[presets.DEFAULT].sampling if bundled else ())
    if greedy or beside.greedy:
        sampling["temperature"] = 0.0
    training = config.training
    return EngineConfig(
        **models | sampling,
        device=training.device,
        dtype=dtype or training.precision,
        quantize=training.quantize,
    )


def _compared(config: TrainingConfig, splits: Splits, adapter: Path) -> Parity:
    """The golden photos through either stack.

    In float32, where merged weights say what unmerged ones say: in bfloat16 near ties tip, and a
    template that differs would hide among them. Quantised weights are never merged.
    """
    training = config.training
    dtype = training.precision if training.quantize else "float32"
    serving = engine_config(config, dtype=dtype, greedy=True)
    rows = parity.golden(splits.test)
    answers = parity.trained(
        rows,
        config=config,
        adapter=adapter,
        placement=choose(training.device, dtype),
        serving=serving,
    )
    engine = open_engine(serving)
    try:
        engine.adopt(config.role, adapter)
        return parity.compare(
            rows, answers, folder=config.snapshot, role=config.role, engine=engine
        )
    finally:
        engine.close()


def _told(done: int, of: int) -> None:
    if done % 20 == 0 or done == of:
        log.info("evaluation: %d of %d texts", done, of)


def _write(path: Path, values: Any) -> None:
    part = path.with_name(f"{path.name}.part")
    part.write_text(json.dumps(values, ensure_ascii=False, indent=1, allow_nan=False), "utf-8")
    part.replace(path)
