"""The predecessor's design: FastAPI, one request at a time, `generate` as it comes.

python -m bench.baselines.one_at_a_time --describer FOLDER --writer FOLDER --port PORT
"""

import threading
from typing import Any

import uvicorn
from fastapi import FastAPI

from bench.baselines import answers
from bench.baselines.arguments import parsed
from captioner.engine import Engine, sleep_between_products


def app_of(engine: Engine) -> FastAPI:
    """The server around an open engine."""
    app, turn = FastAPI(), threading.Lock()

    @app.post("/caption")
    def caption(body: dict[str, Any]) -> dict[str, Any]:
        item = answers.item(body)
        with turn:
            [outcome] = engine.run([item])
        return answers.document(outcome)

    @app.get("/readyz")
    def ready() -> dict[str, bool]:
        return {"ready": True}

    return app


def main() -> None:
    port, config = parsed(__doc__)
    sleep_between_products()
    from bench.baselines.eager import open_eager

    engine = open_eager(config)
    engine.warm()
    uvicorn.run(app_of(engine), host="127.0.0.1", port=port, log_level="warning")


if __name__ == "__main__":
    main()
