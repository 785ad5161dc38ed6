"""The settings of a fresh laptop, whatever this shell exports: every test starts from the defaults.

Tests that need another value set it, or start a process with it in its environment.
"""

import atexit
import os
import re
import shutil
import tempfile
from pathlib import Path

_EXAMPLE = Path(__file__).parent.parent / ".env.example"
for _name in re.findall(r"^#?([A-Z0-9_]+)=", _EXAMPLE.read_text(), re.MULTILINE):
    os.environ.pop(_name, None)
    os.environ.pop(f"{_name}_FILE", None)

os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="snap2caption-tests-")
atexit.register(shutil.rmtree, os.environ["DATA_DIR"], ignore_errors=True)
os.environ["HF_HUB_OFFLINE"] = "1"
if _url := os.environ.get("TESTS_RUN_ON"):  # see test_postgresql
    os.environ["DATABASE_URL"] = _url
os.environ.setdefault("OMP_NUM_THREADS", "2")

from snap2caption.settings import *  # noqa: E402, F403
from snap2caption.settings import DATA_DIR, DATABASES  # noqa: E402

# A file: SQLite in memory locks by other rules than the one that people run.
if not _url:
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}
# Slow hashing guards real passwords; hundreds of tests make an account each.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
