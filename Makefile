# Enishi: every command a person needs. `make help` lists them.

PORT ?= 8000
PUBLIC_URL ?= http://localhost:$(PORT)
WORKERS ?= 2
THREADS ?= 4
FAULT_RUNS ?= 2000
BENCH ?= ../shared/bench

PYTHON := .venv/bin/python
LOCK := server/requirements.lock
INSTALLED := .venv/installed.lock

.DEFAULT_GOAL := help
.PHONY: help run test fast environment tools bench peers faults pictures lock clean

help: ## list the commands
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):[^#]*## /  make \1|/' | \
		awk -F'|' '{ printf "%-18s %s\n", $$1, $$2 }'
	@echo
	@echo "  PORT=8000  DATABASE_URL=postgresql://...  PUBLIC_URL=https://..."

run: export PUBLIC_URL := $(PUBLIC_URL)
run: environment ## from a bare checkout to a page on http://localhost:8000
	@.venv/bin/flask --app server.app setup
	@echo "Enishi is at $(PUBLIC_URL)  (Ctrl+C ends it)"
	@exec .venv/bin/gunicorn --bind 127.0.0.1:$(PORT) --no-control-socket \
		--worker-class gthread --workers $(WORKERS) --threads $(THREADS) 'server.app:create_app()'

test: tools ## from a bare checkout to a verdict: every gate, browsers included
	@$(PYTHON) -m tests.check

fast: tools ## the same, stopping before the browser
	@$(PYTHON) -m tests.check --fast

faults: tools ## 2,000 random faults: killed servers, lost answers, killed browsers
	@$(PYTHON) -m tests.faults --runs $(FAULT_RUNS)

bench: tools ## speed on this machine; with PEERS=folder also sync beside its peers
	@$(PYTHON) -m tests.bench $(ARGS)
	@test -z "$(PEERS)" || $(MAKE) --no-print-directory peers

# The driver and the script that fills PEERS are not ours: BENCH names their folder.
peers: environment
	@test -f $(BENCH)/bench.py || { echo "no driver in $(BENCH): set BENCH=folder"; exit 1; }
	@PYTHONDONTWRITEBYTECODE=1 $(PYTHON) $(BENCH)/bench.py --home $(PEERS) \
		--plug tests/bench/adapter.py $(if $(SYSTEMS),--systems $(SYSTEMS))

pictures: tools ## every screen, narrow and wide, light and dark, into build/pictures/
	@$(PYTHON) -m tests.browser.pictures

tools: environment
	@$(PYTHON) -m tests.machine

environment:
	@cmp -s $(LOCK) $(INSTALLED) || $(MAKE) --no-print-directory $(INSTALLED)

# A lock that changed gets a new environment: what it no longer names must not linger.
$(INSTALLED): FORCE
	@echo "making .venv from $(LOCK)"
	@for p in python3.13 python3.12 python3.11 python3 python; do \
		if "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$p; break; fi; \
	done; \
	test -n "$$found" || { echo "Python 3.11 or newer is needed"; exit 1; }; \
	"$$found" -m venv --clear .venv >/dev/null 2>&1 || { \
		test "$$(id -u)" = 0 && command -v apt-get >/dev/null && \
		apt-get -qq update && apt-get -qq -y install python3-venv >/dev/null 2>&1 && "$$found" -m venv --clear .venv; } || \
		{ echo "Python cannot make environments (Debian: sudo apt-get install python3-venv)"; exit 1; }
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r $(LOCK)
	@cp $(LOCK) $(INSTALLED)

FORCE:

lock: ## write server/requirements.lock anew from pyproject.toml (needs uv)
	@uv pip compile --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
		--extra dev --upgrade --quiet pyproject.toml -o $(LOCK)

clean: ## remove what the tools made; the database stays
	rm -rf .venv tests/js/node_modules build .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +
