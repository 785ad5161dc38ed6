# What a person does with Snap2Caption; `make` alone lists it. Needs Python 3.11 or newer.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test lint caption services screenshots openapi bench bench-full \
	bench-photo bench-scale loop bundled-describer bundled-writer bundled-scores contact-sheet

VENV := .venv
PY := $(VENV)/bin/python
PYTHON ?= $(shell command -v python3.11 || command -v python3)

# Words typed after the target reach the shell through the environment, never through its syntax:
# a photo's name may hold spaces and a note may hold quotes. `value` keeps make off their dollars.
WORDS := PHOTO TONE AUDIENCE NOTE PLATFORM VARIANTS SEED JSON PORT \
	DATA TEACHER OUT MINUTES DESCRIBER WRITER CORE_HOUR
TYPED := $(foreach word,$(WORDS),$(if $(filter command,$(origin $(word))),$(word)))
$(foreach word,$(TYPED),$(eval override $(word) := $$(value $(word))))
export $(TYPED)
option = $(if $(filter $(1),$(TYPED)),--$(2)="$$$(1)")
typed = $(if $(filter $(1),$(TYPED)),"$$$(1)",$(2))
# Captioned photos to learn from and others to judge by; DATA is the folder that holds both.
train = --data=$(call typed,DATA)/train
dev = --eval=$(call typed,DATA)/dev
models = $(call option,DESCRIBER,describer) $(call option,WRITER,writer)
needs_data = @test -d $(call typed,DATA)/train -a -d $(call typed,DATA)/dev || \
	{ echo "Which photos? make $@ DATA=folder, one that holds train/ and dev/" >&2; exit 2; }

help: ## list these commands
	@grep -E '^[a-z-]+:.*##' Makefile | sed 's/:.*## /\t/' | expand -t 20

setup: $(VENV)/.run ## build .venv with what running needs

setup-dev: $(VENV)/.dev ## add what the tests, the linters and training need

$(PY):
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 ..." >&2; exit 1; }
	@"$(PYTHON)" -m venv $(VENV) || { rm -rf $(VENV); \
		echo "Python's venv module is needed (Debian and Ubuntu: apt install python3.11-venv)" >&2; exit 1; }

# The stamps are what makes a second run take a second.
$(VENV)/.run: requirements.txt | $(PY)
	$(PY) -m pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

$(VENV)/.dev: requirements-dev.txt requirements-train.txt $(VENV)/.run
	$(PY) -m pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

$(VENV)/.bench: requirements-bench.txt $(VENV)/.dev
	$(PY) -m pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

run: setup ## serve the site with its worker: [PORT=8000]
	@bin/with-env.sh bin/run.sh

caption: setup ## caption in the terminal: PHOTO=file [TONE= AUDIENCE= NOTE= PLATFORM= VARIANTS= SEED= JSON=1]
	@test -n "$$PHOTO" || { echo "Which photo? make caption PHOTO=static/samples/dog.jpg" >&2; exit 2; }
	@bin/with-env.sh $(PY) manage.py caption $(call option,TONE,tone) \
		$(call option,AUDIENCE,audience) $(call option,NOTE,note) $(call option,PLATFORM,platform) \
		$(call option,VARIANTS,variants) $(call option,SEED,seed) $(if $(JSON),--json) -- "$$PHOTO"

# Whatever could not be installed fails the tests that need it, with its own clear line. Two files
# of tests at a time, each with a core: torch's threads would wait for one another's.
test: setup-dev ## run every test: [ARGS='tests/captioner -k photos']
	@bin/services.sh || true
	OMP_NUM_THREADS=1 $(PY) -m pytest --numprocesses 2 --dist loadfile $(ARGS)

lint: setup-dev ## ruff, mypy, and no migration missing
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy
	$(PY) manage.py makemigrations --check --dry-run

services: ## install PostgreSQL, Redis, Chromium and aria2c where they are missing
	@bin/services.sh

screenshots: setup-dev ## take the README's pictures; with DATA=folder the admin's instead
	$(PY) -m docs.$(if $(filter DATA,$(TYPED)),learning_pictures $(call typed,DATA),screenshots)

openapi: setup ## write docs/openapi.yaml, the API as it is served
	$(PY) manage.py spectacular --validate --fail-on-warn --file docs/openapi.yaml

bench: $(VENV)/.bench ## the speed rows that need no GPU, against peers: [ARGS='--only T2 T6']
	$(PY) -m bench.cpu $(ARGS)

bench-full: $(VENV)/.bench ## every server with 1 to 64 callers at once: [ARGS='--callers 1 8']
	$(PY) -m bench.sweep $(ARGS)

bench-photo: setup ## time the bundled models on this machine, one photo at a time: [ARGS=--json]
	$(PY) bench/one_photo.py $(ARGS)

bench-scale: $(VENV)/.dev ## more workers, what saturates, machines and money: [CORE_HOUR=0.05 ARGS=--recorded]
	$(PY) -m bench.scale --core-hour=$(call typed,CORE_HOUR,0.05) $(ARGS)

loop: setup ## the whole learning loop over an empty database: DATA=folder with images/
	@test -d $(call typed,DATA)/images || \
		{ echo "Which photos? make loop DATA=folder, one that holds images/" >&2; exit 2; }
	$(PY) bench/loop.py $(call typed,DATA)

bundled-describer: setup-dev ## train the describer: DATA=folder [TEACHER=folder OUT= MINUTES=]
	$(needs_data)
	$(PY) -m feedback.training.bundled.describer $(train) $(call option,TEACHER,teacher) \
		--out=$(call typed,OUT,var/bundled-describer) $(call option,MINUTES,minutes)

bundled-writer: setup-dev ## train the writer: DATA=folder [OUT= MINUTES=]
	$(needs_data)
	$(PY) -m feedback.training.bundled.writer $(train) $(dev) \
		--out=$(call typed,OUT,var/bundled-writer) $(call option,MINUTES,minutes)

bundled-scores: setup ## judge both by every floor: DATA=folder [DESCRIBER= WRITER= JSON=file]
	$(needs_data)
	$(PY) -m feedback.training.bundled.score $(train) $(dev) $(models) $(call option,JSON,json)

contact-sheet: setup ## photos beside their captions, to read: DATA=folder [DESCRIBER= WRITER= SEED=]
	$(needs_data)
	$(PY) -m feedback.training.bundled.contact_sheet $(dev) $(models) $(call option,OUT,out) \
		$(call option,SEED,seed)
