"""The lines that the admin page and the terminal show while a run learns."""

import json
import logging

import pytest

from feedback.training.progress import FILE, Progress


@pytest.fixture
def clock():
    return iter(range(0, 1000, 10))


def test_a_line_tells_the_mean_loss_and_the_time_that_is_left(tmp_path, clock, caplog):
    caplog.set_level(logging.INFO)
    progress = Progress(tmp_path, step=0, steps=8, clock=clock.__next__)
    progress.add(2.0)
    progress.add(1.0)

    progress.write(2, dev_loss=1.75)  # 10 s for 2 steps, 6 are left

    [line] = map(json.loads, (tmp_path / FILE).read_text().splitlines())
    assert {key: line[key] for key in ("step", "steps", "loss", "dev_loss", "eta_s")} == {
        "step": 2,
        "steps": 8,
        "loss": 1.5,
        "dev_loss": 1.75,
        "eta_s": 30.0,
    }
    assert line["at"].endswith("+00:00")
    assert "step 2 of 8  loss 1.5000  dev loss 1.7500  30 s left" in caplog.text


def test_the_next_line_is_of_the_steps_since(tmp_path, clock):
    progress = Progress(tmp_path, step=0, steps=8, clock=clock.__next__)
    progress.add(2.0)
    progress.write(1)
    progress.add(1.0)

    line = progress.write(2)

    assert line.loss == 1.0
    assert line.dev_loss is None


def test_a_run_taken_up_again_adds_lines_and_counts_its_own_pace(tmp_path, clock):
    Progress(tmp_path, step=0, steps=8, clock=clock.__next__).write(4)

    line = Progress(tmp_path, step=4, steps=8, clock=clock.__next__).write(5)

    assert line.eta_s == 30.0
    assert len((tmp_path / FILE).read_text().splitlines()) == 2
