"""Training runs asked for, and what each of them is configured with.

Refuses what could not end well, with the reason: a role that does not serve here, rows too few,
photos deleted since, settings nobody knows, the same run over again. Starts nothing: the row is
the queue's entry, and `feedback.trainer` takes it up. Imports no torch.
"""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.db import transaction

from captioner import adapters, conf
from captioner.engine.adapter_files import ROLES, Role
from captioner.errors import Conflict, InvalidBrief
from captioner.queue import WAITING, State
from feedback.models import DatasetSnapshot, RunAct, TrainingPolicy, TrainingRun
from feedback.training import config as training_config
from feedback.training.config import TrainingConfig
from feedback.training.errors import BadConfig, TooSmall, TrainingRefused

# What may be typed for a run; all else is the product's own to say, such as where it writes.
MAY_OVERRIDE = ("lora.", "training.", "notes", "dataset.split_mode", "dataset.train_count",
                "dataset.eval_count", "dataset.test_count")  # fmt: skip


def request_training(
    role: str, snapshot: DatasetSnapshot, *, by=None, overrides: Sequence[str] = ()
) -> TrainingRun:
    """Queue a run.

    Args:
        by: the account that asks, None for the schedule.
        overrides: settings over the defaults, such as `lora.r=8`; of `MAY_OVERRIDE`.

    Raises:
        InvalidBrief: `role` is none.
        TrainingRefused: the role does not serve here, or photos of the snapshot were deleted.
        BadConfig: an override; `.field` is the key's path.
        TooSmall: the snapshot has fewer rows than the settings ask for.
        Conflict: such a run waits, or has ended with a result that this one could only repeat.
    """
    if role not in ROLES:
        raise InvalidBrief(f"role must be one of {', '.join(ROLES)}", field="role")
    role = cast(Role, role)
    planned = configured(role, snapshot, overrides)
    require_photos(snapshot)
    _require_rows(snapshot, planned)
    name = fingerprint(planned, snapshot)
    with transaction.atomic():
        # Held until the row is there: two requests at once would both find no run like theirs.
        DatasetSnapshot.objects.select_for_update().get(pk=snapshot.pk)
        _require_new(name)
        run = TrainingRun.objects.create(
            role=role,
            snapshot=snapshot,
            overrides=list(overrides),
            fingerprint=name,
            requested_by=by,
        )
        run.note(RunAct.REQUEST, by=by, detail=", ".join(overrides))
    return run


def configured(
    role: Role,
    snapshot: DatasetSnapshot,
    overrides: Sequence[str] = (),
    *,
    name: str = "",
    champion: Path | None = None,
) -> TrainingConfig:
    """The whole configuration of a run.

    Args:
        name: the run's, which its folder has too.
        champion: the folder of the adapter that serves.

    Raises:
        TrainingRefused, BadConfig: as `request_training`.
    """
    require_allowed(overrides)
    engine = conf.engine_config()
    base = serving(role)
    beside = {"describer": engine.describer}
    if engine.kind == "llm":
        beside["writer"] = engine.writer
    given: dict[str, Any] = {
        "role": role,
        "run_name": name,
        "dataset": {"snapshot": str(snapshot.path.resolve()), "name": snapshot.name},
        "model": {"id": base, "save_path": str(folder(name))},
        "training": {"quantize": "" if role == "describer" else engine.quantize},
        "evaluation": {
            "champion": str(champion or ""),
            "min_rows": TrainingPolicy.of(role).min_rows,
            **beside,
        },
        "tracking": {"tracker": settings.TRACKER, "uri": settings.MLFLOW_TRACKING_URI},
    }
    return training_config.parse(given, overrides)


def serving(role: Role) -> str:
    """The model that serves as a role, as `EngineConfig` names it.

    Raises:
        TrainingRefused: none does, or it is on another server.
    """
    engine = conf.engine_config()
    found = {"describer": engine.describer}
    if engine.kind in ("llm", "vlm"):
        found["writer" if engine.kind == "llm" else "vlm"] = engine.writer
    if source := found.get(role):
        return source
    here = ", ".join(sorted(name for name, source in found.items() if source)) or "none"
    raise TrainingRefused(
        f"no {role} serves here (PRESET={settings.PRESET}), so none can be judged; what can be "
        f"trained: {here}",
        field="role",
    )


def folder(name: str) -> Path:
    """Where a run of this name writes, on the machine that trains it."""
    return Path(settings.TRAINING_DIR, name).resolve()


def fingerprint(planned: TrainingConfig, snapshot: DatasetSnapshot) -> str:
    """Of all that a run's result depends on: rows, base, settings, and what it must beat."""
    plain = training_config.plain(planned)
    champion = adapters.live(planned.role)
    parts = {
        "role": planned.role,
        "base": planned.model.id,
        "data": snapshot.digest,
        "champion": champion.digest if champion else "",
        "lora": plain["lora"],
        "training": plain["training"],
        "min_rows": planned.evaluation.min_rows,
        "rows": {key: plain["dataset"][key] for key in plain["dataset"] if "_" in key},
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def require_photos(snapshot: DatasetSnapshot) -> None:
    """Refuse a version that holds a photo which was deleted since it was built.

    Raises:
        TrainingRefused: it does.
    """
    if gone := snapshot.photos.exclude(deleted_at=None).count():
        raise TrainingRefused(
            f"{gone} photos of {snapshot} were deleted since it was built: build its next version "
            f"(manage.py build_dataset {snapshot.name}), and train on that",
            field="dataset",
        )


def require_allowed(overrides: Sequence[str]) -> None:
    """Refuse an override of what is not for a person to choose, or of a key or value that is none.

    Raises:
        BadConfig: with the key's path in `.field`.
    """
    for override in overrides:
        key = override.partition("=")[0]
        if not key.startswith(MAY_OVERRIDE):
            allowed = ", ".join(each + "*" * each.endswith(".") for each in MAY_OVERRIDE)
            raise BadConfig(f"{key[:60]!r} is not for a run to choose; {allowed} are", field=key)
    training_config.parse({}, overrides)


def _require_rows(snapshot: DatasetSnapshot, planned: TrainingConfig) -> None:
    """A first look by the counts; the run itself leaves out what its role cannot use."""
    training = planned.training
    least = {"train": training.min_train, "dev": training.min_eval, "test": training.min_test}
    for split, count in least.items():
        if (found := snapshot.counts["split"].get(split, 0)) < count:
            key = {"dev": "eval"}.get(split, split)
            raise TooSmall(
                f"{snapshot} has {found} rows in {split}, and training.min_{key} is {count}",
                field=f"training.min_{key}",
            )


def _require_new(name: str) -> None:
    same = TrainingRun.objects.filter(fingerprint=name, state__in=[*WAITING, State.SUCCEEDED])
    if (run := same.order_by("-pk").first()) is None:
        return
    if run.is_waiting:
        raise Conflict(f"{run} is the same run, and is {run.state}: wait for it, or cancel it")
    raise Conflict(
        f"nothing has changed since {run}: the same rows, settings and champion; it ended on "
        f"{run.finished_at:%Y-%m-%d} with the verdict {run.get_verdict_display().lower()}"
    )
