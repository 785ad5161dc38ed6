#!/usr/bin/env bash
# Installs what the tests need beside Python (PostgreSQL, Redis, Chromium and aria2c) where it is
# missing and the system's package manager may be used. Ends with 1 and names what is still missing.
set -uo pipefail
shopt -s nullglob

has_postgresql() {
  local found=(/usr/lib/postgresql/*/bin/initdb /usr/pgsql-*/bin/initdb
    /opt/homebrew/opt/postgresql*/bin/initdb /usr/local/opt/postgresql*/bin/initdb)
  [[ -n ${TEST_DATABASE_URL:-} || ${#found[@]} -gt 0 ]] || command -v initdb >/dev/null
}

has_redis() {
  [[ -n ${TEST_REDIS_URL:-} ]] || any_of redis-server valkey-server
}

has_chromium() {
  any_of chromium chromium-browser google-chrome google-chrome-stable
}

has_aria2() {
  any_of aria2c
}

any_of() {
  local name
  for name in "$@"; do command -v "$name" >/dev/null && return; done
  return 1
}

# The package manager that may be used without a question asked, or nothing.
manager() {
  if any_of brew; then echo brew; return; fi
  [[ $(id -u) == 0 ]] || sudo --non-interactive true 2>/dev/null || return
  if any_of apt-get; then echo apt; elif any_of dnf; then echo dnf; fi
}

as_root() {
  if [[ $(id -u) == 0 ]]; then "$@"; else sudo --non-interactive "$@"; fi
}

install() {
  case $(manager):$1 in
    apt:redis) apt_install redis-server ;;
    apt:*) apt_install "$1" ;;
    dnf:postgresql) as_root dnf install --quiet --assumeyes postgresql-server ;;
    dnf:*) as_root dnf install --quiet --assumeyes "$1" ;;
    brew:postgresql) brew install --quiet postgresql@16 ;;
    brew:*) brew install --quiet "$1" ;;
  esac
}

apt_install() {
  as_root apt-get update --quiet=2
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install --quiet=2 --yes --no-install-recommends "$1"
}

missing=()
for thing in postgresql redis chromium aria2; do
  "has_$thing" && continue
  echo "services: $thing is missing, installing it" >&2
  install "$thing" >/dev/null
  hash -r
  "has_$thing" || missing+=("$thing")
done

if [[ ${#missing[@]} -gt 0 ]]; then
  echo "services: still missing: ${missing[*]}. Install them with your package manager;" \
    "until then the tests that need them fail." >&2
  exit 1
fi
