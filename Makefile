# Second Source needs Python 3.11 or later, make and git. Everything else is put into .venv, at the versions and with
# the hashes of requirements/*.txt.

PYTHON ?= python3
UV ?= uv
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check --no-input
INSTALL := $(PIP) install --require-hashes --prefer-binary -r
# The package itself, as an editable one: what is in src/ is what runs. The lock holds what builds it.
PACKAGE := $(PIP) install --no-deps --no-build-isolation --editable .
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate

.PHONY: help demo workbench test bench bench-attribution bench-export bench-archive bench-weighing bench-workbench torture \
	results floors screenshots lock clean
.DELETE_ON_ERROR:

help:
	@echo 'make demo     weigh the sample reports and write case-file.html'
	@echo 'make workbench  fetch the browser libraries that secondsource serve gives to the browser'
	@echo 'make test     style, types and tests'
	@echo 'make bench    words a second, against bare spaCy, and memory'
	@echo 'make bench-attribution  who said what, ours beside textacy: how well, how fast'
	@echo 'make bench-export  how long an export of 100,000 facts takes, and how much memory'
	@echo 'make bench-archive  search, adding and memory with 1,000 to 100,000 reports in the archive'
	@echo 'make bench-workbench  how long the server takes for each page of the workbench, with 100,000 reports'
	@echo 'make torture  the promises of the archive with many more rounds'
	@echo 'make bench-weighing  10,000 and 100,000 reports of a made-up world: how time grows, how often grades are right; ECB+ where it is there'
	@echo 'make results  measure all of it and write benchmarks/RESULTS.md'
	@echo 'make floors   raise the floors under the figures (tests/floors.yaml) to what is measured now'
	@echo 'make screenshots  pictures of the workbench for docs/workbench'
	@echo 'make lock     lock the requirements anew (needs uv)'
	@echo 'make clean    remove .venv and caches'

demo: .venv/run
	@$(BIN)/secondsource demo

# As the tests do it, with the numbers of rounds that the promises are made for: takes half an hour on two quiet cores.
torture: .venv/dev
	$(BIN)/pytest -n 2 -m torture -o addopts="-q --strict-markers" tests

bench-workbench: .venv/dev
	@$(BIN)/python -W ignore benchmarks/workbench.py

bench-archive: .venv/dev
	@$(BIN)/python benchmarks/archive.py

workbench: .venv/browser
	@echo 'Now say: $(BIN)/secondsource serve --archive YOUR.db'

test: .venv/dev .venv/formats .venv/browser
	@$(BIN)/python tools/chromium.py
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n 2 --dist loadgroup

bench: .venv/run
	@$(BIN)/python benchmarks/bench.py

bench-attribution: .venv/bench
	@$(BIN)/python benchmarks/attribution.py

bench-weighing: .venv/run
	@$(BIN)/python benchmarks/ecbplus.py
	@$(BIN)/python benchmarks/weighing.py

bench-export: .venv/run
	@$(BIN)/python benchmarks/export.py

results: .venv/run
	@$(BIN)/python benchmarks/results.py

floors: .venv/dev
	@$(BIN)/python tests/floors.py

screenshots: .venv/dev .venv/browser
	@$(BIN)/python tools/screenshots.py

lock:
	$(COMPILE) requirements/dev.in --output-file requirements/dev.txt
	$(COMPILE) --constraints requirements/dev.txt requirements/run.in --output-file requirements/run.txt
	$(COMPILE) --constraints requirements/dev.txt requirements/bench.in --output-file requirements/bench.txt
	$(COMPILE) --constraints requirements/dev.txt requirements/formats.in --output-file requirements/formats.txt
	$(COMPILE) --constraints requirements/dev.txt requirements/browser.in --output-file requirements/browser.txt

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis

# Each stamp below says that a step was finished; a step that was cut short is done again.

.venv/made:
	@$(PYTHON) -c 'import sys; v = sys.version_info; v >= (3, 11) or sys.exit("Second Source needs Python 3.11 or later; this is %d.%d. Say make PYTHON=python3.12, for one." % v[:2])'
	@echo 'Making .venv ...'
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/run: .venv/made requirements/run.txt pyproject.toml
	@echo 'Installing what the program needs (once) ...'
	@$(INSTALL) requirements/run.txt
	@$(PACKAGE)
	@touch $@

.venv/dev: .venv/run requirements/dev.txt
	@echo 'Installing what the tests need (once) ...'
	@$(INSTALL) requirements/dev.txt
	@touch $@

# The workbench's browser libraries, as locked; npm comes from the package index, so that no Node is needed here.
.venv/browser: .venv/run requirements/browser.txt browser/package-lock.json tools/browser.py
	@echo 'Fetching the browser libraries of the workbench (once) ...'
	@$(INSTALL) requirements/browser.txt
	@$(BIN)/python tools/browser.py
	@touch $@

# What reads exports back. Where it cannot be installed its test is skipped, and the next run tries again.
.venv/formats: .venv/dev requirements/formats.txt
	@echo 'Installing FollowTheMoney, which reads exports back in the tests (once) ...'
	@$(INSTALL) requirements/formats.txt && touch $@ || echo 'It cannot be installed: PyICU compiles from source (on Debian: apt-get install g++ libicu-dev). Its test is skipped.'

# What ours is measured beside. Where it cannot be installed ours is measured alone, and the next run tries again.
.venv/bench: .venv/run requirements/bench.txt
	@echo 'Installing what ours is measured beside (once) ...'
	@$(INSTALL) requirements/bench.txt && touch $@ || echo 'It cannot be installed here: ours is measured alone.'
