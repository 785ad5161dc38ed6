"""`manage.py train` beside the site: light, and gone when the site is."""

import os
import signal
import subprocess
import sys
import time

import pytest

PATIENCE = 60  # seconds

LIGHT = """
import sys, django
django.setup()
import feedback.management.commands.train, feedback.tasks, feedback.admin, feedback.runs
found = {'torch', 'transformers', 'peft'} & set(sys.modules)
assert not found, f'imported: {found}'
"""


@pytest.fixture
def environment(tmp_path):
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "snap2caption.settings",
        "DATA_DIR": str(tmp_path),
        "SWEEP_SECONDS": "1",
    }


def manage(environment, settings, *words: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=True
    )


def test_what_waits_for_runs_never_imports_torch(environment, settings):
    subprocess.run(
        [sys.executable, "-c", LIGHT], cwd=settings.BASE_DIR, env=environment, check=True
    )


def test_it_ends_when_nothing_waits(environment, settings):
    manage(environment, settings, "migrate", "-v", "0")
    assert manage(environment, settings, "train").stdout == "Took 0 training runs.\n"


def test_it_ends_with_the_site_that_started_it_even_where_that_is_killed(environment, settings):
    manage(environment, settings, "migrate", "-v", "0")
    started = f"{sys.executable} manage.py train --follow --parent $$ & echo $!; wait"
    site = subprocess.Popen(
        ["sh", "-c", started], cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE
    )
    trainer = int(site.stdout.readline())
    os.kill(trainer, 0)
    site.send_signal(signal.SIGKILL)
    site.wait()
    # Its end of the pipe closes when it has ended.
    deadline = time.monotonic() + PATIENCE
    os.set_blocking(site.stdout.fileno(), False)
    while (said := site.stdout.read()) != b"":
        assert said is None, said
        assert time.monotonic() < deadline, "it trains on without the site"
        time.sleep(0.1)
    site.stdout.close()
