#!/usr/bin/env bash
# Runs a command with the settings of `.env`, if there is one; what the environment holds wins.
set -euo pipefail

if [[ -f .env ]]; then
  given=$(export -p)
  set -a
  source ./.env
  set +a
  eval "$given"
fi
exec "$@"
