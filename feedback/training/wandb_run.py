"""One run for Weights & Biases, offline: files in the run's folder, for `wandb sync` to send later.

Importing this imports wandb; opening a run starts its process, which ends with the run.
"""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import wandb

START_S = 30


class WandbRun:
    """A `tracking.Sink`.

    Args:
        out: the run's folder, in which wandb makes its own, `wandb/`.
        run_id: of a run to go on with: wandb joins what has one id when it is sent.
        project, model, name, params, tags: see `mlflow_run.MlflowRun`.
    """

    def __init__(
        self,
        out: str,
        *,
        run_id: str | None,
        project: str,
        model: str,
        name: str,
        params: Mapping[str, Any],
        tags: Mapping[str, str],
    ) -> None:
        settings = wandb.Settings(
            mode="offline",
            console="off",
            silent=True,
            init_timeout=START_S,
            # Figures of the run and nothing of the machine, its code or its user.
            disable_code=True,
            disable_git=True,
            x_disable_stats=True,
            x_disable_meta=True,
            x_disable_machine_info=True,
            x_save_requirements=False,
        )
        self._run = wandb.init(
            dir=out,
            id=run_id,
            project=project,
            name=name,
            config={**params, **tags},
            job_type="lora",
            settings=settings,
        )
        self._model = model
        self.run_id = self._run.id

    def step(self, step: int, figures: Mapping[str, float]) -> None:
        self._run.log(dict(figures), step=step)

    def keep(self, path: Path) -> None:
        # Copied: the run's own folder may be cleared before somebody syncs.
        target = Path(self._run.dir) / path.name
        (shutil.copytree if path.is_dir() else shutil.copy2)(path, target)
        self._run.save(str(target), base_path=self._run.dir, policy="end")

    def register(self, adapter: Path, *, tags: Mapping[str, str]) -> None:
        artifact = wandb.Artifact(self._model, type="model", metadata=dict(tags))
        for file in sorted(adapter.iterdir()):
            artifact.add_file(str(file))
        self._run.log_artifact(artifact, aliases=["candidate"])
        self._run.summary["save_reason"] = tags["save_reason"]

    def close(self, ending: str) -> None:
        code = 0 if ending == "finished" else 1
        self._run.finish(exit_code=code)
        # Offline, `finish` returns before wandb's process has written the last of its file.
        wandb.teardown(exit_code=code)
