"""The process that trains, on a leash: it ends when the leash is let go of, whoever lets go.

A pipe is the leash, so that a trainer that is killed lets go of it too, and no child goes on
writing into the folder of a run that somebody else takes up. It is nice to the processes beside
it, with bounded threads. Knows nothing of rows.
"""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from django.conf import settings

NICENESS = 10
LOG = "log.txt"
_THREADS = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")

# The shell keeps the pipe's end, starts the child and another shell that waits for the pipe to
# close: then the child is asked to end, and made to after "$1" seconds. A child that ends first
# gives its status at once; `end` sweeps up who still waits.
_LEASH = """
exec 3<&0 </dev/null
grace=$1; shift
nice -n "$NICENESS" "$@" 3<&- &
child=$!
{ cat <&3 >/dev/null; kill "$child"; sleep "$grace"; kill -9 "$child"; } 2>/dev/null &
exec 3<&-
wait "$child"
"""


class Child:
    """`python -m MODULE ARGUMENTS` in a session of its own, its words in the folder's log.

    Args:
        folder: where `LOG` is; made by the caller.
        grace: seconds that it has to end when it is let go of.
    """

    def __init__(self, module: str, *arguments: str, folder: Path, grace: float) -> None:
        self._log = folder / LOG
        self._grace = grace
        threads = str(settings.TRAINING_THREADS)
        with self._log.open("ab") as output:
            self._process = subprocess.Popen(
                ["sh", "-c", _LEASH, "leash", str(grace), sys.executable, "-m", module, *arguments],
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=output,
                cwd=settings.BASE_DIR,
                env=os.environ | {"NICENESS": str(NICENESS)} | dict.fromkeys(_THREADS, threads),
                start_new_session=True,  # a Ctrl-C is for the trainer, which lets go
            )

    @property
    def status(self) -> int | None:
        """Its exit status, over 128 where a signal ended it; None while it is at work."""
        return self._process.poll()

    def end(self) -> int:
        """Let go, wait until it has ended, and give its exit status."""
        try:
            if self.status is None:
                self._process.stdin.close()
                self._process.wait(self._grace + 5)
        finally:
            # Before the pipe closes behind a child that ended by itself: its number may be
            # another process's by now.
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.stdin.close()
        return self._process.wait()

    def last_words(self, most: int = 500) -> str:
        """The last line of its log."""
        lines = self._log.read_text("utf-8", errors="replace").strip().splitlines()
        return lines[-1][-most:] if lines else "it said nothing"
