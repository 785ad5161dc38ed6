"""LitServe with its own batching, around the very engine that our server has.

python -m bench.baselines.litserve_batches --describer FOLDER --writer FOLDER --port PORT
"""

from collections.abc import Sequence
from typing import Any

import litserve

from bench.baselines import answers
from bench.baselines.arguments import parsed
from captioner.engine import EngineConfig, Item, Outcome, open_engine

# Seconds that a batch waits to be filled, as LitServe's own examples have it.
_FILLED_AFTER = 0.05


class Captions(litserve.LitAPI):
    """The engine as LitServe wants it: in a process of its own, beside the one for HTTP."""

    def __init__(self, config: EngineConfig) -> None:
        super().__init__(
            max_batch_size=config.max_batch, batch_timeout=_FILLED_AFTER, api_path="/caption"
        )
        self._config = config

    def setup(self, device: str) -> None:
        self._engine = open_engine(self._config)
        self._engine.warm()

    def decode_request(self, request: dict[str, Any]) -> Item:
        return answers.item(request)

    def batch(self, inputs: Sequence[Item]) -> list[Item]:
        return list(inputs)

    def predict(self, x: list[Item]) -> list[Outcome]:
        return self._engine.run(x)

    def unbatch(self, output: list[Outcome]) -> list[Outcome]:
        return output

    def encode_response(self, output: Outcome) -> dict[str, Any]:
        return answers.document(output)


def main() -> None:
    port, config = parsed(__doc__)
    server = litserve.LitServer(
        Captions(config), accelerator="cpu", healthcheck_path="/readyz", timeout=120
    )
    server.run(host="127.0.0.1", port=port, generate_client_file=False, log_level="warning")


if __name__ == "__main__":
    main()
