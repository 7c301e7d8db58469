# Everything one does with this project. `make` shows what there is.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help start test check format bench lock messages clean environment development

help: ## show what there is
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

environment:
	@$(PYTHON) portal/environment.py

development:
	@$(PYTHON) portal/environment.py --development

start: environment ## set everything up and serve http://127.0.0.1:8000 (PORT= for another port)
	@DEBUG=yes exec $(VENV)/python manage.py start --port $(PORT)

test: development ## run the whole test suite; what needs a service that is not there is skipped with its reason
	@$(VENV)/python -m pytest -n auto --dist loadgroup

check: development ## format, lint, types, import contracts, templates, migrations, documentation
	@$(VENV)/ruff format --check .
	@$(VENV)/ruff check .
	@$(VENV)/mypy
	@$(VENV)/lint-imports --no-cache
	@$(VENV)/djlint templates --lint --quiet
	@DJANGO_SETTINGS_MODULE=portal.settings.test $(VENV)/python manage.py makemigrations --check --dry-run
	@DJANGO_SETTINGS_MODULE=portal.settings.test $(VENV)/python manage.py check

format: development ## put code and templates in their form
	@$(VENV)/ruff format .
	@$(VENV)/ruff check --fix .

bench: development ## measure the goals of speed, as a table and as bench.json
	@DEBUG=yes $(VENV)/python manage.py bench

lock: ## renew the lock files from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --quiet --upgrade -o requirements.txt
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-header --quiet --upgrade -o requirements-dev.txt
	uv pip compile pyproject.toml --extra build --universal --python-version 3.11 --generate-hashes --no-header --quiet --upgrade -o requirements-build.txt

clean: ## throw away what was made, except the data in var/
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
