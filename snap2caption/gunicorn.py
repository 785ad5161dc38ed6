"""gunicorn's settings and hooks: one process, threads, and the embedded worker's start and stop."""

import gc

from snap2caption import env

bind = f"{env.text('HOST', '127.0.0.1')}:{env.integer('PORT', 8000, low=1, high=65_535)}"
workers = env.integer("WEB_WORKERS", 1, low=1)
worker_class = "gthread"
# A thread waits for each caption that is asked for, so there are more of them than cores.
threads = env.integer("WEB_THREADS", 32, low=2)
# The longest wait of a request, then the batch in hand, then a margin: only after this is a worker
# killed, and its rows keep their leases.
graceful_timeout = 60 + env.integer("STOP_SECONDS", 20, low=1) + 10
timeout = 120
control_socket_disable = True  # one a user, in the home folder: two instances would clash


def post_worker_init(worker) -> None:
    """Load the models before the first photo comes, not because of it."""
    from django.conf import settings

    from captioner import embedded, metrics
    from feedback.metrics import register_training

    metrics.register_queue_depth()
    register_training()
    if settings.WORKER == "embedded":
        embedded.worker().start()
    # What is here by now stays: looking through it for garbage would stop all threads for 90 ms.
    gc.freeze()


def worker_exit(server, worker) -> None:
    """Finish or give back what the embedded worker has claimed."""
    from django.conf import settings

    from captioner import embedded

    if settings.WORKER == "embedded":
        embedded.worker().stop(settings.STOP_SECONDS)
