# make build and make test each work alone on a fresh clone with Python 3.10+ and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BOUNCER := .venv-bouncer
# The longest tests first, each where there is time; the short ones of a file together.
PYTEST := $(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadgroup \
  --no-loadscope-reorder
# What dbt parses, with the folders, which change when a file is removed.
PROJECT := dbt_project.yml selectors.yml \
  $(shell find macros models seeds snapshots tests/generic tests/singular)
MANIFEST := target/parsed/duckdb/manifest.json
export DBT_PROFILES_DIR := $(CURDIR)
export PGTZ := UTC

.DEFAULT_GOAL := help
.PHONY: help setup build check test pytest bench bouncer lint format docs host-lists lock clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

setup: $(VENV)/.installed profiles.yml ## virtual environment and profile

$(VENV)/.installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(None if (3, 10) <= v <= (3, 13) \
	  else "hubspoke needs Python 3.10 to 3.13, this is %d.%d: make PYTHON=python3.12 ..." % v)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

$(BOUNCER)/.installed: requirements-bouncer.lock
	$(BIN)/python -m venv --without-pip $(BOUNCER)
	$(BIN)/python -m pip --python $(BOUNCER)/bin/python install --quiet --disable-pip-version-check -r $<
	@touch $@

# Yours once it is there: settings of your own are not overwritten.
profiles.yml:
	cp profiles.yml.example $@

build: setup ## the warehouse on DuckDB over the raw files (HUBSPOKE_RAW_DIR, default sample/)
	$(BIN)/dbt build --selector daily

check: setup lint ## what builds nothing whole: lint, and the tests that take seconds
	$(PYTEST) -m "not whole"

test: setup lint pytest ## lint, then dbt on both engines and everything else

pytest: setup ## the tests without lint; MARKERS="dol" runs those of one system
	$(PYTEST) -m "$(MARKERS)"

bench: setup ## the benchmark at full volume, figures to docs/benchmark.md (a long run)
	$(BIN)/python -m hubspoke bench

bouncer: setup ## layering, naming, descriptions, keys and contracts (needs Python 3.11+)
	@if $(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then \
	  $(MAKE) --no-print-directory $(BOUNCER)/.installed $(MANIFEST) && \
	  COLUMNS=200 $(BOUNCER)/bin/dbt-bouncer run --show-all-failures; \
	else echo "dbt-bouncer needs Python 3.11 or newer: its rules were not checked"; fi

$(MANIFEST): $(PROJECT)
	$(BIN)/dbt --quiet parse --target duckdb --target-path $(@D)
	@touch $@

lint: setup ## every gate that needs no warehouse
	$(BIN)/python -m pre_commit run --all-files

format: setup ## let the formatters fix what they can
	$(BIN)/ruff check --fix --quiet hubspoke tests || true
	$(BIN)/ruff format hubspoke tests
	$(BIN)/sqlfluff fix --quiet models tests/singular analyses || true

docs: setup $(MANIFEST) ## make the lists in docs/ that the manifest and the seeds know
	$(BIN)/python lint/doc_lists.py $(MANIFEST)

host-lists: setup ## make the seeds that are taken from well-kept lists of hosts
	$(BIN)/python lint/host_lists.py

lock: ## resolve the lock files anew (needs uv)
	uv pip compile --quiet --universal --python-version 3.10 --extra dev --no-annotate \
	  --no-emit-find-links --custom-compile-command "make lock" pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --no-annotate --no-emit-find-links \
	  --custom-compile-command "make lock" requirements-bouncer.in -o requirements-bouncer.lock

clean: ## remove environments and build results; the warehouse, which holds history, stays
	rm -rf $(VENV) $(BOUNCER) target logs
