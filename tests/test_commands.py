"""Every command has its tests, found by its name."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
COMMANDS = sorted(
    path
    for app in ("captioner", "feedback")
    for path in (ROOT / app).glob("management/commands/*.py")
    if path.stem != "__init__"
)


@pytest.mark.parametrize("path", COMMANDS, ids=[path.stem for path in COMMANDS])
def test_a_command_has_a_test_of_its_name(path: Path):
    app = path.relative_to(ROOT).parts[0]
    assert (ROOT / "tests" / app / "management" / f"test_{path.stem}.py").exists()
