# Every task in one word. With another Python: make PYTHON=python3.12 report

PYTHON ?= python3
RUN := .venv/bin/python -m
# The name of the stamp holds the Python asked for, so that asking for another one makes .venv again.
STAMP := .venv/made-with-$(notdir $(PYTHON))
UV := $(shell uv --version >/dev/null 2>&1 && echo yes)
# nbval compares every output with what it was; loadfile keeps one notebook's cells in one process. The kernel
# is quick to start where that is possible, and else an ordinary one of this .venv.
PYTEST := $(RUN) pytest -n 2 --dist loadfile --doctest-modules \
  --nbval --nbval-kernel-name recordsdata --nbval-sanitize-with tests/notebooks/sanitize.cfg recordsdata tests notebooks

.PHONY: help report test lab explore class refresh bench lint spark soak clean

help:  ## show this list
	@sed -n 's/^\([a-z]*\):.*  ## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

report: $(STAMP)  ## run the notebooks and show them as web pages
	@$(RUN) recordsdata.cli report

test: $(STAMP)  ## run every test, notebooks included
	$(PYTEST)

lab: $(STAMP)  ## open the notebooks in JupyterLab
	$(RUN) jupyter lab notebooks

explore: $(STAMP)  ## open a page with pickers, for a projector
	@$(RUN) recordsdata.cli explore

class: $(STAMP)  ## make the zip for students and the teacher's notebooks
	@$(RUN) recordsdata.cli classroom build

refresh: $(STAMP)  ## run the notebooks again in place
	@$(RUN) recordsdata.cli refresh

bench: $(STAMP)  ## measure imports, loads and many runs
	$(RUN) tests.benchmarks.bench
	$(RUN) tests.benchmarks.runner

lint: $(STAMP)  ## check style and types
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy

spark: $(STAMP)  ## check that the audit finds the same on Spark (needs Java)
ifdef UV
	@uv pip install --quiet --python .venv/bin/python --require-hashes -r requirements-spark.lock
else
	@$(RUN) pip install --quiet --disable-pip-version-check --require-hashes -r requirements-spark.lock
endif
	$(RUN) pytest -m spark tests/test_records_engines.py

soak: $(STAMP)  ## every test, and every notebook over its whole parameter space (long)
	$(PYTEST) --soak

clean:  ## remove what was made, .venv included
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(STAMP): requirements.lock pyproject.toml hatch_build.py kernels/recordsdata/kernel.json recordsdata/runner/templates/lab.json
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "recordsdata needs Python 3.11 or newer. If you have one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@echo "Setting up .venv with $$($(PYTHON) --version) and $(if $(UV),uv,pip): once, a minute or so"
ifdef UV
	@uv venv --quiet --clear --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" .venv
	@uv pip install --quiet --python .venv/bin/python --require-hashes -r requirements.lock
	@uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation -e .
else
	@$(PYTHON) -m venv --clear .venv
	@$(RUN) pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(RUN) pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
endif
	@touch $@
