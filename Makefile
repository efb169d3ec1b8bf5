# make run: the dashboard on http://localhost:8501. make test: every test. Both create what they need first.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501

.PHONY: run test lint store bench clean help

help: ## what can be made
	@grep -E '^[a-z]+:.*## ' Makefile | sed 's/:.*## /\t/'

run: $(VENV)/.run store ## start the dashboard and print its address
	$(BIN)/python -m dashboard serve --port $(PORT)

store: $(VENV)/.run ## build the store from data/ where it is missing
	$(BIN)/python -m dashboard build

test: $(VENV)/.test ## every test, the browser ones included
	sh scripts/get_test_tools.sh $(BIN)
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

lint: $(VENV)/.test ## style and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

bench: $(VENV)/.test ## the benchmarks; minutes, and best on a quiet machine
	for name in extraction store_scale figures export rerun sessions; do $(BIN)/python -m tests.benchmarks.$$name || exit; done

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || \
		{ echo "Nexus Watch needs Python 3.11; name it with: make PYTHON=/path/to/python3.11 ..." >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	touch $@

$(VENV)/.test: requirements-test.txt $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-test.txt
	touch $@

clean: ## remove the environment and what can be built again; the store stays
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis
