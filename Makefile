# The few commands of Xã Số. Hook, hand and CI call the same targets.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
export PYTHONPATH := src
export DJANGO_SETTINGS_MODULE := xaso.settings

.PHONY: help setup run test check fix bench demo clean

help: ## show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

setup: .venv/.dev ## everything running and testing need: packages, browser, database server, fonts
	@tools/apt.sh

.venv/.run: requirements.lock tools/venv.sh
	@tools/venv.sh requirements.lock "$(PYTHON)"
	@touch $@

.venv/.dev: requirements-dev.lock tools/venv.sh
	@tools/venv.sh requirements-dev.lock "$(PYTHON)"
	@touch $@ .venv/.run

run: .venv/.run ## serve the commune at http://localhost:8000
	@tools/run.sh

demo: .venv/.run ## load the commune and a synthetic year of work
	@tools/prepare.sh
	@$(BIN)/python manage.py demo_year

test: setup ## the whole suite, on SQLite and on PostgreSQL, with coverage gates
	@tools/test.sh

check: .venv/.dev ## style, types, contracts, templates, migrations, sizes, words
	@tools/check.sh

fix: .venv/.dev ## what can be mended by itself
	@$(BIN)/ruff check --fix --quiet src tests tools bench manage.py || true
	@$(BIN)/ruff format --quiet src tests tools bench manage.py

bench: setup ## load and cost, each beside a floor of the same run
	@tools/bench.sh

clean: ## remove what was made, keep the data in var/
	rm -rf .venv build htmlcov .coverage* .mypy_cache .ruff_cache .pytest_cache .hypothesis
