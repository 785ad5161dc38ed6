"""What the figures were measured on, and with."""

import os
import platform
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

LIBRARIES = ("torch", "transformers", "Django", "gunicorn", "fastapi", "uvicorn", "litserve")


def machine(libraries: Iterable[str] = LIBRARIES) -> dict[str, str | int | float]:
    """The processor, how busy it was, the libraries' versions and the date."""
    affinity = getattr(os, "sched_getaffinity", None)  # not on macOS
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "processor": processor(),
        "cores": len(affinity(0)) if affinity else os.cpu_count() or 0,
        "load": round(os.getloadavg()[0], 1),  # over the last minute: 0 on a machine of its own
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        **{name.lower(): version(name) for name in libraries},
    }


def processor() -> str:
    """Its name."""
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
