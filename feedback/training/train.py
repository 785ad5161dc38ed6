"""Run a training run: learn, evaluate, judge.

    python -m feedback.training.train CONFIG.yaml [key.path=value ...]
    accelerate launch -m feedback.training.train CONFIG.yaml ...     several processes or machines

On CPUs several processes are asked for with `--multi_gpu` too: accelerate's `--cpu` starts one.

Everything goes into the folder `model.save_path`: `config.yaml` (the configuration as it was run),
`progress.jsonl`, `checkpoint.pt`, `adapter/`, `rows.json` and last of all `report.json`. Started
again, a run that was killed goes on from its checkpoint.

Exit status: 0 where a verdict was reached, whatever it is; 2 where the run was refused or asked to
end, with the reason on standard error and, where the configuration says which folder is the run's,
in its `error.json`; anything else is a crash.
"""

import argparse
import json
import logging
import os
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from captioner.errors import CaptionError
from feedback.datasets import snapshot
from feedback.training import config, lora, splits, stopping, tracking, verdict
from feedback.training.config import TrainingConfig
from feedback.training.errors import Canceled
from feedback.training.tracking import Tracker

CONFIG, ERROR = "config.yaml", "error.json"

_SAVE_PATH = re.compile(r"""^\s*save_path:[ \t]*["']?([^"'#\n]*[^"'#\s])""", re.MULTILINE)

log = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m feedback.training.train", description=__doc__.splitlines()[0]
    )
    parser.add_argument("config", type=Path, help="a YAML file such as default.yaml")
    parser.add_argument("overrides", nargs="*", metavar="key.path=value")
    given = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    logging.getLogger("httpx").setLevel(logging.WARNING)  # a line for each request of a tracker
    out: Path | None = None
    try:
        wanted = config.load(given.config, given.overrides)
        out = wanted.out
        out.mkdir(parents=True, exist_ok=True)
        run(wanted)
    except CaptionError as error:
        log.error("%s: %s", error.code, error.detail)
        out = out or _out_of(given.overrides, given.config)
        if out:
            _tell(error, out)
        return 2
    return 0


def run(wanted: TrainingConfig) -> None:
    """A whole run; see the module.

    Raises:
        BadSnapshot, TrainingRefused, ModelMissing and other `CaptionError`: it was refused, or
            asked to end.
    """
    is_asked_to_end = stopping.on_sigterm()
    is_main = int(os.environ.get("RANK", "0")) == 0
    (wanted.out / ERROR).unlink(missing_ok=True)
    if is_main:
        config.save(wanted, wanted.out / CONFIG)
        if unread := config.read_elsewhere(wanted):
            log.info("%s: the snapshot's splits count, and these are not read", ", ".join(unread))
    data = snapshot.read(wanted.snapshot)
    chosen = splits.chosen(data.rows, wanted)
    for reason, count in chosen.left_out.items():
        log.info("%d rows left out: %s", count, reason)
    digest = data.manifest.digest
    tracker = tracking.open_tracker(wanted, dataset_digest=digest) if is_main else Tracker(None)
    ending = "failed"
    try:
        tracker.keep(wanted.out / CONFIG)
        adapter = lora.train(
            wanted,
            chosen,
            dataset_digest=digest,
            on_line=lambda line: tracker.step(
                line.step, {"loss": line.loss, "dev_loss": line.dev_loss}
            ),
            is_asked_to_end=is_asked_to_end,
        )
        if is_main:
            _judge(wanted, data, chosen, adapter, tracker)
        ending = "finished"
    except Canceled:
        ending = "canceled"
        raise
    finally:
        tracker.close(ending)


def _judge(
    wanted: TrainingConfig,
    data: snapshot.Snapshot,
    chosen: splits.Splits,
    adapter: Path,
    tracker: Tracker,
) -> None:
    judgement, report = verdict.reach(wanted, data, chosen, adapter)
    tracker.report(report, step=0)
    tracker.keep(wanted.out / verdict.REPORT)
    if reason := tracking.save_reason(judgement, forced=wanted.bypass_save):
        tracker.register(adapter, save_reason=reason)


def _out_of(overrides: Sequence[str], path: Path) -> Path | None:
    """The run's folder where the configuration that would name it cannot be read."""
    key = "model.save_path="
    said = [each.removeprefix(key) for each in overrides if each.startswith(key)]
    if not said and path.name == CONFIG:
        return path.parent
    if not said:
        with suppress(OSError, UnicodeDecodeError):
            # By its line: what is wrong with the file may be that it is no YAML.
            said = _SAVE_PATH.findall(path.read_text("utf-8"))
    return Path(said[-1]) if said else None


def _tell(error: CaptionError, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    part = out / f"{ERROR}.part"
    part.write_text(json.dumps({"code": error.code, "detail": error.detail}), "utf-8")
    part.replace(out / ERROR)


if __name__ == "__main__":
    sys.exit(main())
