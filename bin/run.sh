#!/usr/bin/env bash
# Migrates, and serves the site and its worker in one process.
set -euo pipefail
cd "$(dirname "$0")/.."

.venv/bin/python manage.py migrate --verbosity 0
echo "Snap2Caption is at http://${HOST:-localhost}:${PORT:-8000}/ (Ctrl-C stops it)"
exec .venv/bin/gunicorn --config snap2caption/gunicorn.py snap2caption.wsgi
