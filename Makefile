# Needs make and Python 3.11 or newer, nothing else: every target sets up .venv by itself, once.
#
#   make test PYTHON=/path/to/python3.12     another interpreter (when .venv is made)
#   make test ARGS="-k verify -x"            more arguments for pytest
#   make lock UPGRADE=1                      newer versions, as far as pyproject.toml allows
#   make mutate FILE=constraints/same_day.py SAMPLE=30 SEED=1
#   make mutate FILE=scheduler/fields.py TESTS=tests/test_fields.py

.DEFAULT_GOAL := help
.PHONY: ablations bench benchmarks browser clean conferences demo format growth help laboratory lint lock measured mutate
.PHONY: mutation-score pictures prices servers setup test
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
# Two stamps: all that the program needs, and beside it what style, types and tests do.
RUNS := $(VENV)/.runs
READY := $(VENV)/.ready
ARGS ?=

RECENT := import sys; sys.exit(sys.version_info < (3, 11))

# The first of these that is new enough; asked only when .venv is made.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	"$$p" -c '$(RECENT)' 2>/dev/null && echo "$$p" && break; done)

export PIP_DISABLE_PIP_VERSION_CHECK := 1

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

setup: $(READY) ## make .venv and install what the lock says

# In a terminal it ends with the desk running, in the browser; SERVE=no, or no terminal, ends it before.
demo: $(RUNS) ## solve a sample festival, show what comes out, open it in the browser
	@$(BIN)/showgrid demo
	@if [ "$(SERVE)" != no ] && [ -t 1 ]; then \
		DATABASE_URL=sqlite:///out/desk.sqlite3 $(BIN)/showgrid serve --link \
			--festival out/festival.yaml --timetable out/timetable.json; \
	else \
		echo "In the browser: DATABASE_URL=sqlite:///out/desk.sqlite3 $(BIN)/showgrid serve --link" \
			"--festival out/festival.yaml --timetable out/timetable.json"; \
	fi

test: lint browser servers ## check style, types, imports; run every test
	$(BIN)/python -m pytest -n 2 $(ARGS)

# Debian's Chromium looks at the desk; where it cannot be installed, its tests say loudly that they are skipped, but for
# where CI is set: there they fail.
browser:
	@{ command -v chromium || command -v chromium-browser || command -v google-chrome; } > /dev/null || { \
		test "$$(id -u)" = 0 && command -v apt-get > /dev/null && \
		echo "Installing chromium, once." && apt-get update -qq && \
		DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
			chromium fonts-noto-cjk > /dev/null; } || \
		echo "NO BROWSER HERE: the desk is not looked at. Install chromium to have its tests run." >&2

# PostgreSQL and Redis, which tests start by themselves on sockets of their own; without them as without a browser.
servers:
	@{ command -v redis-server && ls /usr/lib/postgresql/*/bin/initdb || { command -v redis-server && command -v initdb; }; } \
		> /dev/null 2>&1 || { \
		test "$$(id -u)" = 0 && command -v apt-get > /dev/null && \
		echo "Installing postgresql and redis-server, once." && apt-get update -qq && \
		DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
			postgresql redis-server > /dev/null; } || \
		echo "NO SERVERS HERE: PostgreSQL and Redis are not tried. Install postgresql and redis-server for it." >&2

lint: $(READY) ## check style, types and imports only
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

bench: benchmarks laboratory ## time every piece, then solve INSTANCES beside others: BUDGET=60 SEEDS=3

benchmarks: $(READY) ## time every piece: load, compile, construct, price, verify, the desk …
	$(BIN)/python -m pytest tests/benchmarks -p no:xdist --benchmark-enable --benchmark-only $(ARGS)

# Each once with each seed, by us, by one plain CP-SAT model, and with the rules that Timefold knows, by all three;
# INSTANCES are samples, samples by size (metropolis:1200), or files.  ALONE=1: by us alone.  Rows are added to TABLE.
TABLE ?= out/bench.csv
MEASURED := docs/measured
RUN = $(BIN)/python -m tests.laboratory --seeds $(or $(SEEDS),3) --budget $(or $(BUDGET),60)
laboratory: $(READY) ## solve INSTANCES again and again: points by second, bound, gap, memory
	@$(if $(ALONE),,$(BIN)/uv pip install --quiet --python $(BIN)/python --group benchmark || \
		echo "TIMEFOLD CANNOT BE FETCHED." >&2)
	$(RUN) $(or $(INSTANCES),kaiff-2024 metropolis summit) $(if $(ALONE),,--plain --rival) --output $(TABLE)

growth: $(READY) ## the same festival with 150 to 2,400 showings: rows for docs/performance.md
	$(RUN) $(or $(INSTANCES),metropolis:150 metropolis:300 metropolis metropolis:1200 metropolis:2400) --output $(MEASURED)/growth.csv

# INSTANCES: conferences; one is here.
OF ?= tests/data/cosplib
ablations: $(READY) ## what each way of searching earns: whole, and without each: rows for docs/performance.md
	$(RUN) kaiff-2024 --without prices --output $(MEASURED)/ablations.csv
	$(RUN) metropolis --without LNS --without "cheap moves" --without ruin --without rings --without "titles at once" \
		--without crossing --output $(MEASURED)/ablations.csv
	$(RUN) $(or $(INSTANCES),$(OF)/GECCO20.xlsx) --without LNS --without tracks --without blocks --without rooms \
		--without slots --output $(MEASURED)/ablations.csv

# What the commands make of workbooks of others, scored by tests/scorers: make conferences OF="../cosplib ../optaplanner"
conferences: $(READY) ## import, solve, verify, export and score workbooks in the folders OF: rows for docs/performance.md
	$(BIN)/python -m tests.laboratory.conferences $(WORKBOOKS) --seeds $(or $(SEEDS),3) --budget $(or $(BUDGET),60) \
		--output $(MEASURED)/conferences.csv
WORKBOOKS = $(or $(INSTANCES),$(filter-out %-exact.xlsx %-extended.xlsx,$(wildcard $(addsuffix /*.xlsx,$(OF)))))

prices: $(READY) ## time the price of every place, and moves a second: rows for docs/performance.md
	$(BIN)/python -m tests.laboratory.prices metropolis summit --output $(MEASURED)/prices.csv

measured: $(READY) ## make the tables and pictures of docs/performance.md from docs/measured
	$(BIN)/python -m tests.laboratory.page

pictures: $(READY) browser out/timetable.json ## take every page of the desk as a picture, for the documentation
	$(BIN)/python -m tests.pictures out/festival.yaml out/timetable.json docs/pictures/pages

out/timetable.json:
	@$(BIN)/showgrid demo

format: $(READY) ## put the code in form
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# One version of everything, for every system and every Python from 3.11 on.
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --no-header $(if $(UPGRADE),--upgrade)

lock: $(READY) ## write the lock files anew from pyproject.toml
	$(COMPILE) --output-file requirements.lock pyproject.toml
	$(COMPILE) --output-file requirements-dev.lock --constraints requirements.lock --group dev pyproject.toml
	$(COMPILE) --output-file requirements-build.lock --constraints requirements-dev.lock --group pyproject.toml:build

# In a copy below build/mutate: the checkout is never touched.
mutate: $(READY) ## break FILE on purpose, and say what its TESTS did not notice
	@test -f "$(FILE)" || { echo "Say which: make mutate FILE=constraints/same_day.py" >&2; exit 2; }
	@$(MUTATION) $(if $(SAMPLE),--sample $(SAMPLE)) $(FILE)

mutation-score: $(READY) ## break every kind and the verifier at SAMPLE places; takes hours
	@$(MUTATION) --sample $(or $(SAMPLE),30)

MUTATION = $(BIN)/python -m tests.mutation --seed $(or $(SEED),1) $(if $(TESTS),--tests "$(TESTS)")

clean: ## remove .venv and all that was made here but out/, which may hold your work
	rm -rf $(VENV) build dist htmlcov .benchmarks .coverage .hypothesis .import_linter_cache .mypy_cache \
		.pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# What the lock says, checked by its hashes; then this project, as a path to here, with nothing more to fetch.
$(RUNS): requirements.lock requirements-build.lock pyproject.toml
	@"$(BIN)/python" -c '$(RECENT)' 2>/dev/null || { \
		found="$(PYTHON)"; \
		"$$found" -c '$(RECENT)' 2>/dev/null || { \
			found="$${found:-python3}"; \
			echo "Showgrid needs Python 3.11 or newer, but $$found is:" \
				"$$("$$found" --version 2>&1 | tail -n 1)" >&2; \
			echo "Install a newer one, or name it: make PYTHON=/path/to/python3.12" >&2; \
			exit 1; }; \
		echo "Setting up $(VENV), once; this takes a minute or two, longer on a slow network."; \
		"$$found" -m venv --clear $(VENV); }
	@echo "1 of 2: fetching and installing packages"
	@$(INSTALL) --requirement requirements.lock --requirement requirements-build.lock
	@$(BIN)/python -m pip install -qq --no-deps --no-build-isolation --editable .
	@echo "2 of 2: compiling"
	@$(COMPILED)
	@touch $@

$(READY): $(RUNS) requirements-dev.lock tests/readers/package-lock.json
	@echo "For the tests, 1 of 3: fetching and installing tools"
	@$(INSTALL) --requirement requirements-dev.lock
	@echo "For the tests, 2 of 3: fetching what they read calendars with"
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm ci --prefix tests/readers --silent --no-audit --no-fund
	@echo "For the tests, 3 of 3: compiling"
	@$(COMPILED)
	@touch $@

INSTALL = $(BIN)/python -m pip install -qq --no-compile --require-hashes

# All of it at once, on every core, also where PYTHONDONTWRITEBYTECODE is set: else each start of the program would
# compile some 400 modules again, for about a second.  What some library has that cannot be compiled stays as it is.
COMPILED = $(BIN)/python -m compileall -qq -j 0 $(VENV)/lib scheduler constraints web || true
