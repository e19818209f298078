# The verbs of the house. The work is done by the small package setup/, which needs nothing but Python 3.11 or newer.

PYTHON := $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { command -v "$$python"; break; }; done)

# Only what is typed after `make` counts: some shells export a HOST of their own.
typed = $(if $(findstring command line,$(origin $(1))),--$(2) '$(subst ','\'',$($(1)))')
setup = @$(require_python) exec '$(PYTHON)' -m setup
require_python = $(if $(PYTHON),,echo 'Voice Todo needs Python 3.11 or newer (python3 was not found, or is older).' >&2; exit 1;)

.DEFAULT_GOAL := help
.PHONY: help run test lint api bench bench-caldav bench-language bench-web screenshots train clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' Makefile

run: ## set everything up and start it   [PORT=8321] [DATA_DIR=./data] [HOST=127.0.0.1]
	$(setup) run $(call typed,HOST,host) $(call typed,PORT,port) $(call typed,DATA_DIR,data-dir)

test: ## lint, then every test; installs what they need
	$(setup) test

lint: ## style, types, import rules, unsafe code, secrets and advisories, without the tests
	$(setup) lint

api: ## write docs/api/openapi.json, docs/security/permissions.md, docs/privacy/retention.md and the web app's types from the routes
	$(setup) api

bench: ## measure requests, voice and memory, beside an Express server
	$(setup) bench

bench-caldav: ## measure a full sync by a calendar client, beside Radicale
	$(setup) bench-caldav

bench-web: ## measure in Chromium: from speech to the screen, a list of 5,000 tasks, Lighthouse
	$(setup) bench-web

screenshots: ## take the pictures of docs/tour.md anew
	$(setup) screenshots

train: ## train the models beside the grammar, from server/training/data
	$(setup) train

bench-language: ## measure how well sentences are understood
	$(setup) bench-language

clean: ## remove everything that can be made again; your data stays
	rm -rf .setup server/.venv server/.ruff_cache server/.import_linter_cache server/.hypothesis server/.pytest_cache \
		web/node_modules web/build web/.svelte-kit bench/peers/*/node_modules server/tests/openid_provider/node_modules .ruff_cache
	find server setup bench -name __pycache__ -type d -prune -exec rm -rf {} +
