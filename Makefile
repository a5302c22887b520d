# Everything a person does with this project. `make` alone lists it.

.DEFAULT_GOAL := help
.PHONY: help setup demo run run-distributed check lint types layers generated unit test format proto diagrams lock bench clean

BIN := .venv/bin
PYTHON := $(BIN)/python
# More for the program behind a target: make test ARGS="-k relay -x"
ARGS ?=

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  \033[1m%-16s\033[0m %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# Every target that needs Python needs this file: it stands for an environment that is what the two files say.
.venv/.ready: requirements.lock pyproject.toml tools/uv.lock tools/setup.sh
	@tools/setup.sh

setup: .venv/.ready ## Make .venv with the locked packages (the other targets do this themselves)
	@echo "Ready: $(BIN)/hub"

demo: .venv/.ready ## Submit an order to a hub of its own and show the whole cascade
	@$(BIN)/hub demo $(ARGS)

run: .venv/.ready ## Keep a hub with the demo catalogue running on http://127.0.0.1:8080
	@$(BIN)/hub up --demo $(ARGS)

run-distributed: .venv/.ready ## The same as separate processes on PostgreSQL and RabbitMQ
	@$(PYTHON) -m tests.servers --hub -- $(PYTHON) -m tools.distributed $(ARGS)

check: lint types layers generated unit ## Lint, types, layers, generated code and diagrams, fast tests

lint: .venv/.ready
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .

types: .venv/.ready
	@$(PYTHON) -m mypy

layers: .venv/.ready
	@$(BIN)/lint-imports --no-logo

generated: .venv/.ready
	@$(PYTHON) -m tools.protobuf check
	@$(PYTHON) -m tools.diagrams check

unit: .venv/.ready
	@$(PYTHON) -m pytest -q tests/unit -m "not slow" $(ARGS)

test: .venv/.ready ## All tests; finds or starts RabbitMQ and PostgreSQL
	@$(PYTHON) -m tests.servers -- $(PYTHON) -m pytest $(ARGS)

format: .venv/.ready ## Let ruff put our files in order
	@$(PYTHON) -m ruff check --fix .
	@$(PYTHON) -m ruff format .

proto: .venv/.ready ## Generate the code of proto/
	@$(PYTHON) -m tools.protobuf write

diagrams: .venv/.ready ## Draw the state diagrams of the rooms' READMEs
	@$(PYTHON) -m tools.diagrams write

# The lock names no index on purpose: hashes say what is installed, any mirror may serve it.
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate
lock: .venv/.ready ## Bring requirements.lock up to date with pyproject.toml (make lock ARGS=--upgrade for newer versions)
	@$(LOCK) --group dev pyproject.toml --output-file requirements.lock $(ARGS)

bench: .venv/.ready ## Measure the throughput of whole orders, distributed and embedded
	@HUB_LOG_LEVEL=info $(PYTHON) -m tests.servers --hub -- $(PYTHON) -m hub.cli bench cascade $(ARGS)
	@$(PYTHON) -m hub.cli bench cascade --embedded $(ARGS)

clean: ## Remove what can be made again, but no data
	@rm -rf .venv dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .grimp_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
