"""T5: what one request to an idle server takes beyond the engine's own time, 1080p JPEG.

By HTTP against the engine in this process over the photo already open: all that a request costs
besides the models counts, its intake too. In turn, a request and a bare run.
"""

import json
import statistics
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import checkpoints, samples, servers
from bench.baselines import bare
from bench.load import Client
from bench.targets import Measured
from captioner import photos
from captioner.engine import Item, open_engine

REQUESTS = 40
_WARM = 4
_PAUSE = 0.1  # seconds, so that the server is idle


def measure() -> Measured:
    files, briefs = samples.full_hd(REQUESTS), samples.briefs(REQUESTS)
    service, alone, intake = [], [], []
    with TemporaryDirectory(prefix="bench-models-") as folder:
        models = checkpoints.fixed(Path(folder))
        engine = open_engine(checkpoints.config(*models))
        settings = checkpoints.environment(*models) | servers.LIFTED
        with servers.ours(settings) as server:
            client = Client(server.url)
            for file, brief, body in zip(files, briefs, samples.bodies(files), strict=True):
                sent = json.dumps(body).encode()
                time.sleep(_PAUSE)
                began = time.perf_counter()
                client.ask(sent)
                service.append((time.perf_counter() - began) * 1000)
                began = time.perf_counter()
                photo = photos.load(file)
                intake.append((time.perf_counter() - began) * 1000)
                alone.append(bare.seconds(engine, [Item(photo.image, brief)], size=1) * 1000)
    p50, own, taken = (statistics.median(times[_WARM:]) for times in (service, alone, intake))
    notes = (f"service {p50:.1f} ms, engine alone {own:.1f} ms; the photo's intake {taken:.1f} ms",)
    return Measured(round(p50 - own, 1), notes)
