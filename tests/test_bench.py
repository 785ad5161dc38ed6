"""The bench measures what it says; how fast this machine is, no test asks."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def _report(script: str, *options: str) -> dict:
    result = subprocess.run(
        [sys.executable, ROOT / "bench" / script, *options, "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_it_tells_the_machine_and_every_figure_with_its_bound():
    report = _report("one_photo.py", "--runs", "2")
    assert {"processor", "cores", "threads", "torch", "transformers"} <= set(report["machine"])
    figures = {row["name"]: row for row in report["figures"]}
    bounds = {name: row["at_most"] for name, row in figures.items() if row["at_most"]}
    assert bounds == {
        "describe, median": 150,
        "write, median": 400,
        "both models loaded, from nothing": 5,
        "largest resident": 1.2,
    }
    assert all(row["value"] > 0 for row in figures.values())
    whole = figures["describe, median"]["value"] + figures["write, median"]["value"]
    assert figures["all, median"]["value"] >= 0.9 * whole


def test_the_review_queue_is_timed_with_as_many_items_as_asked_for():
    figures = _report("review_queue.py", "--items", "220", "--runs", "2")["figures"]
    assert {row["group"] for row in figures} == {"220 reviews, ten of eleven pending", "growth"}
    assert [row["at_most"] for row in figures if row["at_most"]] == [300]
    assert all(row["value"] > 0 for row in figures)
