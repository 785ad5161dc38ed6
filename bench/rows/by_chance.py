"""T13: what a person waits for at 300 requests an hour, and at ten times that; the bundled models.

Requests come by chance (Poisson), whatever became of those before. The models write as they do for
people: sampled, each text as long as it comes.
"""

from bench import load, samples, servers
from bench.latency import percentile
from bench.targets import Measured

# Requests an hour -> how many are sent.
PACES = {300: 20, 3000: 100}
_WARM = 3
_SEED = 7


def measure() -> Measured:
    bodies = samples.bodies(samples.jpegs(64))
    found, notes = [], []
    with servers.ours({"ANONYMOUS_RATE": servers.LIFTED["ANONYMOUS_RATE"]}) as server:
        load.opened(server.url, bodies, due=[0.0] * _WARM)
        for hourly, count in PACES.items():
            due = load.arrivals(count, every=3600 / hourly, seed=_SEED)
            took = load.opened(server.url, bodies, due=due)
            found.append(round(percentile(took, 90), 3))
            notes.append(
                f"{hourly} an hour: {count} requests in {due[-1]:.0f} s, "
                f"p50 {percentile(took, 50):.3f} s, worst {max(took):.3f} s"
            )
    return Measured(found, tuple(notes))
