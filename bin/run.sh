#!/usr/bin/env bash
# Migrates, collects static files where they changed, and serves the site in one process.
set -euo pipefail
cd "$(dirname "$0")/.."

manifest="${DATA_DIR:-var}/static/staticfiles.json"
.venv/bin/python manage.py migrate --verbosity 0
if [[ ! -e $manifest || -n $(find static requirements.txt -newer "$manifest") ]]; then
  .venv/bin/python manage.py collectstatic --no-input --verbosity 0
fi
echo "Snap2Caption is at http://${HOST:-localhost}:${PORT:-8000}/ (Ctrl-C stops it)"
exec .venv/bin/gunicorn --config snap2caption/gunicorn.py snap2caption.wsgi
