# The commands of this project. They need python3 (3.11 or newer) with pip, and make; nothing else, and no root.

PYTHON ?= python3
PORT ?= 5000
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: install run test check bench clean lock

install: $(STAMP)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; try: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) 2>/dev/null || $(PYTHON) -m venv --clear --without-pip $(VENV) \
		|| { echo "No virtual environment could be made: install Python's venv module (Debian: python3-venv)" >&2; exit 1; }

$(STAMP): requirements-dev.lock pyproject.toml | $(BIN)/python
	@$(BIN)/python -m pip --version >/dev/null 2>&1 && pip="$(BIN)/python -m pip" \
		|| pip="$(PYTHON) -m pip --python $(BIN)/python"; \
	$$pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-dev.lock \
		&& $$pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
