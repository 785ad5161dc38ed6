"""Which adapters there are, where their files lie, and which of them serves.

    stored --promote--> live --another is promoted--> stored
                         |---roll_back--> stored, and what served before it is live again

Files live in the storage by digest, so that workers on other hosts can fetch them; a local copy is
kept under `DATA_DIR` while it serves, and for `CACHED` after it was last asked for. Knows nothing
of models: a worker's engine tries an adapter (`adoption`).
"""

import logging
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from captioner.engine import adapter_files
from captioner.engine.adapter_files import DIGEST, MANIFEST, SEALED, Role
from captioner.errors import AdapterUnusable, Conflict
from captioner.models import Adapter, Verdict

log = logging.getLogger(__name__)

CACHED = 7 * 86_400  # seconds; longer than any run that measures itself against one

FILES = (*SEALED, MANIFEST)  # the manifest last: where it is, the others are


def store(folder: Path, *, verdict: str = "", report: dict | None = None) -> Adapter:
    """Keep a sealed adapter: its files in the storage, then its row. May be done again.

    Args:
        verdict: of `Verdict`, with the evaluation it comes from; replaces an earlier one, but not
            that of an adapter which has served.

    Raises:
        AdapterUnusable: the folder is not what its manifest says.
    """
    manifest = adapter_files.read(folder)
    if not default_storage.exists(_key(manifest.digest, MANIFEST)):
        for name in FILES:
            _put(folder / name, _key(manifest.digest, name))
    fields = ("role", "base", "base_digest", "dataset_digest", "config")
    adapter, _ = Adapter.objects.get_or_create(
        digest=manifest.digest, defaults={field: getattr(manifest, field) for field in fields}
    )
    if verdict:
        unserved = Adapter.objects.filter(pk=adapter.pk, promoted_at=None)
        unserved.update(verdict=verdict, report=report or {})
        adapter.refresh_from_db()
    return adapter


def fetch(adapter: Adapter) -> Path:
    """The adapter's folder on this machine, its content checked.

    Raises:
        AdapterUnusable: the storage does not have it whole.
        Exception: what the storage raises where it does not answer.
    """
    keys = {name: _key(adapter.digest, name) for name in FILES}
    folder = Path(settings.DATA_DIR, "adapters", adapter.digest)
    if folder.is_dir():
        try:
            _check(folder, adapter)
            folder.touch()
            return folder
        except AdapterUnusable as error:
            log.warning("a local adapter is fetched anew", extra={"detail": error.detail})
            shutil.rmtree(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    _forget_unused(folder.parent)
    with tempfile.TemporaryDirectory(dir=folder.parent, suffix=".part") as temporary:
        part = Path(temporary, "adapter")
        part.mkdir()
        for name, key in keys.items():
            _get(key, part / name)
        _check(part, adapter)
        try:
            part.rename(folder)
        except OSError:
            if not folder.is_dir():  # otherwise another worker of this machine was first
                raise
    return folder


def _forget_unused(cache: Path) -> None:
    """Remove the copies that neither serve nor were asked for within `CACHED`. Here, since a cache
    grows only where it is fetched into, on whichever machine that is."""
    serving = set(Adapter.objects.filter(live=True).values_list("digest", flat=True))
    for folder in cache.iterdir():
        with suppress(FileNotFoundError):  # another worker of this machine was first
            if folder.name not in serving and folder.stat().st_mtime < time.time() - CACHED:
                shutil.rmtree(folder, ignore_errors=True)


def live(role: Role) -> Adapter | None:
    """What serves as a role; None for the bare model."""
    return Adapter.objects.filter(role=role, live=True).first()


def promote(adapter: Adapter, *, by=None, over: str | None = None) -> Adapter:
    """Let an adapter serve in place of what serves; workers pick it up at their next batch.

    Args:
        by: the account that says so, None for the policy.
        over: the digest of what it was measured against ("" for the bare model): where something
            else serves by now, its verdict says nothing of that. None asks for no such care.

    Raises:
        Conflict: it has not passed the gate, its report is not stored, or something else than
            `over` serves.
    """
    with transaction.atomic():
        rows, served = _locked(adapter.role)
        adapter = rows[adapter.pk]
        if adapter.verdict != Verdict.PASS:
            raise Conflict(f"{adapter} has not passed the gate ({adapter.verdict or 'not judged'})")
        if not adapter.report:
            raise Conflict(f"{adapter} has no stored report: nothing shows what it passed")
        if over is not None and over != (served.digest if served else ""):
            raise Conflict(
                f"{adapter} was measured against {over[:12] or 'the bare model'}, and "
                f"{served or 'the bare model'} serves now: measure it again"
            )
        if not adapter.live:
            Adapter.objects.filter(role=adapter.role, live=True).update(live=False)
            adapter.live, adapter.promoted_by = True, by
            adapter.promoted_at, adapter.rolled_back_at = timezone.now(), None
            adapter.save()
    log.info("adapter promoted", extra={"adapter": str(adapter), "by": str(by or "the policy")})
    return adapter


def roll_back(role: Role, *, by=None) -> Adapter | None:
    """Let what served before serve again, the bare model where nothing did; gives what it is.

    Raises:
        Conflict: no adapter serves, so there is nothing to go back from.
    """
    with transaction.atomic():
        rows, served = _locked(role)
        if not served:
            raise Conflict(f"no adapter serves as the {role}: there is nothing to go back from")
        before = [
            row
            for row in rows.values()
            if row.promoted_at and not row.live and not row.rolled_back_at
        ]
        former = max(before, key=lambda row: row.promoted_at, default=None)
        served.live, served.rolled_back_at = False, timezone.now()
        served.save()
        if former:
            former.live = True
            former.save()
    about = {"adapter": str(served), "to": str(former or "the bare model"), "by": str(by)}
    log.warning("adapter rolled back", extra=about)
    return former


def _locked(role: Role) -> tuple[dict[int, Adapter], Adapter | None]:
    """All adapters of a role, held until the transaction ends, and the one that serves.

    All, since where none is live yet there is no row of its own for two promotions to meet at.
    """
    found = Adapter.objects.select_for_update().filter(role=role).order_by("pk")
    rows = {row.pk: row for row in found}
    return rows, next((row for row in rows.values() if row.live), None)


def _check(folder: Path, adapter: Adapter) -> None:
    found = adapter_files.read(folder)
    if found.digest != adapter.digest:
        raise AdapterUnusable(
            f"the storage holds {found.digest[:12]} under the name {adapter.digest[:12]}"
        )


def _key(digest: str, name: str) -> str:
    """Where the storage keeps a file; the digest is a row's, and no other text becomes a path."""
    if not DIGEST.fullmatch(digest):
        raise AdapterUnusable("an adapter's digest must be 64 hexadecimal digits")
    return f"adapters/{digest}/{name}"


def _put(path: Path, key: str) -> None:
    # What a try that was cut short left; the local storage would choose another name beside it.
    default_storage.delete(key)
    with path.open("rb") as file:
        default_storage.save(key, File(file))


def _get(key: str, path: Path) -> None:
    try:
        with default_storage.open(key) as source, path.open("wb") as target:
            shutil.copyfileobj(source, target)
    except FileNotFoundError as error:
        raise AdapterUnusable(f"the storage has no {key}") from error
