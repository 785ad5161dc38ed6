"""What a baseline server is started with."""

import argparse
from pathlib import Path

from bench.checkpoints import config
from captioner.engine import EngineConfig


def parsed(about: str | None) -> tuple[int, EngineConfig]:
    """The port, and how the models are opened."""
    parser = argparse.ArgumentParser(
        description=about, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--describer", type=Path, required=True)
    parser.add_argument("--writer", type=Path, required=True)
    parser.add_argument("--port", type=int, required=True)
    args = parser.parse_args()
    return args.port, config(args.describer, args.writer)
