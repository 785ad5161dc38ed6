"""The rows, the drain and the API hold on PostgreSQL as they do on SQLite."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.timeout(900)  # many tests in one, each with a limit of its own
def test_rows_drain_pages_and_api_hold_on_postgresql(postgres_url):
    result = subprocess.run(
        [
            sys.executable, "-m", "pytest", "-p", "no:cacheprovider",
            "tests/captioner/test_models.py",
            "tests/captioner/test_adapters.py",
            "tests/captioner/test_drain.py",
            "tests/captioner/test_deliveries.py",
            "tests/captioner/test_submit.py",
            "tests/captioner/test_batches.py",
            "tests/captioner/pages",
            "tests/captioner/api",
            "tests/feedback/test_record.py",
            "tests/feedback/test_races.py",
            "tests/feedback/test_api.py",
            "tests/feedback/test_runs.py",
            "tests/feedback/test_promotion.py",
            "tests/feedback/test_training_api.py",
            "tests/feedback/test_review.py",
        ],
        cwd=ROOT,
        env=os.environ | {"TESTS_RUN_ON": postgres_url},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stdout[-6000:] + result.stderr[-2000:]
    assert "on postgresql" in result.stdout
