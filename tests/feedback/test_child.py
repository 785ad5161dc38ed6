"""The process that trains ends when it is let go of, whatever it is doing."""

import os

from feedback.child import NICENESS, Child

LOOP = ["-n", "1", "-r", "1", "while True: pass"]
DEAF = ["-s", "import signal; signal.signal(15, signal.SIG_IGN); print('deaf', flush=True)", *LOOP]
SAYS = "import os; print(os.nice(0), os.environ['OMP_NUM_THREADS'], flush=True)"


def child(tmp_path, *arguments: str, grace: float = 5) -> Child:
    return Child("timeit", *arguments, folder=tmp_path, grace=grace)


def heard(tmp_path, word: str) -> str:
    while word not in (log := (tmp_path / "log.txt").read_text()):
        os.sched_yield()
    return log


def test_it_is_asked_to_end_when_it_is_let_go_of(tmp_path):
    loop = child(tmp_path, *LOOP)
    assert loop.status is None
    assert loop.end() == 128 + 15


def test_it_is_made_to_end_where_it_does_not_listen(tmp_path):
    loop = child(tmp_path, *DEAF, grace=0.3)
    heard(tmp_path, "deaf")
    assert loop.end() == 128 + 9


def test_it_gives_its_own_status_and_last_words_where_it_ends_by_itself(tmp_path):
    broken = child(tmp_path, "raise RuntimeError('no memory left')")
    while broken.status is None:
        os.sched_yield()
    assert broken.end() == 1
    assert broken.last_words() == "RuntimeError: no memory left"


def test_it_leaves_the_processor_to_what_serves(tmp_path, settings):
    settings.TRAINING_THREADS = 3
    loop = child(tmp_path, "-s", SAYS, *LOOP)
    assert heard(tmp_path, "\n").split() == [str(os.nice(0) + NICENESS), "3"]
    loop.end()
