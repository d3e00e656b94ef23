PYTHON_ := .venv/bin/python
# Throw-away values: production settings refuse to start without theirs.
PRODUCTION := DJANGO_SETTINGS_MODULE=site_project.settings.production \
	SECRET_KEY=checks-only-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKL \
	LINK_KEY=links-only-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKL \
	HEALTH_KEYS=Y2hlY2tzLW9ubHktMDEyMzQ1Njc4OWFiY2RlZmdoaWo= \
	ALLOWED_HOSTS=practice.example SITE_URL=https://practice.example

.DEFAULT_GOAL := help
.PHONY: help run dev test check drill lock clean base-venv dev-venv

help:      ## list what there is
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 14

run: base-venv      ## install, make the demonstration site and serve it (PORT=9000 make run: elsewhere)
	@$(PYTHON_) manage.py start

dev: dev-venv       ## the same site with DEBUG and a server that reloads
	@$(PYTHON_) manage.py start --reload --settings site_project.settings.dev

test: dev-venv      ## the whole suite, on SQLite and on PostgreSQL (ARGS="-k overlap": a part of it)
	@$(PYTHON_) -W ignore:XDG_RUNTIME_DIR -m tests.run $(ARGS)

check: dev-venv     ## lint, formats, import contracts, types, migrations, settings of production
	@$(PYTHON_) -m ruff check .
	@$(PYTHON_) -m ruff format --check .
	@$(PYTHON_) -m djlint --lint --quiet templates
	@$(PYTHON_) -c 'from importlinter.cli import lint_imports_command; lint_imports_command()'
	@$(PYTHON_) -m mypy
	@$(PYTHON_) manage.py makemigrations --check --dry-run --settings site_project.settings.test
	@$(PRODUCTION) $(PYTHON_) manage.py check --deploy --fail-level WARNING

drill: dev-venv     ## what takes long: crash loops, big races, restores
	@$(PYTHON_) -W ignore:XDG_RUNTIME_DIR -m tests.run -m drill $(ARGS)

lock:               ## make requirements/*.txt from requirements.txt (needs uv)
	@sh scripts/lock.sh

clean:              ## remove .venv and caches; the site's data in var/ stays
	@rm -rf .venv .cache .import_linter_cache

base-venv:
	@sh scripts/venv.sh base

dev-venv:
	@sh scripts/venv.sh dev
	@sh scripts/npm.sh
