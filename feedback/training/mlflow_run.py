"""One run on an MLflow server, by its own client. Opening one imports mlflow, in some seconds."""

import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from mlflow import MlflowClient

# A request that is not answered is given up within some 20 s, where mlflow's own settings wait for
# a quarter of an hour; and nobody hears of our runs but the server that was named.
BOUNDS = {
    "MLFLOW_HTTP_REQUEST_TIMEOUT": "10",
    "MLFLOW_HTTP_REQUEST_MAX_RETRIES": "1",
    "MLFLOW_HTTP_REQUEST_BACKOFF_FACTOR": "0",
    "MLFLOW_ARTIFACT_UPLOAD_DOWNLOAD_TIMEOUT": "60",
    "MLFLOW_DISABLE_TELEMETRY": "true",
    "MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR": "false",
    "MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT": "true",
}
PARAM_MAX = 6000  # characters that the server takes of a parameter's value
_ENDINGS = {"finished": "FINISHED", "failed": "FAILED", "canceled": "KILLED"}

Alias = Literal["candidate", "champion"]


class MlflowRun:
    """A `tracking.Sink`.

    Args:
        uri: the server's address.
        run_id: of a run to go on with; None starts one.
        project: the experiment, made where it is missing.
        model: what its adapter is registered under.
        name, params, tags: of the run; a run that is gone on with has them.
    """

    def __init__(
        self,
        uri: str,
        *,
        run_id: str | None,
        project: str,
        model: str,
        name: str,
        params: Mapping[str, Any],
        tags: Mapping[str, str],
    ) -> None:
        self._client = _client(uri)
        self._model = model
        if run_id:
            self._client.update_run(run_id, status="RUNNING")
            self.run_id = run_id
            return
        experiment = self._client.get_experiment_by_name(project)
        number = experiment.experiment_id if experiment else self._client.create_experiment(project)
        run = self._client.create_run(number, run_name=name, tags=dict(tags))
        self.run_id = run.info.run_id
        for param, value in params.items():
            self._client.log_param(self.run_id, param, str(value)[:PARAM_MAX], synchronous=True)

    def step(self, step: int, figures: Mapping[str, float]) -> None:
        from mlflow.entities import Metric

        now = int(time.time() * 1000)
        metrics = [Metric(name, value, now, step) for name, value in figures.items()]
        self._client.log_batch(self.run_id, metrics=metrics, synchronous=True)

    def keep(self, path: Path) -> None:
        if path.is_dir():
            self._client.log_artifacts(self.run_id, str(path), artifact_path=path.name)
        else:
            self._client.log_artifact(self.run_id, str(path))

    def register(self, adapter: Path, *, tags: Mapping[str, str]) -> None:
        self.keep(adapter)
        self._client.set_tag(self.run_id, "save_reason", tags["save_reason"])
        version = _version(self._client, self._model, tags["digest"])
        if version is None:
            if not _is_registered(self._client, self._model):
                self._client.create_registered_model(self._model)
            source = f"{self._client.get_run(self.run_id).info.artifact_uri}/{adapter.name}"
            made = self._client.create_model_version(
                self._model,
                source,
                run_id=self.run_id,
                tags=dict(tags),
                await_creation_for=None,
            )
            version = made.version
        self._client.set_registered_model_alias(self._model, "candidate", version)

    def close(self, ending: str) -> None:
        self._client.set_terminated(self.run_id, status=_ENDINGS[ending])


def give_alias(uri: str, model: str, *, digest: str, alias: Alias) -> bool:
    """Give an alias to the registered version of an adapter, or with "" take it from all.

    Returns:
        Whether it is so now: an adapter may never have been registered.
    """
    client = _client(uri)
    if not digest:
        if _is_registered(client, model):
            client.delete_registered_model_alias(model, alias)
        return True
    version = _version(client, model, digest)
    if version is None:
        return False
    client.set_registered_model_alias(model, alias, version)
    return True


def _client(uri: str) -> "MlflowClient":
    for name, value in BOUNDS.items():
        os.environ.setdefault(name, value)
    # Only now: mlflow reads some of these when it is imported.
    from mlflow import MlflowClient

    return MlflowClient(tracking_uri=uri, registry_uri=uri)


def _version(client: "MlflowClient", model: str, digest: str) -> str | None:
    """The version that holds an adapter; both names are of letters that need no escape."""
    found = client.search_model_versions(f"name = '{model}' and tags.digest = '{digest}'")
    return found[0].version if found else None


def _is_registered(client: "MlflowClient", model: str) -> bool:
    return bool(client.search_registered_models(f"name = '{model}'"))
