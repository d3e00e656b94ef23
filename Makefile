PYTHON_ := .venv/bin/python
# Throw-away values: production settings refuse to start without theirs.
PRODUCTION := DJANGO_SETTINGS_MODULE=site_project.settings.production \
	SECRET_KEY=checks-only-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKL \
	LINK_KEY=links-only-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKL \
	HEALTH_KEYS=Y2hlY2tzLW9ubHktMDEyMzQ1Njc4OWFiY2RlZmdoaWo= \
	ALLOWED_HOSTS=practice.example SITE_URL=https://practice.example MAIL_FROM=desk@practice.example

.DEFAULT_GOAL := help
.PHONY: help run dev test check drill shots bench messages lock sbom rehearse clean base-venv dev-venv

help:      ## list what there is
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 14

run: base-venv      ## install, make the demonstration site and serve it (PORT=9000 make run: elsewhere)
	@$(PYTHON_) manage.py start

dev: dev-venv       ## the same site with DEBUG and a server that reloads
	@$(PYTHON_) manage.py start --reload --settings site_project.settings.dev

test: dev-venv      ## the whole suite, on SQLite and on PostgreSQL (ARGS="-k overlap": a part of it)
	@$(PYTHON_) -W ignore:XDG_RUNTIME_DIR -m tests.run $(ARGS)

check: dev-venv     ## lint, formats, import contracts, types, migrations, settings of production, known holes
	@$(PYTHON_) manage.py translations --settings site_project.settings.test
	@$(PYTHON_) -m ruff check .
	@$(PYTHON_) -m ruff format --check .
	@$(PYTHON_) -m djlint --lint --quiet templates
	@$(PYTHON_) -c 'from importlinter.cli import lint_imports_command; lint_imports_command()'
	@$(PYTHON_) -m mypy
	@$(PYTHON_) manage.py makemigrations --check --dry-run --settings site_project.settings.test
	@$(PRODUCTION) $(PYTHON_) manage.py check --deploy --fail-level WARNING
	@$(PYTHON_) -m scripts.audit

drill: dev-venv     ## what takes long: crash loops, big races, restores
	@$(PYTHON_) -W ignore:XDG_RUNTIME_DIR -m tests.run -m drill $(ARGS)

shots:              ## pictures of every page and state in var/shots (ARGS="--only service": of some)
shots: dev-venv
	@$(PYTHON_) -W ignore:XDG_RUNTIME_DIR -m pytest -q -m shots tests/shots $(ARGS)
	@echo "Look at var/shots/index.html"

bench: dev-venv     ## how fast the site is, against its targets; writes docs/performance.md (ARGS="--only kept")
	@$(PYTHON_) -W ignore:XDG_RUNTIME_DIR -m scripts.bench $(ARGS)

messages:           ## bring the catalogues of other languages to what the code says
messages: dev-venv
	@$(PYTHON_) manage.py translations --update --settings site_project.settings.test

lock:               ## make requirements/*.txt from requirements.txt (needs uv)
	@sh scripts/lock.sh

sbom: dev-venv      ## write what the site is made of to var/sbom.json (CycloneDX)
	@mkdir -p var
	@.venv/bin/cyclonedx-py requirements --output-reproducible -o var/sbom.json requirements/machines.txt
	@echo "See var/sbom.json"

rehearse: dev-venv  ## an upgrade from FROM=<revision> to this code, on a site made for it
	@$(PYTHON_) -m scripts.rehearse $(FROM)

clean:              ## remove .venv and caches; the site's data in var/ stays
	@rm -rf .venv .cache .import_linter_cache

base-venv:
	@sh scripts/venv.sh base

dev-venv:
	@sh scripts/venv.sh dev
	@sh scripts/npm.sh
