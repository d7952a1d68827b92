# The commands of this project. They need python3 (3.11 or newer) with pip, and make; nothing else, and no root.

PYTHON ?= python3
PORT ?= 5000
VENV := .venv
BIN := $(VENV)/bin
LOCKED := $(VENV)/.locked
PROJECT := $(VENV)/.project
# Byte code is written as modules are first used: half the time of the installation.
PIP_INSTALL := install -qq --disable-pip-version-check --no-deps --no-compile

# An environment is started hundreds of times: its byte code is kept, whatever this machine is used to.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: install run test check bench checkers clean lock

install: $(PROJECT) ## the virtual environment, and the styles, scripts and fonts
	@$(BIN)/python -m assets.build

run: install ## the demonstration, on 127.0.0.1:$(PORT)
	@$(BIN)/riskapp serve --demonstration --port $(PORT)

test: install ## the whole suite
	@$(BIN)/python -m assets.chromium
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal

check: install ## format, lint, types, import contracts, the shape of the house
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest tests/test_architecture.py

bench: install ## speed, beside the floor on the same machine
	@$(BIN)/riskapp benchmark

checkers: .cache/checkers/.locked ## the checkers of accessible PDFs, which the tests use where they are

lock: ## renew the locks after a change of dependencies (needs uv): see CONTRIBUTING.md
	@uv lock
	@$(EXPORT) --no-default-groups --group build --output-file requirements.lock >/dev/null
	@$(EXPORT) --group dev --group build --output-file requirements-dev.lock >/dev/null
	@$(EXPORT) --only-group node --output-file requirements-node.lock >/dev/null
	@$(EXPORT) --only-group checkers --output-file requirements-checkers.lock >/dev/null

EXPORT := uv export --quiet --frozen --no-header --no-annotate --no-emit-project --format requirements-txt

clean: ## everything that was installed or built; the database in instance/ stays
	@rm -rf $(VENV) .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache *.egg-info \
		assets/node_modules riskapp/web/static/built reports/fonts

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
		|| { echo "Python 3.11 or newer is needed. If it has another name: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || $(PYTHON) -m venv --clear --without-pip $(VENV) \
		|| { echo "No virtual environment could be made: add Python's venv module (Debian: python3-venv)." >&2; exit 1; }

# Where the new environment could not be given a pip of its own, the outer one fills it; the lock brings it one.
$(LOCKED): requirements-dev.lock | $(BIN)/python
	@echo "Installing locked packages into $(VENV): about a minute the first time"
	@if $(BIN)/python -m pip --version >/dev/null 2>&1; then pip="$(BIN)/python -m pip"; \
		else pip="$(PYTHON) -m pip --python $(BIN)/python"; fi; \
		$$pip $(PIP_INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

.cache/checkers/.locked: requirements-checkers.lock
	@$(PYTHON) -m venv --clear .cache/checkers
	@.cache/checkers/bin/python -m pip $(PIP_INSTALL) --require-hashes -r requirements-checkers.lock
	@touch $@

$(PROJECT): pyproject.toml $(LOCKED)
	@$(BIN)/python -m pip $(PIP_INSTALL) --no-build-isolation -e .
	@touch $@
