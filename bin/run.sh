#!/usr/bin/env bash
# Migrates, and serves the site and its worker, whose models have a process of their own. Beside it,
# what trains waits for runs; it ends with the site, and goes on from its checkpoint the next time.
set -euo pipefail
cd "$(dirname "$0")/.."

# The C library keeps a photo's memory for the next one, in two pools for all threads. To have it
# anew from the system took 10 of the 23 ms of a 1080p photo's intake.
export MALLOC_MMAP_THRESHOLD_=33554432 MALLOC_TRIM_THRESHOLD_=134217728 MALLOC_ARENA_MAX=2

.venv/bin/python manage.py migrate --verbosity 0
if [[ ${WORKER:-embedded} == embedded ]]; then
  .venv/bin/python manage.py train --follow --parent $$ &
fi
echo "Snap2Caption is at http://${HOST:-localhost}:${PORT:-8000}/ (Ctrl-C stops it)"
exec .venv/bin/gunicorn --config snap2caption/gunicorn.py snap2caption.wsgi
