# The task runner: `make demo` to see it work, `make test` for all that CI runs.

PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$each >/dev/null && $$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	&& echo $$each && break; done)
VENV := .venv
BIN := $(VENV)/bin
BASE := $(VENV)/.installed
DEV := $(VENV)/.installed-dev
BENCH_VENV := .venv-bench
BENCH := $(BENCH_VENV)/.installed
EDITOR := tests/editor/node_modules/.installed
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := test
.PHONY: test demo lint types contracts stale unit fix cases docs bench bench-typing clean

test: lint types contracts stale unit

demo: $(BASE)
	$(BIN)/reasonbook generate
	$(BIN)/python examples/envelopes.py

lint: $(DEV)
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(DEV)
	$(BIN)/mypy
	$(BIN)/pyright

contracts: $(DEV)
	$(BIN)/lint-imports

stale: $(DEV)
	$(BIN)/reasonbook generate --check

unit: $(DEV) $(EDITOR)
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -m ""
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

fix: $(DEV)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

cases: $(DEV)
	$(BIN)/pytest tests/test_cases.py tests/compiler/report --update-cases --numprocesses=0

docs: $(DEV)
	$(BIN)/python docs/generate.py

bench: $(BENCH)
	$(BENCH_VENV)/bin/python benchmarks/run.py

bench-typing: $(BENCH)
	$(BENCH_VENV)/bin/python benchmarks/run.py typing

clean:
	rm -rf $(VENV) $(BENCH_VENV) .reasonbook build dist tests/editor/node_modules
	rm -rf .coverage* .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python"; exit 1; }
	$(PYTHON) -m venv $(VENV)

# pip learnt to read dependency groups in 25.1.
$(BASE): pyproject.toml | $(VENV)/bin/python
	$(PIP) install --upgrade 'pip>=25.1'
	$(PIP) install --editable '.[compiler,format]'
	@touch $@

$(DEV): $(BASE)
	$(PIP) install --group dev
	@touch $@

# The benchmarks' peers are no business of the other environment.
$(BENCH): pyproject.toml benchmarks/install.py benchmarks/requirements.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python"; exit 1; }
	$(PYTHON) benchmarks/install.py $(BENCH_VENV)
	@touch $@

# The editor's language server is for one test, which says so where it is missing.
$(EDITOR): tests/editor/package.json
	@if command -v npm >/dev/null; then \
		npm install --prefix tests/editor --no-audit --no-fund --no-package-lock --loglevel=error; \
	else echo "npm is not here: the test of editors will be skipped"; fi
	@mkdir -p $(@D) && touch $@
