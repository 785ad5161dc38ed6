"""A run told to a real MLflow server, to Weights & Biases' files, and to servers that are down."""

import json
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from feedback.training import tracking
from feedback.training.config import parse
from feedback.training.errors import BadConfig
from feedback.training.gate import Judgement
from feedback.training.tracking import address, mark_champion, open_tracker, save_reason
from tests import adapters, services

PASSED = Judgement("pass", ("rouge_l moved by +0.100.",))
REPORT = {
    "rows": 60,
    "champion": {"rouge_l": 0.3, "loss": 2.0},
    "candidate": {"rouge_l": 0.4, "loss": None},
    "difference": {"rouge_l": [0.05, 0.1, 0.15]},
}


def config(out: Path, **fields):
    out.mkdir(exist_ok=True)
    return parse(
        {
            "role": "writer",
            "run_name": "first",
            "project": "desk",
            "task": "captions",
            "lora": {"r": 4},
            "model": {"id": "base", "save_path": str(out)},
        }
        | fields
    )


def on(uri: str) -> dict:
    return {"tracking": {"tracker": "mlflow", "uri": uri}}


@pytest.fixture(scope="module")
def adapter(taught_models, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("run") / "adapter"
    return adapters.make(folder, taught_models / "taught", "writer", strength=0.5)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with services.mlflow_server() as url:
        yield url


@pytest.fixture(scope="module")
def client(server):
    from feedback.training.mlflow_run import _client

    return _client(server)


def run_of(client, out: Path):
    return client.get_run(json.loads((out / tracking.FILE).read_text())["run"])


def digest_of(adapter: Path) -> str:
    return json.loads((adapter / "adapter.json").read_text())["digest"]


def lost(caplog) -> list[str]:
    """What the log says was not told."""
    return [each.getMessage() for each in caplog.records if each.name == tracking.__name__]


def test_a_run_is_told_whole(server, client, adapter, tmp_path, caplog):
    run = config(tmp_path, **on(server))
    tracker = open_tracker(run, dataset_digest="d" * 64)
    tracker.step(10, {"loss": 2.5, "dev_loss": None})
    tracker.step(20, {"loss": 1.5, "dev_loss": 1.75})
    (tmp_path / "config.yaml").write_text("role: writer\n")
    tracker.keep(tmp_path / "config.yaml")
    tracker.report(REPORT, step=20)
    tracker.register(adapter, save_reason=save_reason(PASSED, forced=False))
    tracker.close()
    assert not lost(caplog)

    found = run_of(client, tmp_path)
    assert found.info.status == "FINISHED"
    assert found.data.params["lora.r"] == "4"
    assert found.data.params["training.learning_rate"] == "5e-05"
    assert found.data.tags["dataset_digest"] == "d" * 64
    assert found.data.tags["task"] == "captions"
    assert found.data.tags["save_reason"] == "passed the gate: rouge_l moved by +0.100."
    assert found.data.metrics["candidate/rouge_l"] == 0.4
    assert found.data.metrics["difference/rouge_l_low"] == 0.05
    assert "candidate/loss" not in found.data.metrics, "null is no figure"
    losses = client.get_metric_history(found.info.run_id, "loss")
    assert [(each.step, each.value) for each in losses] == [(10, 2.5), (20, 1.5)]
    kept = {file.path for file in client.list_artifacts(found.info.run_id)}
    assert kept == {"config.yaml", "adapter"}
    files = {file.path for file in client.list_artifacts(found.info.run_id, "adapter")}
    assert "adapter/adapter_model.safetensors" in files

    version = client.get_model_version_by_alias("desk-writer", "candidate")
    assert version.tags["digest"] == digest_of(adapter)
    assert version.tags["save_reason"].startswith("passed the gate")
    assert version.run_id == found.info.run_id


def test_a_run_taken_up_again_goes_on_where_it_was(server, client, tmp_path):
    run = config(tmp_path, **on(server))
    open_tracker(run, dataset_digest="d" * 64).step(1, {"loss": 3.0})
    second = open_tracker(run, dataset_digest="d" * 64)
    second.step(2, {"loss": 2.0})
    second.close("canceled")
    found = run_of(client, tmp_path)
    assert found.info.status == "KILLED"
    steps = [each.step for each in client.get_metric_history(found.info.run_id, "loss")]
    assert steps == [1, 2]


def test_what_is_promoted_is_the_champion(server, client, adapter, tmp_path):
    run = config(tmp_path, **on(server))
    digest = digest_of(adapter)
    for _ in range(2):  # a second registration is no second version
        open_tracker(run, dataset_digest="d" * 64).register(adapter, save_reason="forced")
    assert mark_champion(run, "writer", digest)
    version = client.get_model_version_by_alias("desk-writer", "champion")
    assert version.tags["digest"] == digest
    versions = client.search_model_versions(f"tags.digest = '{digest}'")
    assert len(versions) == 1
    assert not mark_champion(run, "writer", "0" * 64), "it was never registered"
    for _ in range(2):  # rolled back to the bare model, and told so twice
        assert mark_champion(run, "writer", "")
    aliases = client.get_registered_model("desk-writer").aliases
    assert aliases == {"candidate": version.version}
    assert mark_champion(run, "describer", ""), "nothing was ever registered"


@contextmanager
def silent() -> Iterator[str]:
    """A server that takes a connection and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as held:
        yield f"http://127.0.0.1:{held.getsockname()[1]}"


@pytest.mark.parametrize("kind", ["refuses", "never answers", "is nowhere"])
def test_a_tracker_that_is_down_costs_seconds_and_no_run(
    kind, adapter, tmp_path, monkeypatch, caplog
):
    monkeypatch.setenv("MLFLOW_HTTP_REQUEST_TIMEOUT", "1")
    monkeypatch.setenv("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "1")
    monkeypatch.setenv("MLFLOW_HTTP_REQUEST_BACKOFF_FACTOR", "0")
    with silent() as hanging:
        uri = {
            "refuses": "http://127.0.0.1:1",
            "never answers": hanging,
            "is nowhere": "http://mlflow.invalid:5000",
        }[kind]
        run = config(tmp_path, **on(uri))
        tracker = open_tracker(run, dataset_digest="d" * 64)
        started = time.monotonic()
        for step in range(50):
            tracker.step(step, {"loss": 1.0})
        tracker.keep(adapter)
        tracker.register(adapter, save_reason="forced")
        tracker.close()
        assert time.monotonic() - started < 30
        assert not mark_champion(run, "writer", digest_of(adapter))
    told = lost(caplog)
    assert len(told) == tracking.FAILURES + 1, "the last is the champion's"
    assert told[2].endswith("it is not told of this run any more")


def test_a_server_that_comes_up_late_is_found(server, client, tmp_path, monkeypatch):
    run = config(tmp_path, **on(server))
    tracker = open_tracker(run, dataset_digest="d" * 64)
    begin, calls = tracker._begin, []

    def late():
        calls.append(1)
        if len(calls) == 1:
            raise ConnectionError("not yet")
        return begin()

    tracker._begin = late
    tracker.step(1, {"loss": 3.0})
    tracker.step(2, {"loss": 2.0})
    assert run_of(client, tmp_path).data.metrics["loss"] == 2.0


def test_offline_a_run_is_files_to_send_later(adapter, tmp_path, caplog):
    run = config(tmp_path, tracking={"tracker": "wandb"})
    tracker = open_tracker(run, dataset_digest="d" * 64)
    tracker.step(1, {"loss": 3.0})
    (tmp_path / "config.yaml").write_text("role: writer\n")
    tracker.keep(tmp_path / "config.yaml")
    tracker.report(REPORT, step=2)
    tracker.register(adapter, save_reason="forced")
    tracker.close()
    assert not lost(caplog)
    [folder] = (tmp_path / "wandb").glob("offline-run-*")
    assert (folder / "files" / "config.yaml").read_text() == "role: writer\n"
    assert [file.name for file in (folder / "files").iterdir()] == ["config.yaml"], "ours alone"
    [written] = folder.glob("run-*.wandb")
    for told in (b"candidate/rouge_l", b"lora.r", b"d" * 64, b"desk-writer", b"forced"):
        assert told in written.read_bytes(), told


def test_without_a_tracker_nothing_is_told_and_nothing_imported(tmp_path):
    tracker = open_tracker(config(tmp_path), dataset_digest="d" * 64)
    tracker.step(1, {"loss": 1.0})
    tracker.close()
    assert not list(tmp_path.iterdir())


ADDRESSES = {
    "10.0.0.7": "http://10.0.0.7:5000",
    "mlflow.lan:8080": "http://mlflow.lan:8080",
    "http://mlflow.lan": "http://mlflow.lan",
    "https://mlflow.example.org/team/": "https://mlflow.example.org/team",
}


@pytest.mark.parametrize(("given", "expected"), ADDRESSES.items())
def test_an_address_may_be_a_bare_host(given, expected, tmp_path):
    assert address(config(tmp_path, mlflow_ip=given)) == expected
    assert address(config(tmp_path, **on(given))) == expected


@pytest.mark.parametrize("given", ["ftp://host", "http://", "host:port", "sqlite:///mlflow.db"])
def test_an_address_that_is_none_is_refused_by_its_key(given, tmp_path):
    with pytest.raises(BadConfig, match=r"tracking\.uri") as error:
        open_tracker(config(tmp_path, **on(given)), dataset_digest="d" * 64)
    assert error.value.field == "tracking.uri"


def test_mlflow_without_an_address_is_refused(tmp_path):
    with pytest.raises(BadConfig, match=r"tracking\.uri is missing"):
        open_tracker(config(tmp_path, **on("")), dataset_digest="d" * 64)


@pytest.mark.parametrize(
    ("verdict", "forced", "expected"),
    [
        ("pass", False, "passed the gate: why."),
        ("pass", True, "passed the gate: why."),
        ("fail", True, "forced by bypass_save, verdict fail: why."),
        ("fail", False, ""),
        ("not_enough_data", False, ""),
        ("not_enough_data", True, "forced by bypass_save, verdict not_enough_data: why."),
    ],
)
def test_an_adapter_is_registered_for_a_reason(verdict, forced, expected):
    assert save_reason(Judgement(verdict, ("why.",)), forced=forced) == expected
