# One command each: `make help` lists them. Only what changed is done again, so a second run starts in seconds.

PYTHON ?= python3
VENV   := .venv
PY     := $(VENV)/bin/python
STAMPS := $(VENV)/.stamps
PIP    := $(PY) -m pip install --quiet --disable-pip-version-check
CODE   := data indicators loaders layouts app.py
GUARDS := $(wildcard tests/test_floors.py tests/test_definitions.py tests/test_docs.py tests/test_repository.py tests/test_words.py)
JOBS   ?= auto
ARGS   ?=

.DEFAULT_GOAL := help
.PHONY: help run test check bench fuzz clean assets

help:
	@echo 'make run     start Scrutineer (set-up included); ARGS="--port 8060" is passed to serve'
	@echo 'make test    run every test; ARGS="-k floors" is passed to pytest, JOBS=2 sets how many at once'
	@echo 'make check   the quick look before a commit: ruff, mypy, unused code, the guard tests'
	@echo 'make bench   measure speed; ARGS is passed on'
	@echo 'make fuzz    read bent files and tables of chance for ten minutes; FUZZ_SECONDS says otherwise'
	@echo 'make clean   remove what these commands made; figures in data/live stay'

run: assets
	@$(PY) app.py serve $(ARGS)

assets: $(STAMPS)/run
	@$(PY) app.py assets

test: $(STAMPS)/dev
	@$(PY) app.py assets --with-test-tools
	@CHROMIUM=$$(sh tests/ensure_chromium.sh) || exit 1; export CHROMIUM; \
	$(PY) -m pytest -n $(JOBS) $(ARGS)

check: $(STAMPS)/dev
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy $(CODE)
	@$(PY) -m vulture
	@$(PY) -m pytest $(GUARDS)

bench: $(STAMPS)/dev
	@$(PY) -m bench $(ARGS)

fuzz: $(STAMPS)/dev
	@$(PY) -m tests.fuzz

clean:
	rm -rf $(VENV) node_modules layouts/assets/vendor .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps live inside .venv, so that removing it removes them too.

$(STAMPS)/venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo 'Scrutineer needs Python 3.11 or later; $(PYTHON) is:' "$$($(PYTHON) --version 2>&1)" >&2; \
	  echo 'Install it, or name another one: make run PYTHON=python3.12' >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
	  echo 'Python could not make the folder $(VENV). On Debian or Ubuntu: sudo apt-get install python3-venv' >&2; \
	  exit 1; }
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/run: requirements.txt | $(STAMPS)/venv
	@echo 'Installing what Scrutineer needs (requirements.txt)...'
	@$(PIP) -r requirements.txt
	@touch $@

$(STAMPS)/dev: requirements-dev.txt requirements.txt | $(STAMPS)/venv
	@echo 'Installing what the tests need (requirements-dev.txt)...'
	@$(PIP) -r requirements-dev.txt
	@touch $@ $(STAMPS)/run
