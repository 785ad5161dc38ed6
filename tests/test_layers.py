"""Imports go down only; torch lives in the engine and in training alone."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# Lowest first. A module may import from its own room and from those before it; `feedback` comes
# after the whole of `captioner`, so nothing there may import it.
ROOMS = (
    "captioner.errors",
    "captioner.addresses",
    "captioner.photo_headers",
    "captioner.photos",
    "captioner.writing",
    "captioner.presets",
    "captioner.engine",
    "captioner.conf",
    "captioner.queue",
    "captioner.models",
    "captioner.metrics",
    "captioner.document",
    "captioner.exports",
    "captioner.edits",
    "captioner.keys",
    "captioner.preferences",
    "captioner.search",
    "captioner.accounts",
    "captioner.deletion",
    "captioner.deliveries",
    "captioner.notify",
    "captioner.adapters",
    "captioner.adoption",
    "captioner.opening",
    "captioner.stages",
    "captioner.drain",
    "captioner.embedded",
    "captioner.tasks",
    "captioner.submit",
    "captioner.webhooks",
    "captioner.batches",
    "captioner.voices",
    "captioner.access",
    "captioner.problems",
    "captioner.middleware",
    "captioner.health",
    "captioner.checks",
    "captioner.api",
    "captioner.forms",
    "captioner.pages",
    "captioner.management",
    "captioner.admin",
    "captioner.urls",
    "captioner.apps",
    "feedback.datasets",
    "feedback.training",
    "feedback.comparison",
    "feedback.agreement",
    "feedback.value",
    "feedback.curve",
    "feedback.thumbs",
    "feedback.past_feedback",
    "feedback.models",
    "feedback.metrics",
    "feedback.review_queue",
    "feedback.review",
    "feedback.snapshots",
    "feedback.descriptions",
    "feedback.uploads",
    "feedback.exchange",
    "feedback.runs",
    "feedback.run_folders",
    "feedback.schedule",
    "feedback.promotion",
    "feedback.relay",
    "feedback.child",
    "feedback.champions",
    "feedback.trainer",
    "feedback.tasks",
    "feedback.record",
    "feedback.received",
    "feedback.document",
    "feedback.access",
    "feedback.serializers",
    "feedback.api",
    "feedback.compat",
    "feedback.training_api",
    "feedback.forms",
    "feedback.templatetags",
    "feedback.pages",
    "feedback.management",
    "feedback.admin",
    "feedback.urls",
    "feedback.apps",
)
TORCH_ROOMS = ("captioner.engine", "feedback.training")
TORCH = {"torch", "transformers", "peft", "safetensors", "tokenizers", "accelerate"}
NO_DJANGO_ROOMS = (
    "captioner.errors",
    "captioner.addresses",
    "captioner.photo_headers",
    "captioner.photos",
    "captioner.writing",
    "captioner.presets",
    "captioner.engine",
    "feedback.datasets",
    "feedback.training",
    "feedback.comparison",
    "feedback.agreement",
    "feedback.value",
    "feedback.curve",
    "feedback.thumbs",
    "feedback.past_feedback",
)


def _modules() -> Iterator[tuple[str, Path]]:
    for package in ("captioner", "feedback"):
        for path in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in path.parts:
                parts = path.relative_to(ROOT).with_suffix("").parts
                yield ".".join(part for part in parts if part != "__init__"), path


MODULES = [(name, path) for name, path in _modules() if name not in ("captioner", "feedback")]


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def _room(name: str) -> str | None:
    return next((room for room in ROOMS if name == room or name.startswith(f"{room}.")), None)


@pytest.mark.parametrize(("name", "path"), MODULES, ids=[name for name, _ in MODULES])
def test_a_module_imports_from_below_only(name: str, path: Path):
    room = _room(name)
    assert room, f"{name} stands in no room of this list: give it one"
    for imported in _imports(path):
        if imported.split(".")[0] in ("captioner", "feedback"):
            below = _room(imported)
            assert below, f"{name} imports {imported}, which stands in no room"
            assert ROOMS.index(below) <= ROOMS.index(room), f"{name} imports {imported} from above"


@pytest.mark.parametrize(("name", "path"), MODULES, ids=[name for name, _ in MODULES])
def test_torch_and_django_stay_in_their_rooms(name: str, path: Path):
    roots = {imported.split(".")[0] for imported in _imports(path)}
    if _room(name) not in TORCH_ROOMS:
        assert not roots & TORCH, f"{name} imports {roots & TORCH}"
    if _room(name) in NO_DJANGO_ROOMS:
        assert not roots & {"django", "rest_framework", "celery"}, f"{name} imports Django"


def _python(code: str, **environment: str) -> None:
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("worker", ["celery", "embedded"])
def test_the_web_process_never_imports_torch(tmp_path, worker):
    _python(
        "import sys, django; django.setup()\n"
        "import snap2caption.urls, snap2caption.wsgi\n"
        "found = {'torch', 'transformers', 'peft'} & set(sys.modules)\n"
        "assert not found, f'imported: {found}'",
        DJANGO_SETTINGS_MODULE="snap2caption.settings",
        WORKER=worker,
        DATA_DIR=str(tmp_path),
    )


def test_the_engine_and_the_training_import_without_django():
    _python(
        "import sys\n"
        "from captioner.engine import open_engine\n"
        "import captioner.engine.loading\n"
        "import feedback.training.bundled.describer, feedback.training.bundled.writer\n"
        "assert 'django' not in sys.modules"
    )
